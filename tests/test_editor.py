"""``pipe log --edit``: the user's own editor, and what it may do."""

import json
import sys
from typing import NoReturn

import pytest

from helpers import Desk, posix_only

pytestmark = posix_only

RESUME = "pipe log --resume"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aokiya", "the first note")
    return desk


def last_note(desk: Desk) -> str:
    note: str = desk.value("SELECT note FROM activities ORDER BY id DESC LIMIT 1")
    return note


def editor(desk: Desk, script: str) -> str:
    """Make an editor of a shell script; its file is $1."""
    path = desk.folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)


def test_editor_writes_the_note(desk: Desk) -> None:
    desk.ok("log", "Aoki", "draft", "--edit", EDITOR=editor(desk, 'echo " and more" >> "$1"'))

    assert last_note(desk) == "draft and more"


def test_editor_of_visual_goes_first_and_may_have_options(desk: Desk) -> None:
    script = editor(desk, 'echo "$1" > "$2"')
    desk.ok("log", "Aoki", "--edit", VISUAL=f"{script} --wait", EDITOR="false")

    assert last_note(desk) == "--wait"


def test_editor_file_is_private_and_gone_afterwards(desk: Desk) -> None:
    desk.ok("log", "Aoki", "--edit", EDITOR=editor(desk, 'stat -c %a "$1" > "$1.mode"; cp "$1.mode" "$1"'))

    assert last_note(desk) == "600"
    assert list(desk.folder.glob("pipe-*.txt")) == []


@pytest.mark.parametrize("ending", ["exit 1", "kill -9 $$", "kill -INT $$"])
def test_editor_that_gives_up_saves_nothing_and_loses_nothing(desk: Desk, ending: str) -> None:
    outcome = desk("log", "Aoki", "draft", "--edit", EDITOR=editor(desk, f'echo "half a note" > "$1"\n{ending}'))

    assert outcome.code == 130
    assert "Interrupted" not in outcome.err
    assert RESUME in outcome.err
    assert last_note(desk) == "the first note"
    assert desk.drafts()[0]["note"] == "half a note"


def test_resume_goes_on_in_the_editor_with_what_was_there(desk: Desk) -> None:
    desk("log", "Aoki", "--edit", EDITOR=editor(desk, 'echo "half a note" > "$1"\nexit 1'))
    desk.ok("log", "--resume", EDITOR=editor(desk, 'echo "and the rest" >> "$1"'))

    assert last_note(desk) == "half a noteand the rest"


def test_editor_that_removes_its_file_loses_nothing(desk: Desk) -> None:
    desk.ok("log", "Aoki", "as it was", "--edit", EDITOR=editor(desk, 'rm "$1"'))

    assert last_note(desk) == "as it was"


def test_editor_that_is_not_installed_is_told(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "draft", "--edit", EDITOR="/no/such/editor")

    assert outcome.code == 2
    assert "Set EDITOR" in outcome.err
    assert desk.drafts()[0]["note"] == "draft"


def test_editor_that_leaves_nothing_is_an_empty_note(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "--edit", EDITOR=editor(desk, 'true > "$1"'))

    assert outcome.code == 2
    assert "empty" in outcome.err


def test_no_room_for_the_editor_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(**_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", no_room)
    outcome = desk("log", "Aoki", "draft", "--edit", EDITOR="true")

    assert outcome.code == 2
    assert "No space left" in outcome.err
    assert "draft" in outcome.err


def test_ctrl_c_belongs_to_the_editor_while_it_runs(desk: Desk) -> None:
    script = editor(desk, f"trap '' INT\nkill -INT $PPID\n{sys.executable} -c 'pass'\necho 'still here' > \"$1\"")
    result = desk.process("log", "Aoki", "--edit", EDITOR=script)

    assert result.returncode == 0, result.stderr
    assert last_note(desk) == "still here"


EDITING = [("log", "Aoki", "draft", "--edit"), ("edit", "1", "--editor"), ("config", "edit")]


@pytest.mark.parametrize("words", EDITING, ids=" ".join)
def test_editor_that_nobody_named_is_not_started_without_a_terminal(desk: Desk, words: tuple[str, ...]) -> None:
    ended = desk.process(*words, "--json", EDITOR="", VISUAL="")
    error = json.loads(ended.stdout)["error"]

    assert (ended.returncode, error["what"]) == (2, "There is no terminal to open the editor in.")
    assert error["why"]
    assert "EDITOR" in error["hint"]


def test_note_is_kept_where_there_is_no_terminal_for_the_editor(desk: Desk) -> None:
    desk("log", "Aoki", "-", "--edit", stdin="from another program")

    assert desk.drafts()[0]["note"] == "from another program"


def test_what_the_editor_writes_is_no_part_of_the_document(desk: Desk) -> None:
    script = editor(desk, 'echo "on the screen"\necho changed > "$1"')
    answer = desk.process("log", "Aoki", "--edit", "--json", EDITOR=script)

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["activity"]["note"] == "changed"


def test_editor_that_gives_up_is_told_in_the_document(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "draft", "--edit", "--json", EDITOR="false")
    error = json.loads(outcome.out)["error"]

    assert (outcome.code, error["exit_code"]) == (130, 130)
    assert "false ended with an error (1)" in error["what"]
    assert RESUME in error["kept"]
