"""Results worth keeping between two commands: they follow from the records, so that losing them loses nothing."""

import sqlite3

from pipeline_cli.errors import StoreError
from pipeline_cli.store.connect import open_writing


def kept_result(connection: sqlite3.Connection, key: str) -> str | None:
    """Return what was kept under a key."""
    row = connection.execute("SELECT value FROM info WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def keep_result(connection: sqlite3.Connection, key: str, value: str) -> bool:
    """Keep a result in the file that a connection reads; where it can't be written to right now, that is no error.

    Returns:
        Whether it was kept.
    """
    path = next((file for _, name, file in connection.execute("PRAGMA database_list") if name == "main"), "")
    if not path:
        return False
    try:
        writer = open_writing(path)
    except StoreError:
        return False
    try:
        writer.execute("PRAGMA busy_timeout = 0")
        writer.execute(
            "INSERT INTO info VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
        )
    except sqlite3.Error:
        return False
    finally:
        writer.close()
    return True
