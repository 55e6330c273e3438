"""Hold every record against its digest."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline_cli.store.digests import digest
from pipeline_cli.store.layout import Layout, Table
from pipeline_cli.store.readable import readable, top_of

# Table names in the SQL below are ours, never from outside.
# ruff: noqa: S608

WHOLE: Final = "whole"
DAMAGED: Final = "damaged"
GONE: Final = "gone"
UNKNOWN: Final = "unknown"


class Checked(NamedTuple):
    """A row, and how it stands.

    Attributes:
        table: its table.
        id: its number.
        state: WHOLE; DAMAGED where it or its digest can't be read, or the one is not of the other; GONE where there
            is only a digest; UNKNOWN where there is none.
        digest: what is kept of it, or None.
        json: the row as the history would write it down, in bytes; None where it can't be read.
        row: its columns as they are stored; () where they can't be read.
    """

    table: str
    id: int
    state: str
    digest: bytes | None
    json: bytes | None = None
    row: tuple[object, ...] = ()


def checked_records(connection: sqlite3.Connection, layout: Layout) -> Iterator[Checked]:
    """Yield every row of every record table; the connection gives texts as bytes.

    In a schema without digests, all that can be read is taken for whole.
    """
    for table in layout.records:
        yield from _checked_table(connection, table, has_digests=layout.has_digests)


def _checked_table(connection: sqlite3.Connection, table: Table, *, has_digests: bool) -> Iterator[Checked]:
    top = top_of(connection, table.name)
    digests: dict[int, bytes | None] = _digests(connection, table.name, top) if has_digests else {}
    unread = {id_ for id_, kept in digests.items() if kept is None}
    seen = set()
    sql = f'SELECT id, {table.as_json}, {table.listed} FROM "{table.name}" WHERE id BETWEEN ? AND ? ORDER BY id'
    for id_, found in readable(connection, sql, range(1, top + 1)):
        kept = digests.pop(id_, None)
        if found is None:
            if (kept or id_ in unread) and id_ not in seen:
                yield Checked(table.name, id_, DAMAGED, kept)
        elif id_ not in seen:
            text, *row = found
            state = _state(text, kept, is_unread=id_ in unread) if has_digests else WHOLE
            yield Checked(table.name, id_, state, kept, text, tuple(row))
        seen.add(id_)
    for id_, kept in digests.items():
        if id_ not in seen and kept:
            yield Checked(table.name, id_, GONE, kept)


def _state(text: bytes, kept: bytes | None, *, is_unread: bool) -> str:
    if kept is None:
        return DAMAGED if is_unread else UNKNOWN
    return WHOLE if digest(text) == kept else DAMAGED


def _digests(connection: sqlite3.Connection, table: str, top: int) -> dict[int, bytes | None]:
    """Return what is kept of the rows of a table; None where that can't be read."""
    sql = f"""
        SELECT row_id, digest FROM record_digests
        WHERE table_name = '{table}' AND row_id BETWEEN ? AND ? ORDER BY row_id
    """
    return {id_: None if found is None else found[0] for id_, found in readable(connection, sql, range(1, top + 1))}
