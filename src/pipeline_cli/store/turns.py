"""Wait for one's turn to write, where several processes do."""

import sqlite3
import time
from typing import Final

from pipeline_cli.store.connect import BUSY_SECONDS

LOOK_EVERY: Final = 0.004
"""Seconds. SQLite's own waiting looks ever more rarely, up to ten times a second: whoever came last would go first, and
whoever has waited longest be turned away."""


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes, as soon as no other process does.

    Raises:
        sqlite3.OperationalError: others have been writing for BUSY_SECONDS, or the store can't be written to.
    """
    until = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    while not _has_begun(connection, is_last=time.monotonic() > until):
        time.sleep(LOOK_EVERY)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def _has_begun(connection: sqlite3.Connection, *, is_last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if is_last or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        return False
    return True
