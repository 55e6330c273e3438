"""Let entries of the history stand again that were taken back."""

import sqlite3

from pipeline_cli.store.digests import keep_operation_digests


def let_stand(connection: sqlite3.Connection, entry: int, undo: int) -> bool:
    """Note that an entry is taken back no more; tell whether all that its undo took back stands again."""
    connection.execute("UPDATE operations SET undone_by = NULL WHERE id = ?", (entry,))
    keep_operation_digests(connection, (entry,))
    return connection.execute("SELECT 1 FROM operations WHERE undone_by = ? LIMIT 1", (undo,)).fetchone() is None
