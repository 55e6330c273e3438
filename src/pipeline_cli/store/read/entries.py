"""Entries of the history, as undo and redo see them: which stand, what they changed, and which depend on which."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import tzinfo
from typing import NamedTuple

from pipeline_cli.domain.dependence import Change, touched
from pipeline_cli.domain.history import Undone
from pipeline_cli.store.read import fetch, query
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.limits import MOST
from pipeline_cli.store.read.rows import instant_of


class Entry(NamedTuple):
    """An entry of the history, which undo took it back, if any, and whether what it changed is still known."""

    told: Undone
    undone_by: int | None
    has_changes: bool


def standing_entries(connection: sqlite3.Connection, count: int, zone: tzinfo | None) -> list[Undone]:
    """Return the last entries that can be taken back one after the other, the newest first."""
    rows = fetch(connection, "standing_operations", count=min(count, MOST))
    return [_told(*row, zone=zone) for row in rows]


def standing_undos(connection: sqlite3.Connection, count: int) -> list[int]:
    """Return the numbers of the last undos that took back what still is taken back, the newest first."""
    return [row[0] for row in fetch(connection, "standing_undos", count=min(count, MOST))]


def undone_by(connection: sqlite3.Connection, undo: int) -> list[int]:
    """Return the numbers of the entries that an undo took back and that still are, the oldest first."""
    return [row[0] for row in fetch(connection, "operations_undone_by", undo=undo)]


def entries_by_id(connection: sqlite3.Connection, ids: Iterable[int], zone: tzinfo | None) -> dict[int, Entry]:
    """Return entries by number; numbers of none are left out."""
    rows = in_chunks(connection, "entries_by_id", ids)
    return {id_: Entry(_told(id_, *row, zone=zone), undo, bool(has)) for id_, *row, undo, has in rows}


def changes_of(connection: sqlite3.Connection, entry: int) -> Iterator[Change]:
    """Yield what an entry changed, in order."""
    return (Change(*row) for row in connection.execute(query("changes_of"), {"operation": entry}))


def changes_backwards(connection: sqlite3.Connection, entry: int) -> Iterator[Change]:
    """Yield what an entry changed, the last change first."""
    return (Change(*row) for row in connection.execute(query("changes_to_undo"), {"operation": entry}))


def dependents(connection: sqlite3.Connection, entry: int, *, apart_from: Collection[int] = ()) -> list[int]:
    """Return the later entries that still stand and depend on one, or on one of those; the oldest first."""
    later = [row[0] for row in fetch(connection, "standing_after", operation=entry) if row[0] not in apart_from]
    if not later:
        return []
    found: list[int] = []
    cells = touched(changes_of(connection, entry))
    for number in later:
        theirs = touched(changes_of(connection, number))
        if cells.is_needed_by(theirs):
            found.append(number)
            cells.reads.update(theirs.reads)
            cells.writes.update(theirs.writes)
    return found


def missing(connection: sqlite3.Connection, entry: int) -> list[int]:
    """Return the earlier entries that one depends on and that were taken back since it was made; the oldest first."""
    cells = touched(changes_of(connection, entry))
    earlier = [row[0] for row in fetch(connection, "taken_back_since", operation=entry)]
    return [number for number in earlier if touched(changes_of(connection, number)).is_needed_by(cells)]


def has_been_forgotten(connection: sqlite3.Connection) -> bool:
    """Tell whether the history holds something that can't be taken back."""
    return bool(connection.execute("SELECT 1 FROM operations WHERE command = 'forget' LIMIT 1").fetchone())


def _told(id_: int, at: str, command: str, summary: str, *, zone: tzinfo | None) -> Undone:
    return Undone(id_, instant_of(at, zone).isoformat(), command, summary)
