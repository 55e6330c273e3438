"""Stores that are missing, foreign, damaged, locked or half written: told as what they are, and left as they are."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from helpers import IS_ROOT, Desk, posix_only
from pipeline_cli.errors import StoreError
from pipeline_cli.store import connect
from pipeline_cli.store.connect import open_reading, open_writing

READING = ("status",)
WRITING = ("log", "Aoki", "a note")
COMMANDS = pytest.mark.parametrize("words", [READING, WRITING, ("today", "--json")], ids=" ".join)

KILLED = """
import os, signal, sys
from unittest.mock import patch
from pipeline_cli.cli import main
from pipeline_cli.store.write import Unit

def die(unit):
    unit.reader.execute("PRAGMA cache_spill = 1")
    unit.reader.execute("PRAGMA cache_size = 1")
    unit.reader.execute("UPDATE deals SET title = hex(zeroblob(100000))")
    os.kill(os.getpid(), signal.SIGKILL)

with patch.object(Unit, "finish", die):
    main(["log", "Aoki", "never saved"])
"""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def place(desk: Desk, content: bytes) -> bytes:
    """Put a file where the store should be."""
    desk.path.parent.mkdir()
    desk.path.write_bytes(content)
    return content


@pytest.mark.parametrize("words", [("status",), ("today",), ("list",), ("status", "--json")], ids=" ".join)
def test_reading_makes_no_store(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk(*words).code == 0
    assert not desk.path.parent.exists()


@COMMANDS
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "0 bytes"),
        (b"# My notes\n" * 100, "no SQLite file"),
        (b"SQLite format 3\0" + b"x" * 4096, "no SQLite file"),
    ],
    ids=["empty", "text", "torn"],
)
def test_file_that_is_no_store_is_refused_and_left_alone(
    desk: Desk, content: bytes, told: str, words: tuple[str, ...]
) -> None:
    place(desk, content)
    outcome = desk(*words)

    assert (outcome.code, "--json" in words or not outcome.out) == (5, True)
    assert told in outcome.err
    assert desk.path.read_bytes() == content


@COMMANDS
def test_folder_in_place_of_the_store_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    desk.path.mkdir(parents=True)
    outcome = desk(*words)

    assert outcome.code == 5
    assert "is a folder" in outcome.err


@COMMANDS
@pytest.mark.parametrize(
    ("pragma", "told"),
    [
        ("application_id = 1234", ("application id 1234",)),
        ("user_version = 999", ("999", f"knows {connect.SCHEMA_VERSION}")),
    ],
)
def test_foreign_or_newer_store_is_refused_with_both_versions(
    used: Desk, pragma: str, told: tuple[str, ...], words: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(used.path)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    before = used.path.read_bytes()
    outcome = used(*words)

    assert outcome.code == 5
    assert all(one in outcome.err for one in told)
    assert used.path.read_bytes() == before


def test_database_of_another_program_is_refused(desk: Desk) -> None:
    desk.path.parent.mkdir()
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("CREATE TABLE deals (id)")
    outcome = desk(*WRITING)

    assert outcome.code == 5
    assert "not a store of pipe" in outcome.err


@pytest.mark.parametrize("words", [("list",), ("today",), WRITING], ids=" ".join)
def test_damage_inside_the_store_is_told_without_a_traceback(used: Desk, words: tuple[str, ...]) -> None:
    content = bytearray(used.path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    used.path.write_bytes(content)
    outcome = used(*words)

    assert outcome.code == 5
    assert "damaged" in outcome.err
    assert "Traceback" not in outcome.err
    assert used.path.read_bytes() == content


@pytest.mark.parametrize("share", [0.5, 0.99])
def test_store_that_was_cut_off_is_not_written_to(used: Desk, share: float) -> None:
    content = used.path.read_bytes()
    used.path.write_bytes(content[: int(len(content) * share)])
    outcome = used(*WRITING)

    assert outcome.code == 5
    assert used.drafts()[0]["words"] == ["Aoki", "a note"]


@pytest.mark.parametrize("words", [READING, WRITING], ids=" ".join)
def test_locked_store_is_told_after_the_wait(
    used: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.05)
    with locked(used.path):
        outcome = used(*words)

    assert outcome.code == 5
    assert "is in use" in outcome.err
    assert used.value("SELECT count(*) FROM activities") == 1


def test_readers_wait_five_seconds_and_so_do_writers(used: Desk) -> None:
    for opened in (open_reading(str(used.path)), open_writing(str(used.path))):
        with closing(opened) as connection:
            assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_reading_is_possible_while_somebody_prepares_to_write(used: Desk) -> None:
    with closing(sqlite3.connect(used.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE deals SET title = 'half done'")

        assert used.json("show", "1")["deals"][0]["title"] == ""


@posix_only
@pytest.mark.parametrize("words", [READING, ("show", "1"), WRITING], ids=" ".join)
def test_what_a_killed_writer_left_is_taken_back(used: Desk, words: tuple[str, ...]) -> None:
    subprocess.run([sys.executable, "-c", KILLED], env=used.all(), check=False)
    journal = used.path.with_name("pipe.db-journal")
    assert journal.stat().st_size > 0, "there is nothing to take back"
    outcome = used(*words)

    assert outcome.code == 0, outcome.err
    assert not journal.exists() or journal.stat().st_size == 0
    assert used.rows("SELECT title FROM deals") == [("",)]
    assert used.value("PRAGMA integrity_check") == "ok"


@COMMANDS
def test_path_below_a_file_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    (desk.folder / "store").write_text("no folder")
    outcome = desk(*words)

    assert outcome.code == 5
    assert "Not a directory" in outcome.err


@pytest.mark.skipif(IS_ROOT, reason="root may read and write everything")
def test_read_only_folder_can_be_read_and_not_written_to(used: Desk) -> None:
    used.path.chmod(0o400)
    used.path.parent.chmod(0o500)

    assert used("status").code == 0
    assert used(*WRITING).code == 5


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that even root can't write to")
def test_folder_that_can_not_be_written_to_is_told_and_the_draft_kept_elsewhere(desk: Desk) -> None:
    outcome = desk(*WRITING, PIPE_STORE="/proc/self/pipe.db")

    assert outcome.code == 5
    assert "/proc/self/pipe.db can't be opened or written to" in outcome.err
    assert "Take it up with" in outcome.err
    assert list(desk.folder.glob("pipe-drafts-*/*.json"))


def test_store_without_rights_is_an_error_and_not_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.lstat", refused)

    with pytest.raises(StoreError, match="can't be used"):
        open_reading(str(tmp_path / "pipe.db"))


def test_copy_of_a_store_is_a_store(used: Desk, tmp_path: Path) -> None:
    copy = shutil.copy(used.path, tmp_path / "copy.db")

    assert used.json("show", "1", "--store", str(copy)) == used.json("show", "1")


def with_log_of_another(desk: Desk, *, at: Path | None = None) -> bytes:
    """Put the write-ahead log of a copy that another program has changed beside a store; return the store."""
    copy = desk.folder / "copy.db"
    copy.write_bytes(desk.path.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("UPDATE customers SET name = 'EVIL'")
        Path(f"{at or desk.path}-wal").write_bytes(Path(f"{copy}-wal").read_bytes())
    return desk.path.read_bytes()


@pytest.mark.parametrize(
    "words",
    [("list",), ("status",), ("today",), ("show", "1"), ("log", "Aoki", "two"), ("undo",), ("backup",), ("export",),
     ("restore", "1", "--yes"), ("forget", "Aoki", "--yes")],
    ids=" ".join,
)  # fmt: skip
def test_log_that_is_not_the_store_s_is_never_read(used: Desk, words: tuple[str, ...]) -> None:
    used.ok("backup")
    before = with_log_of_another(used)
    outcome = used(*words)

    assert (outcome.code, "EVIL" in outcome.out) == (0 if words[0] == "restore" else 5, False)
    if outcome.code:
        assert f"{used.path}-wal" in outcome.err
        assert "pipe doctor --fix" in outcome.err
        assert used.path.read_bytes() == before


def test_log_beside_what_a_link_points_to_is_seen(used: Desk) -> None:
    link = used.folder / "link.db"
    link.symlink_to(used.path)
    with_log_of_another(used)

    assert used("list", "--store", str(link)).code == 5
    assert used("doctor", "--fix", "--store", str(link)).code == 0
    assert "EVIL" not in used.ok("list", "--store", str(link))


def test_store_that_another_program_keeps_open_with_a_log_is_told(used: Desk) -> None:
    with closing(sqlite3.connect(used.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("BEGIN IMMEDIATE")
        outcome = used("log", "Aoki", "two")

    assert outcome.code == 5
    assert "Another program has it open" in outcome.err
    assert "seconds" not in outcome.err


@posix_only
@pytest.mark.parametrize("words", [("list",), ("log", "Aoki", "a note")])
def test_link_that_points_nowhere_is_told(desk: Desk, words: tuple[str, ...]) -> None:
    desk.path.parent.mkdir()
    desk.path.symlink_to(desk.folder / "not-mounted" / "pipe.db")
    outcome = desk(*words)

    assert outcome.code == 5
    assert str(desk.folder / "not-mounted" / "pipe.db") in outcome.err
    assert desk("doctor", "--json").code == 5
