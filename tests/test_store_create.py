"""Making a store, and writing to one from many processes at once."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from helpers import PROGRAM, Desk, posix_only
from pipeline_cli.store.connect import migrations
from pipeline_cli.store.create import ensure_store, upgrade

READING = ("status",)
WRITING = ("log", "Aoki", "a note")
EIGHT_WRITERS = """
import os
from pipeline_cli.cli import main
import pipeline_cli.commands.log, pipeline_cli.services.log_contact

def write(number):
    who = "New" if number % 2 else "1"
    os._exit(max(main(["log", who, f"note {n} by {number}"]) for n in range(20)))

children = [os.fork() or write(number) for number in range(8)]
os._exit(max(os.waitpid(child, 0)[1] for child in children) and 1)
"""


def test_two_processes_can_make_the_same_store_at_once(desk: Desk) -> None:
    both = [
        subprocess.Popen(
            [*PROGRAM, "log", name, "note"], env=desk.all(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in ("Aoki", "Sato", "Tanaka")
    ]

    assert [one.communicate() and one.returncode for one in both] == [0, 0, 0]
    assert sorted(desk.rows("SELECT name FROM customers")) == [("Aoki",), ("Sato",), ("Tanaka",)]


@posix_only
def test_many_writers_and_a_status_bar_lose_nothing(used: Desk) -> None:
    with subprocess.Popen([sys.executable, "-c", EIGHT_WRITERS], env=used.all(), stdout=subprocess.DEVNULL) as writers:
        while writers.poll() is None:
            assert used("status").code == 0

    assert writers.returncode == 0, "a writer was refused"
    assert used.value("SELECT count(DISTINCT note) FROM activities") == 1 + 8 * 20
    assert used.rows("SELECT name FROM customers") == [("Aoki",), ("New",)], "two processes made the same customer"
    assert used.value("SELECT count(*) FROM deals") == 2


def test_existing_file_is_never_created_over(used: Desk) -> None:
    before = used.path.read_bytes()
    ensure_store(str(used.path))

    assert used.path.read_bytes() == before


def test_rest_of_a_process_killed_while_making_the_store_is_no_obstacle(desk: Desk) -> None:
    desk.path.parent.mkdir()
    rest = desk.path.with_name(f"pipe.db.{os.getpid()}.new")
    rest.write_bytes(b"half")

    assert desk(*WRITING).code == 0
    assert not rest.exists()


def test_store_is_made_where_there_are_no_hard_links(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)

    assert desk(*WRITING).code == 0
    assert desk.value("SELECT note FROM activities") == "a note"


def test_migrations_run_once_however_often_they_are_asked_for(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "pipe.db", isolation_level=None)) as connection:
        upgrade(connection)
        upgrade(connection)

        assert connection.execute("PRAGMA user_version").fetchone() == (len(list(migrations(0))),)


@posix_only
def test_link_to_nowhere_is_no_place_for_a_store(desk: Desk) -> None:
    desk.path.parent.mkdir()
    desk.path.symlink_to(desk.folder / "gone.db")

    assert desk(*WRITING).code == 5
    assert desk.drafts()[0]["words"] == ["Aoki", "a note"]
