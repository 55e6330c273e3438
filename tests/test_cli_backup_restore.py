"""``pipe restore``: what comes back, what is kept, and what other processes write meanwhile."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk, posix_only
from pipeline_cli.store import copying, restore
from pipeline_cli.store.backup import backups_of

NEXT_DAY = "2026-11-19T09:30:00+09:00"
WRITER = """
import sys
from pipeline_cli.cli import main

main(["log", "Aoki", "before"])
print("ready", flush=True)
for number in range(40):
    sys.stdin.readline() if number == 20 else None
    if main(["log", "1", f"note {number}"]) == 0:
        print(number, file=sys.stderr, flush=True)
"""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose store has a note more than its backup."""
    desk.ok("log", "Aoki", "first", "--next", "tomorrow")
    desk.ok("backup")
    desk.ok("log", "Aoki", "second")
    return desk


def notes(path: Path | str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM activities ORDER BY id")]


def kept(desk: Desk, reason: str) -> list[str]:
    return [one.path for one in backups_of(str(desk.path)) if one.reason == reason]


@pytest.mark.parametrize("which", [(), ("1",), ("today",), ("2026-11-18",)], ids=str)
def test_backup_comes_back_however_it_is_named(desk: Desk, which: tuple[str, ...]) -> None:
    desk.ok("restore", *which, "--yes")

    assert notes(desk.path) == ["first"]


def test_what_was_replaced_is_kept_and_comes_back(desk: Desk) -> None:
    answer = desk.json("restore", "1", "--yes")
    desk.ok("restore", answer["kept"], "--yes")

    assert notes(answer["kept"]) == notes(desk.path) == ["first", "second"]


def test_difference_is_told_in_counts(desk: Desk) -> None:
    answer = desk.json("restore", "1", "--yes")

    assert (answer["before"]["activities"], answer["after"]["activities"]) == (2, 1)
    assert answer["restored"]["made_at"] == "2026-11-18T09:30:00+09:00"


def test_history_says_that_a_backup_came_back(desk: Desk) -> None:
    desk.ok("restore", "1", "--yes", PIPE_NOW=NEXT_DAY)
    newest = desk.json("history")["operations"][0]

    assert (newest["command"], newest["at"], newest["summary"]) == ("restore", NEXT_DAY, "2026-11-18 09:30")


def test_undo_passes_over_a_restore(desk: Desk) -> None:
    desk.ok("restore", "1", "--yes")
    desk.ok("undo")

    assert notes(desk.path) == []


def test_without_a_terminal_it_wants_yes(desk: Desk) -> None:
    outcome = desk("restore", "1")

    assert (outcome.code, "--yes" in outcome.err) == (4, True)
    assert notes(desk.path) == ["first", "second"]


@pytest.mark.parametrize(("typed", "left"), [("y\n", ["first"]), ("n\n", ["first", "second"])])
def test_on_a_terminal_it_shows_the_difference_and_asks(desk: Desk, typed: str, left: list[str]) -> None:
    outcome = desk.at_terminal("restore", "1", typed=typed)

    assert all(one in outcome.out for one in ("activities", "-1"))
    assert notes(desk.path) == left


@pytest.mark.parametrize("which", ["7", "0", "2020-01-01", "nowhere.db"])
def test_backup_that_there_is_not_lists_those_there_are(desk: Desk, which: str) -> None:
    outcome = desk("restore", which, "--yes")

    assert (outcome.code, "1  2026-11-18 09:30" in outcome.err) == (3, True)


@pytest.mark.parametrize(
    "content", [b"", b"# notes\n" * 99, b"SQLite format 3\0" + b"x" * 4096], ids=["empty", "text", "torn"]
)
def test_file_that_is_no_store_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.db").write_bytes(content)

    assert desk("restore", str(tmp_path / "other.db"), "--yes").code == 5
    assert notes(desk.path) == ["first", "second"]


@pytest.mark.parametrize("pragma", ["user_version = 999", "application_id = 7"])
def test_newer_or_foreign_file_is_refused(desk: Desk, tmp_path: Path, pragma: str) -> None:
    other = desk.json("backup", str(tmp_path / "other.db"))["backup"]["path"]
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"PRAGMA {pragma}")

    assert desk("restore", other, "--yes").code == 5
    assert notes(desk.path) == ["first", "second"]


@pytest.mark.parametrize("content", [b"", b"# notes\n" * 999], ids=["empty", "text"])
def test_file_that_is_no_store_any_more_is_replaced_and_kept(desk: Desk, content: bytes) -> None:
    desk.path.write_bytes(content)
    answer = desk.json("restore", "--yes")

    assert notes(desk.path) == ["first"]
    assert Path(answer["kept"]).read_bytes() == content
    assert answer["before"] is None


def test_store_with_a_damaged_page_is_replaced_and_kept(desk: Desk) -> None:
    content = bytearray(desk.path.read_bytes())
    content[-4096 * 3 : -4096 * 2] = b"x" * 4096
    desk.path.write_bytes(content)
    answer = desk.json("restore", "--yes")

    assert notes(desk.path) == ["first"]
    assert Path(answer["kept"]).read_bytes() == bytes(content)


def test_damaged_store_names_the_newest_backup(desk: Desk) -> None:
    desk.path.write_bytes(b"")

    assert b"2026-11-18 09:30" in desk.process("status").stderr


def test_missing_store_comes_back(desk: Desk) -> None:
    desk.path.unlink()
    answer = desk.json("restore", "--yes")

    assert (notes(desk.path), answer["kept"], answer["before"]) == (["first"], None, None)


def test_store_that_is_locked_is_left_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.store.connect.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = desk("restore", "1", "--yes")

    assert (outcome.code, "in use" in outcome.err) == (5, True)
    assert notes(desk.path) == ["first", "second"]
    assert kept(desk, "restore") == []


def test_others_wait_while_the_store_is_kept(desk: Desk) -> None:
    copied = copying.copy_store

    def copy_and_try(path: str, target: str) -> None:
        with closing(sqlite3.connect(desk.path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError):
            other.execute("DELETE FROM activities")
        copied(path, target)

    with patch.object(restore, "copy_store", copy_and_try):
        desk.ok("restore", "1", "--yes")

    assert [notes(path) for path in kept(desk, "restore")] == [["first", "second"]]


def test_what_is_written_between_keeping_and_replacing_is_kept_too(desk: Desk) -> None:
    write_over, attempts = restore._write_over, []  # noqa: SLF001  # the gap is nowhere else

    def write_first(path: str, draft: str, is_same: Callable[[], bool]) -> None:
        attempts.append(path)
        if len(attempts) == 1:
            assert desk.process("log", "Aoki", "in between").returncode == 0
        write_over(path, draft, is_same)

    with patch.object(restore, "_write_over", write_first):
        desk.ok("restore", "1", "--yes")

    assert notes(desk.path) == ["first"]
    assert [notes(path) for path in kept(desk, "restore")] == [["first", "second", "in between"]]


def test_restore_leaves_nothing_behind(desk: Desk) -> None:
    desk.ok("restore", "1", "--yes")

    assert {path.suffix for path in Path(f"{desk.path}.backups").iterdir()} == {".db"}
    assert {path.name for path in desk.path.parent.iterdir()} <= {"pipe.db", "pipe.db-journal", "pipe.db.backups"}


@posix_only
def test_writer_at_work_loses_nothing_to_a_restore(desk: Desk) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], env=desk.all(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout
    while "ready" not in writer.stdout.readline():
        pass
    desk.ok("restore", "1", "--yes")
    _, err = writer.communicate("go on\n")
    acknowledged = {f"note {number}" for number in err.split() if number.isdigit()}
    stored = {*notes(desk.path), *(note for path in kept(desk, "restore") for note in notes(path))}

    assert acknowledged <= stored
    assert os.path.exists(desk.path)


def test_numbers_given_before_a_restore_are_not_given_again(desk: Desk) -> None:
    desk.ok("log", "Bravo", "b")
    desk.ok("restore", "1", "--yes")
    desk.ok("log", "Charlie", "c")

    assert desk.rows("SELECT id, name FROM customers ORDER BY id") == [(1, "Aoki"), (3, "Charlie")]
    assert desk.json("doctor")["sound"] is True


def test_numbers_of_any_backup_count_where_the_store_is_gone(desk: Desk) -> None:
    desk.ok("log", "Bravo", "b")
    desk.ok("backup")
    desk.path.unlink()
    desk.ok("restore", "2", "--yes")
    desk.ok("log", "Charlie", "c")

    assert desk.rows("SELECT id FROM customers ORDER BY id") == [(1,), (3,)]


def test_numbers_of_another_store_mean_nothing(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    for name in ("Alpha", "Bravo", "Charlie"):
        other.ok("log", name, "x")
    desk.ok("restore", str(other.path), "--yes")

    assert desk.value("SELECT seq FROM sqlite_sequence WHERE name = 'customers'") == 3
