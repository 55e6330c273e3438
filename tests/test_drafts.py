"""What was typed for ``pipe log`` survives whatever goes wrong."""

import json
import os
import signal
import stat
import subprocess
import time
from pathlib import Path
from typing import IO, NoReturn

import pytest

from helpers import IS_ROOT, PROGRAM, Desk, posix_only
from pipeline_cli.services import drafts, log_contact
from pipeline_cli.services.drafts import Draft, keep_draft, newest_draft, newest_drafts
from pipeline_cli.services.kept_edits import kept_edits

RESUME = "pipe log --resume"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aokiya", "the first note")
    return desk


def interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def refused(*_: object) -> NoReturn:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["Aoki", "likes it", "--next", "someday"], 2),
        (["Aoki", "likes it", "--value", "much"], 2),
        (["Aoki", "likes it", "--stage", "nearly"], 2),
        (["Aoki", "likes it", "--nxt", "+3d"], 2),
        (["Aoki", "likes it", "--next"], 2),
        (["Aoki", "likes it", "--minutes", "-1"], 2),
        (["Aoki", "likes it", "--lang", "fr"], 2),
        (["Aoki", "likes it", "--store"], 2),
        (["99", "likes it"], 3),
        (["Aokyya", "likes it"], 3),
    ],
    ids=str,
)
def test_refused_log_keeps_what_was_typed_and_says_how_to_resume_it(desk: Desk, words: list[str], code: int) -> None:
    outcome = desk("log", *words)

    assert (outcome.code, outcome.out) == (code, "")
    assert RESUME in outcome.err
    assert [word for word in words if word not in {"--lang", "fr"}] == desk.drafts()[0]["words"]


@pytest.mark.parametrize(
    "environ",
    [{"PIPE_NOW": "noon"}, {"PIPE_LANG": "fr"}, {"TZ": "Moon/Crater"}, {"PIPE_STORE": "mysql://host"}],
    ids=str,
)
def test_note_survives_settings_that_can_not_be_read(desk: Desk, environ: dict[str, str]) -> None:
    outcome = desk("log", "Aoki", "likes it", **environ)
    kept = [*Path(f"{desk.path}.drafts").glob("*.json"), *desk.folder.glob("pipe-drafts-*/*.json")]

    assert outcome.code == 2
    assert [json.loads(path.read_text())["words"] for path in kept] == [["Aoki", "likes it"]]


def test_refused_rule_keeps_a_draft(desk: Desk) -> None:
    desk.ok("won", "1")

    assert desk("log", "1", "and now?", "--next", "+3d").code == 4
    assert desk.drafts()[0]["words"] == ["1", "and now?", "--next", "+3d"]


def test_saved_log_keeps_no_draft(desk: Desk) -> None:
    assert not Path(f"{desk.path}.drafts").exists()


def test_help_and_an_empty_line_keep_no_draft(desk: Desk) -> None:
    desk("log", "--help")
    desk("log")

    assert desk.drafts() == []


def test_only_a_log_keeps_a_draft(desk: Desk) -> None:
    desk("next", "Aoki", "someday")

    assert desk.drafts() == []


def test_ctrl_c_keeps_a_draft_and_says_that_nothing_was_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(log_contact, "_write_activity", interrupted)
        outcome = desk("log", "New Customer", "likes it")

    assert outcome.code == 130
    assert RESUME in outcome.err
    assert "as it was" in outcome.err
    assert desk.value("SELECT count(*) FROM customers") == 1
    assert desk.json("log", "--resume")["activity"]["note"] == "likes it"


def test_ctrl_c_is_told_in_the_document_that_was_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_contact, "_write_activity", interrupted)
    outcome = desk("log", "New Customer", "likes it", "--json")
    error = json.loads(outcome.out)["error"]

    assert (outcome.code, error.pop("kept") in outcome.err) == (130, True)
    assert error == {
        "exit_code": 130,
        "what": "Interrupted.",
        "why": "Your store is as it was.",
        "hint": "",
        "candidates": [],
    }


def test_ctrl_c_behind_the_answer_adds_no_second_document(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.drafting._offer", interrupted)
    outcome = desk("log", "New Customer", "likes it", "--json")

    assert (outcome.code, json.loads(outcome.out)["activity"]["note"]) == (130, "likes it")


def test_folder_of_drafts_that_can_not_be_listed_holds_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    assert len(newest_drafts(str(desk.path))) == 1
    monkeypatch.setattr("os.listdir", refused)

    assert newest_drafts(str(desk.path)) == []
    assert kept_edits(str(desk.path)) == []


def test_bug_of_ours_keeps_a_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_contact, "_write_activity", lambda *_: 1 / 0)
    outcome = desk("log", "Aoki", "likes it")

    assert outcome.code == 1
    assert RESUME in outcome.err
    assert "Traceback" not in outcome.err
    assert len(desk.drafts()) == 1


@posix_only
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signal_that_ends_the_program_keeps_what_was_read_so_far(desk: Desk, name: str) -> None:
    command = [*PROGRAM, "log", "Aoki", "-"]
    with subprocess.Popen(command, env=desk.all(), stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(b"typed before the signal\nand half a ")
        process.stdin.flush()
        wait_until_read(process.stdin)
        process.send_signal(signal.Signals[name])
        _, told = process.communicate()

    assert process.returncode == 130, told
    assert RESUME.encode() in told
    assert b"Traceback" not in told
    assert "typed before the signal" in desk.drafts()[0]["note"]


def wait_until_read(pipe: IO[bytes]) -> None:
    """Wait until the process at the other end has taken all that was written."""
    import fcntl
    import termios

    while any(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))):
        time.sleep(0.01)


def test_note_from_stdin_survives_an_error(desk: Desk) -> None:
    assert desk("log", "Aoki", "-", "--stage", "nearly", stdin="from another program\n").code == 2

    assert desk.drafts()[0]["note"] == "from another program"
    assert desk.json("log", "--resume", "--stage", "commit")["activity"]["note"] == "from another program"


def test_note_from_stdin_survives_a_line_that_was_never_run(desk: Desk) -> None:
    assert desk("log", "Aoki", "-", "--nxt", "+3d", stdin="from another program\n").code == 2

    assert desk.drafts()[0]["note"] == "from another program"


def test_note_that_is_no_utf_8_is_refused_and_kept_byte_for_byte(desk: Desk) -> None:
    content = "見積書".encode("cp932")
    outcome = desk("log", "Aoki", "-", stdin=content)

    assert outcome.code == 2
    assert "UTF-8" in outcome.err
    assert desk.drafts()[0]["note"].encode(errors="surrogateescape") == content


def test_drafts_are_readable_by_their_user_alone(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    folder = Path(f"{desk.path}.drafts")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


def test_draft_goes_to_the_temporary_folder_where_there_is_no_room_beside_the_store(desk: Desk) -> None:
    Path(f"{desk.path}.drafts").write_text("in the way")
    desk("log", "Aoki", "likes it", "--next", "someday")

    assert len(list(desk.folder.glob("pipe-drafts-*/*.json"))) == 1
    assert desk.json("log", "--resume", "--next", "+3d")["activity"]["note"] == "likes it"


def test_what_can_not_be_kept_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "folders", lambda _: [])

    assert "Here it is: Aoki likes it --next someday" in desk("log", "Aoki", "likes it", "--next", "someday").err


@pytest.mark.skipif(not IS_ROOT, reason="only root can make a folder of another user")
def test_folder_of_another_user_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    planted = Path(drafts.folders(None)[0])
    planted.mkdir()
    (planted / "log-1.json").write_text(json.dumps({"words": ["Aoki", "planted"], "note": None, "at": ""}))
    os.chown(planted, 12345, 12345)

    assert newest_draft(str(tmp_path / "pipe.db")) is None
    assert keep_draft(None, Draft(("Aoki", "note"), None, "")) is None


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"words": 5, "note": null, "at": ""}'])
def test_damaged_draft_is_passed_over(desk: Desk, content: str) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    (Path(f"{desk.path}.drafts") / "log-zz.json").write_text(content)

    assert desk.json("log", "--resume", "--next", "+3d")["activity"]["note"] == "likes it"


def test_hint_names_the_store_that_the_draft_belongs_to(desk: Desk) -> None:
    path = str(desk.folder / "other store.db")

    assert f"{RESUME} --store '{path}'" in desk("log", "Aoki", "note", "--next", "someday", "--store", path).err


def test_draft_that_waits_is_offered_by_the_next_log(desk: Desk) -> None:
    desk("log", "Aoki", "a long note", "--stage", "nope")
    told = desk("log", "Brandt", "another note", "--next", "+3d")

    assert told.code == 0
    assert "A draft of 2026-11-18 09:30 waits: pipe log --resume" in told.err


def test_no_draft_is_offered_where_none_waits(desk: Desk) -> None:
    assert "draft" not in desk("log", "Brandt", "a note").err


@pytest.mark.parametrize("words", [["Aoki"], ["4"], ["Aoki", "--deal", "1"]], ids=" ".join)
def test_log_that_says_nothing_keeps_no_draft_and_claims_none(desk: Desk, words: list[str]) -> None:
    outcome = desk("log", *words)

    assert outcome.code in (2, 3)
    assert RESUME not in outcome.err
    assert desk.drafts() == []


@pytest.fixture
def drafted(desk: Desk) -> Desk:
    """A desk with two drafts."""
    for note in ("first", "second"):
        desk("log", "Aoki", note, "--next", "someday")
    return desk


def test_drafts_are_listed_with_what_was_typed(drafted: Desk) -> None:
    listed = drafted.json("log", "--drafts")["drafts"]

    assert [(one["number"], one["words"][:2]) for one in listed] == [(1, ["Aoki", "second"]), (2, ["Aoki", "first"])]
    assert drafted.ok("log", "--drafts").splitlines()[3:] == [
        "2  Aoki · 2026-11-18 09:30",
        "   said        first",
        "   also typed  --next someday",
    ]


def test_drafts_are_listed_in_words(desk: Desk) -> None:
    answers = ("--concern", "price", "--if-solved", "yes", "--next", "2026-11-24 14:00", "--by", "call", "--stage", "x")
    desk("log", "1", "likes it", *answers)

    assert desk.ok("log", "--drafts").splitlines() == [
        "1  #1 Aokiya · 2026-11-18 09:30",
        "   said          likes it",
        "   unsure about  price · would buy if solved",
        "   next          Tue 24 Nov 14:00, in 6 days · call · agreed",
        "   also typed    --stage x",
    ]


@pytest.mark.parametrize(("which", "left"), [("1", ["first"]), ("2", ["second"]), ("all", [])])
def test_drafts_are_discarded_by_their_number(drafted: Desk, which: str, left: list[str]) -> None:
    drafted.ok("log", "--discard", which)

    assert [draft["words"][1] for draft in drafted.drafts()] == left


@pytest.mark.parametrize(("words", "code"), [(["--discard", "3"], 3), (["--discard", "x"], 2), (["--drafts", "4"], 2)])
def test_refused_discard_leaves_the_drafts_as_they_are(drafted: Desk, words: list[str], code: int) -> None:
    assert drafted("log", *words).code == code
    assert len(drafted.drafts()) == 2


def test_several_drafts_that_wait_are_told_by_their_number(drafted: Desk) -> None:
    assert "2 drafts wait: pipe log --drafts" in drafted("log", "Brandt", "hello", "--next", "+3d").err


@pytest.mark.parametrize("editor", ["true", "/nowhere/editor"])
def test_editor_in_which_nothing_was_typed_leaves_no_draft(desk: Desk, editor: str) -> None:
    desk.ok("log", "Aoki", "first")

    assert desk("log", "Aoki", "--edit", EDITOR=editor).code == 2
    assert desk.drafts() == []


def test_options_are_kept_though_nothing_was_typed_in_the_editor(desk: Desk) -> None:
    desk("log", "Aoki", "--edit", "--next", "tomorrow", EDITOR="/nowhere/editor")

    assert [draft["words"] for draft in desk.drafts()] == [["Aoki", "--edit", "--next", "tomorrow"]]
