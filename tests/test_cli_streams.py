"""Streams that are full, closed, cut off by ``head`` or not in UTF-8: no traceback, and true words."""

import json
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from helpers import PROGRAM, Desk, posix_only
from pipeline_cli.store.connect import open_writing

pytestmark = posix_only

READING = ("status",)
WRITING = ("log", "Aoki", "a note")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(("words", "code"), [(READING, 74), (("list",), 74), (WRITING, 0)], ids=str)
def test_full_disk_behind_stdout_is_told_and_what_was_saved_is_called_so(
    used: Desk, words: tuple[str, ...], code: int
) -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run([*PROGRAM, *words], env=used.all(), stdout=full, stderr=subprocess.PIPE, check=False)

    assert result.returncode == code
    assert b"could not be written" in result.stderr
    assert (b"is saved" in result.stderr) == (code == 0)
    assert b"Traceback" not in result.stderr


def test_full_disk_behind_the_store_is_told_as_not_saved(used: Desk) -> None:
    script = f'ulimit -f {used.path.stat().st_size // 1024 + 1}; trap "" XFSZ; exec "$@"'
    result = used.shell(script, "log", "Aoki", "-", stdin=b"long " * 100_000)

    assert result.returncode == 5, result.stderr
    assert b"Traceback" not in result.stderr
    assert b"Take it up with" in result.stderr or b"Here it is" in result.stderr
    assert used.value("SELECT count(*) FROM activities") == 1


@pytest.mark.parametrize("line", ["list --state all --limit 0", "list --state all --limit 0 --json", "status"])
def test_head_ends_a_command_quietly(used: Desk, line: str) -> None:
    with closing(open_writing(str(used.path))) as connection:
        connection.execute("UPDATE deals SET title = hex(zeroblob(200000))")
    result = used.shell(f'set -o pipefail; "$@" {line} | head -c 1 > /dev/null')

    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("closing_", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", [READING, ("log", "Aoki", "a note", "--next", "+3d")], ids=" ".join)
def test_closed_streams_change_nothing(used: Desk, words: tuple[str, ...], closing_: str) -> None:
    result = used.shell(f'"$@" {closing_}', *words)

    assert result.returncode == 0, result.stderr
    assert b"Traceback" not in result.stderr
    assert used.value("PRAGMA integrity_check") == "ok"


def test_closed_stderr_leaves_the_document_alone(used: Desk) -> None:
    result = used.shell('"$@" 2>&-', "log", "1", "a note", "--next", "+3d", "--json")

    assert json.loads(result.stdout)["deal"]["id"] == 1


def test_note_is_saved_though_nobody_reads_what_is_said_of_it(used: Desk) -> None:
    result = used.shell('"$@" 2> >(exec true); exit $?', "log", "1", "heard", "--next", "+3d")

    assert result.returncode == 0
    assert used.value("SELECT note FROM activities ORDER BY id DESC LIMIT 1") == "heard"


def test_locale_that_is_not_utf_8_ends_in_no_traceback(used: Desk) -> None:
    used.ok("edit", "1", "--name", "青木")
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}

    assert used.process("show", "1", **environ).returncode == 0
    assert "青木" in used.process("show", "1", "--json", **environ).stdout.decode()


def test_document_comes_before_the_error_it_ends_with(used: Desk) -> None:
    (used.folder / "customers.csv").write_text("ref,name\n1,\n2,Ann\n")

    ended = used.process("import", str(used.folder / "customers.csv"), "--json")

    assert ended.returncode == 6
    assert json.loads(ended.stdout)["customers"]["new"] == 1


def test_script_that_asked_for_a_document_is_answered_with_the_error(used: Desk) -> None:
    ended = used.process("show", "nobody", "--json")

    error = json.loads(ended.stdout)["error"]
    assert (ended.returncode, error["exit_code"]) == (3, 3)
    assert error["what"] == ended.stderr.decode().splitlines()[0]
