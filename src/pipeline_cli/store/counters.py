"""The numbers that a store gives next, carried over into a copy that takes its place: none is given twice."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress

from pipeline_cli.errors import StoreError
from pipeline_cli.store.backup import backups_of
from pipeline_cli.store.cipher import has_known_key, is_encrypted
from pipeline_cli.store.connect import explained, open_any, open_writing
from pipeline_cli.store.read.imported import store_id
from pipeline_cli.store.readable import MOST


def go_on_counting(draft: str, path: str) -> None:
    """Let a copy of a store go on counting where the store is, or any of its backups: they may hold other records.

    Args:
        draft: the copy, which nobody else has open.
        path: the store; what can't be read is passed over, and so is a store that the copy is not one of.

    Raises:
        StoreError: the copy can't be written to.
    """
    with explained(draft), closing(open_writing(draft)) as connection:
        of = store_id(connection)
        counters: Counter[str] = Counter()
        for other in _readable(path):
            counters |= _counters(other, of)
        connection.execute("BEGIN IMMEDIATE")
        given = _given(connection)
        ahead = [(name, number) for name, number in counters.items() if number > given[name]]
        connection.executemany("DELETE FROM sqlite_sequence WHERE name = ?", ((name,) for name, _ in ahead))
        connection.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", ahead)
        connection.execute("COMMIT")


def _readable(path: str) -> Iterator[str]:
    """Yield a store and those of its backups that open without anybody being asked for a key."""
    yield path
    for backup in backups_of(path):
        with suppress(StoreError, OSError):
            if not is_encrypted(backup.path) or has_known_key(backup.path):
                yield backup.path


def _counters(path: str, of: str) -> Counter[str]:
    with suppress(StoreError, sqlite3.Error), closing(open_any(path)) as connection:
        if store_id(connection) == of:
            return _given(connection)
    return Counter()


def _given(connection: sqlite3.Connection) -> Counter[str]:
    """Return the highest number given in each table; one that makes no sense is none."""
    rows = connection.execute("SELECT name, seq FROM sqlite_sequence")
    return Counter({name: seq for name, seq in rows if isinstance(seq, int) and 0 < seq <= MOST})
