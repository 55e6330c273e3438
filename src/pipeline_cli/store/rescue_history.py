"""Save the history of a damaged store: each change says what a row was before and after, and so do its neighbours."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline_cli.store.check_history import Change, Entry, changes, entries, is_whole
from pipeline_cli.store.digests import MODULUS
from pipeline_cli.store.layout import Layout

# Table names in the SQL below are ours, never from outside.
# ruff: noqa: S608

LOST: Final = "lost"
"""What an entry of which nothing can be read is called."""

PUT_ENTRY: Final = "INSERT INTO operations (id, at, zone, command, summary, undone_by) VALUES (?, ?, ?, ?, ?, ?)"
PUT_CHANGE: Final = "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)"
EPOCH: Final = "1970-01-01T00:00:00Z"

Numbers = tuple[int, ...]


def rescue_history(source: sqlite3.Connection, target: sqlite3.Connection, built: Layout) -> tuple[Numbers, Numbers]:
    """Put the history into a new store that has its records already.

    Returns:
        the numbers of entries that were damaged and are whole again, and of those that may not say all.
    """
    totals: dict[int, int] = {}
    for change in changes(source):
        if _put(target, PUT_CHANGE, change):
            totals[change.operation] = (totals.get(change.operation, 0) + change.hash) % MODULUS
    damaged = []
    for entry in _all_entries(source, target, built):
        _put_entry(target, entry)
        if built.has_digests and not is_whole(entry, totals.get(entry.id)):
            damaged.append(entry)
    repaired = tuple(one.id for one in damaged if _repaired(target, built, one, totals.get(one.id)))
    rest = tuple(one.id for one in damaged if one.id not in repaired)
    for number in rest:
        _leave_out_doubtful(target, built, number)
    target.execute("UPDATE operations SET undone_by = NULL WHERE undone_by NOT IN (SELECT id FROM operations)")
    return repaired, rest


def _all_entries(source: sqlite3.Connection, target: sqlite3.Connection, built: Layout) -> Iterator[Entry]:
    """Yield all entries, those too of which there is nothing left but changes."""
    seen = set()
    for entry in entries(source, has_digests=built.has_digests):
        if entry.row or _has_changes(target, entry.id):
            seen.add(entry.id)
            yield entry
    for (number,) in target.execute("SELECT DISTINCT operation_id FROM changes").fetchall():
        if number not in seen:
            yield Entry(number, (), None)


def _has_changes(target: sqlite3.Connection, number: int) -> bool:
    return target.execute("SELECT 1 FROM changes WHERE operation_id = ? LIMIT 1", (number,)).fetchone() is not None


def _put_entry(target: sqlite3.Connection, entry: Entry) -> None:
    if entry.row and _put(target, PUT_ENTRY, (entry.id, *entry.row)):
        return
    before = target.execute("SELECT at, zone FROM operations WHERE id < ? ORDER BY id DESC LIMIT 1", (entry.id,))
    at, zone = before.fetchone() or (EPOCH, "UTC")
    _put(target, PUT_ENTRY, (entry.id, at, zone, LOST, "", None))


def _put(target: sqlite3.Connection, sql: str, values: Iterable[object]) -> bool:
    try:
        target.execute(sql, [value.decode() if isinstance(value, bytes) else value for value in values])
    except (sqlite3.Error, ValueError, OverflowError):
        return False
    return True


def _repaired(target: sqlite3.Connection, built: Layout, entry: Entry, total: int | None) -> bool:
    """Take what an entry says of a row from the changes before and after it; tell whether its digest proves that."""
    found = _changes_of(target, entry.id)
    wanted = [_as_neighbours_say(target, built, one) for one in found]
    if entry.row and total is not None:
        for was, said in zip(found, wanted, strict=True):
            for one in (was._replace(before=said.before), was._replace(after=said.after)):
                if is_whole(entry, (total - was.hash + one.hash) % MODULUS):
                    _put_right(target, [one])
                    return True
    if entry.row and wanted and is_whole(entry, sum(one.hash for one in wanted) % MODULUS):
        _put_right(target, wanted)
        return True
    return False


def _put_right(target: sqlite3.Connection, wanted: Iterable[Change]) -> None:
    rows = ((_text(one.before), _text(one.after), one.id) for one in wanted)
    target.executemany('UPDATE changes SET "before" = ?, "after" = ? WHERE id = ?', rows)


def _leave_out_doubtful(target: sqlite3.Connection, built: Layout, number: int) -> None:
    """Leave out the changes of an entry that do not agree with those before and after them: undo would use them."""
    for one in _changes_of(target, number):
        if _as_neighbours_say(target, built, one) != one:
            target.execute("DELETE FROM changes WHERE id = ?", (one.id,))


def _changes_of(target: sqlite3.Connection, number: int) -> list[Change]:
    rows = target.execute("SELECT * FROM changes WHERE operation_id = ? ORDER BY id", (number,)).fetchall()
    return [Change._make(one.encode() if isinstance(one, str) else one for one in row) for row in rows]


def _as_neighbours_say(target: sqlite3.Connection, built: Layout, one: Change) -> Change:
    """Return a change as the one before it ended, and the one after it, or the record itself, begins."""
    row = (one.table.decode(), one.row, one.id)
    where = "FROM changes WHERE table_name = ? AND row_id = ?"
    before = target.execute(f'SELECT "after" {where} AND id < ? ORDER BY id DESC LIMIT 1', row).fetchone()
    after = target.execute(f'SELECT "before" {where} AND id > ? ORDER BY id LIMIT 1', row).fetchone()
    if after is None:
        after = _record(target, built, one)
    return one._replace(before=_bytes(before), after=_bytes(after))


def _record(target: sqlite3.Connection, built: Layout, one: Change) -> tuple[str] | None:
    table = built.tables.get(one.table.decode())
    if table is None:
        return None
    found: tuple[str] | None = target.execute(
        f'SELECT {table.as_json} FROM "{table.name}" WHERE id = ?', (one.row,)
    ).fetchone()
    return found


def _bytes(found: tuple[str | None] | None) -> bytes | None:
    return found[0].encode() if found and found[0] is not None else None


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
