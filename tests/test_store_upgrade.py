"""Opening a store that an earlier version wrote: brought up to date, a backup first, or read as a copy in memory."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import PROGRAM, Desk, posix_only
from pipeline_cli.errors import StoreError
from pipeline_cli.store import upgrade
from pipeline_cli.store.backup import backups_of
from pipeline_cli.store.connect import SCHEMA_VERSION, schema_version

OLD = Path(__file__).parent / "stores" / "v1.db"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with a store of the first schema."""
    desk.path.parent.mkdir()
    shutil.copy(OLD, desk.path)
    return desk


def reasons(desk: Desk) -> list[str]:
    return [one.reason for one in backups_of(str(desk.path))]


@pytest.mark.parametrize("words", [("status",), ("today", "--json"), ("show", "Aoki"), ("log", "Aoki", "x"), ("undo",)])
def test_older_store_is_brought_up_to_date_by_any_command(desk: Desk, words: tuple[str, ...]) -> None:
    desk.ok(*words)

    assert schema_version(str(desk.path)) == SCHEMA_VERSION
    assert reasons(desk) == ["migration"]


def test_backup_before_an_upgrade_is_the_older_store(desk: Desk) -> None:
    outcome = desk("status")
    kept = backups_of(str(desk.path))[0]

    assert schema_version(kept.path) == 1
    assert kept.path in outcome.err


def test_backup_before_an_upgrade_can_come_back(desk: Desk) -> None:
    before = desk.json("list", "--state", "all")
    desk.ok("log", "Aoki", "x", "--value", "5")
    desk.ok("restore", "1", "--yes")

    assert desk.json("list", "--state", "all") == before
    assert schema_version(str(desk.path)) == SCHEMA_VERSION


def test_many_at_once_bring_it_up_to_date_once(desk: Desk) -> None:
    started = [
        subprocess.Popen([*PROGRAM, "status"], env=desk.all(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]

    assert {one.communicate() and one.returncode for one in started} == {0}
    assert reasons(desk) == ["migration"]


def test_store_that_can_not_be_written_to_is_read_all_the_same(desk: Desk) -> None:
    content = desk.path.read_bytes()
    with patch("os.access", lambda _, mode: mode != os.W_OK):
        answer = desk.json("list")

    assert answer["total"] == 6
    assert desk.path.read_bytes() == content
    assert reasons(desk) == []


def test_store_is_read_where_there_is_no_room_for_the_backup(desk: Desk) -> None:
    content = desk.path.read_bytes()
    with patch.object(upgrade, "keep_backup", side_effect=StoreError("no room")):
        outcome = desk("status")

    assert (outcome.code, "no room" in outcome.err) == (0, True)
    assert desk.path.read_bytes() == content


def test_change_is_refused_where_there_is_no_room_for_the_backup(desk: Desk) -> None:
    content = desk.path.read_bytes()
    with patch.object(upgrade, "keep_backup", side_effect=StoreError("no room")):
        outcome = desk("log", "Aoki", "not lost")

    assert (outcome.code, desk.drafts()[0]["words"]) == (5, ["Aoki", "not lost"])
    assert desk.path.read_bytes() == content


def test_copy_in_memory_can_not_be_written_to(desk: Desk) -> None:
    with closing(upgrade.upgraded_in_memory(str(desk.path))) as connection:
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            connection.execute("DELETE FROM activities")

        assert connection.execute("SELECT count(*) FROM record_digests").fetchone()[0] > 0


@posix_only
def test_upgrade_that_fails_leaves_the_older_store(desk: Desk) -> None:
    content = desk.path.read_bytes()
    with patch("pipeline_cli.store.create.migrations", lambda _: ["CREATE TABLE half (id);", "SELECT nothing;"]):
        assert desk("log", "Aoki", "x").code == 5

    assert desk.path.read_bytes() == content


def test_newer_store_is_left_alone_and_not_backed_up(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    content = desk.path.read_bytes()

    assert (desk("status").code, desk("log", "Aoki", "x").code) == (5, 5)
    assert desk.path.read_bytes() == content
    assert reasons(desk) == []
