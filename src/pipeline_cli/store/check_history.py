"""Hold every entry of the history, with all its changes, against its digest."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pipeline_cli.store.digests import BYTES, MODULUS, digest_of_values, operation_digest
from pipeline_cli.store.readable import readable, top_of

ENTRIES = """
SELECT id, at, zone, command, summary, undone_by{digest} FROM operations WHERE id BETWEEN ? AND ? ORDER BY id"""
CHANGES = """
SELECT id, operation_id, table_name, row_id, "before", "after" FROM changes WHERE id BETWEEN ? AND ? ORDER BY id"""


class Entry(NamedTuple):
    """An entry of the history as it can be read, texts as bytes; what can't be read of it is ().

    Attributes:
        id: its number.
        row: its columns behind that.
        digest: what is kept of it, or None.
    """

    id: int
    row: tuple[object, ...]
    digest: bytes | None


class Change(NamedTuple):
    """What an entry did to a row, texts as bytes."""

    id: int
    operation: int
    table: bytes
    row: int
    before: bytes | None
    after: bytes | None

    @property
    def hash(self) -> int:
        """What it adds to the sum that the digest of its entry has in it."""
        return int.from_bytes(digest_of_values(self.table, self.row, self.before, self.after))


def entries(connection: sqlite3.Connection, *, has_digests: bool) -> Iterator[Entry]:
    """Yield what can be read of the history's entries; one that can't is there without its columns."""
    known = range(1, top_of(connection, "operations") + 1)
    sql = ENTRIES.format(digest=", digest" if has_digests else ", NULL")
    seen = set()
    for id_, found in readable(connection, sql, known):
        if id_ not in seen:
            seen.add(id_)
            yield Entry(id_, found[:-1] if found else (), found[-1] if found else None)


def changes(connection: sqlite3.Connection) -> Iterator[Change]:
    """Yield the changes that can be read."""
    known = range(1, top_of(connection, "changes") + 1)
    seen = set()
    for id_, found in readable(connection, CHANGES, known):
        if found and id_ not in seen:
            seen.add(id_)
            yield Change(id_, *found)


def sums(connection: sqlite3.Connection) -> dict[int, int]:
    """Return what the changes of each entry add up to."""
    found: dict[int, int] = {}
    for change in changes(connection):
        found[change.operation] = (found.get(change.operation, 0) + change.hash) % MODULUS
    return found


def is_whole(entry: Entry, total: int | None) -> bool:
    """Tell whether an entry is what its digest is of.

    Args:
        entry: as it can be read.
        total: what its changes add up to; None where it has none.
    """
    if not entry.row or entry.digest is None:
        return False
    added_up = None if total is None else total.to_bytes(BYTES)
    values = (entry.id, *entry.row, added_up)
    return operation_digest(*values) == entry.digest  # type: ignore[arg-type]  # columns are numbers, bytes or nothing


def damaged_entries(connection: sqlite3.Connection) -> Iterator[tuple[int, bool]]:
    """Yield the number of each entry and whether it is damaged; those of changes without an entry are too."""
    totals = sums(connection)
    for entry in entries(connection, has_digests=True):
        yield entry.id, not is_whole(entry, totals.pop(entry.id, None))
    for operation in totals:
        yield operation, True
