"""Hostile texts on a real pseudo-terminal: the very bytes that reach it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from helpers import PROGRAM, Desk
from hostile import LINES, acting
from terminal_support import CTRL_C, on_a_terminal

if sys.platform != "win32":
    import pexpect

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

SHOWING: Final = (
    *("today --limit 0", "list --limit 0", "show 6", "history --full", "find esc", "report", "review", "doctor"),
    *(
        "prune --list",
        "funnel --by tag",
        "undo",
        "show nobody\x1b[31m",
        "log 1 x --next \x1b]0;owned\x07",
        "kpi \x9b31m",
        "status --format \x1b]52;c;QUFB\x07",
    ),
)

ASCII: Final = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
COMMANDS: Final = (
    *("kpi", "kpi --explain meetings", "plan show", "report", "review", "forecast", "history --full", "doctor"),
    *("backup list", "backup", "undo", "redo", "forget 2 --yes", "config", "restore 1 --yes", "prune --list"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store in which every text is a name, a title and a note."""
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    for number, text in enumerate(LINES, 1):
        desk.ok("add", "--new", f"--title={text}", f"--tag={text}", "--value", "100", "--", text)
        desk.ok("log", f"--helped={text}", f"--why={text}", "--next", "today", "--", str(number), text)
    return desk


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("line", SHOWING, ids=ascii)
def test_terminal_gets_nothing_but_colours_and_line_ends(desk: Desk, line: str, language: str) -> None:
    environ = {**desk.all(), "TERM": "xterm-256color", "PIPE_LANG": language}
    command = [*PROGRAM, *line.split(" ")]
    child = pexpect.spawn(command[0], command[1:], env=environ, dimensions=(24, 80), timeout=20, encoding="utf-8")
    shown = child.read()

    assert acting(shown) == set()
    assert len(shown) > len("#1")


def test_path_of_the_configuration_shows_nothing_that_acts(desk: Desk) -> None:
    environ = {**desk.all(), "TERM": "xterm-256color", "PIPE_CONFIG": f"{desk.folder}/\x1b]0;owned\x07\u202e.toml"}
    child = pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], "config", "path"], env=environ, timeout=20, encoding="utf-8")

    assert acting(child.read()) == set()


@pytest.mark.parametrize("out", ["-", "/dev/stdout"])
def test_export_onto_a_terminal_holds_nothing_that_acts(desk: Desk, out: str) -> None:
    environ = {**desk.all(), "TERM": "xterm-256color"}
    child = pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], "export", "-o", out], env=environ, timeout=20, encoding="utf-8")
    shown = child.read()

    assert acting(shown) <= {"\t"}
    assert shown.startswith("ref,")


def test_export_into_a_pipe_is_the_very_text(desk: Desk) -> None:
    written = desk.process("export", "-o", "-").stdout.decode()

    assert all(text in written for text in ("\x1b", "\u202e"))


def test_question_about_a_hostile_name_shows_nothing_that_acts(desk: Desk) -> None:
    with on_a_terminal(desk, "merge", "--", LINES[5], LINES[6]) as screen:
        screen.sees("[Y/n]")
        screen.types(CTRL_C)
        code, shown = screen.ends()

    assert code == 130
    assert acting(shown.replace("^C", "")) == set()


@pytest.mark.parametrize("line", COMMANDS)
def test_terminal_that_knows_ascii_alone_ends_in_no_traceback(desk: Desk, line: str) -> None:
    result = desk.process(*line.split(), **ASCII)

    assert result.returncode == 0, result.stderr
    assert b"Traceback" not in result.stderr
    assert result.stdout.isascii()


@pytest.mark.parametrize("line", ["kpi", "report", "history --full", "doctor", "backup list", "review"])
def test_answer_that_nobody_reads_or_that_does_not_fit_ends_cleanly(desk: Desk, line: str) -> None:
    piped = desk.shell(f'set -o pipefail; "$@" {line} | head -c 1 > /dev/null')
    closed = desk.shell(f'"$@" {line} >&-')

    assert (piped.returncode, piped.stderr) == (0, b"")
    assert (closed.returncode, closed.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(("line", "code"), [("kpi", 74), ("report", 74), ("doctor", 74), ("undo", 0), ("redo", 0)])
def test_full_device_behind_stdout_is_told(desk: Desk, line: str, code: int) -> None:
    with open("/dev/full", "wb") as full:
        command = [*PROGRAM, *line.split()]
        result = subprocess.run(command, env=desk.all(), stdout=full, stderr=subprocess.PIPE, check=False)

    assert result.returncode == code, result.stderr
    assert b"could not be written" in result.stderr
    assert b"Traceback" not in result.stderr


def test_file_name_of_bytes_that_are_no_text_is_taken_and_told(desk: Desk, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("needs file names that are any bytes")
    file = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    Path(os.fsdecode(file)).write_text("name\nKato\n")
    told = subprocess.run(
        [*PROGRAM, "import", file, "--as", "customers", "--dry-run"], env=desk.all(), capture_output=True, check=False
    )
    searched = subprocess.run([*PROGRAM, "history", b"caf\xe9"], env=desk.all(), capture_output=True, check=False)

    assert told.returncode == 0, told.stderr
    assert (searched.returncode, b"bug of ours" in searched.stderr) == (3, False)
