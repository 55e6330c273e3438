"""Waiting for one's turn to write."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline_cli.store import turns


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody in the middle of a transaction."""
    with closing(opened(tmp_path / "store.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_begin_waits_until_the_other_has_written(writing: sqlite3.Connection, tmp_path: Path) -> None:
    writing.execute("INSERT INTO notes VALUES ('first')")
    threading.Timer(0.05, lambda: writing.execute("COMMIT")).start()

    with closing(opened(tmp_path / "store.db")) as connection:
        turns.begin(connection)

        assert connection.in_transaction
        assert connection.execute("SELECT text FROM notes").fetchall() == [("first",)]


def test_begin_gives_up_when_the_time_is_up(
    writing: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "BUSY_SECONDS", 0.02)

    with closing(opened(tmp_path / "store.db")) as connection:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            turns.begin(connection)
        assert writing.in_transaction


def test_what_is_no_waiting_is_raised_at_once(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "store.db")) as connection:
        connection.execute("BEGIN")

        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            turns.begin(connection)
