"""Where a store still names somebody: in records of others, in plans, goals and counts, and in its history."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from pipeline_cli.domain.forgetting import NAMED_KINDS, Named

# Table names in the SQL below are ours, never from outside.
# ruff: noqa: S608

TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "customers": ("name", "reading", "company", "phones", "emails", "tags", "memo", "custom", "ref"),
    "deals": ("title", "source", "owner", "tags", "lost_reason", "concern", "custom", "ref"),
    "activities": ("note", "helped", "custom", "ref"),
    "next_steps": ("why", "ref"),
    "plans": ("targets", "note"),
    "tallies": ("kind",),
    "goals": ("measure",),
}
"""What a user has typed, by table: a name may be in it. The rest are words of the program, figures and days."""

FOUND_BY: Final[Mapping[str, tuple[str, str]]] = {
    "customers": ("customer", "name"),
    "deals": ("deal", "'#' || id"),
    "activities": (
        "conversation",
        "coalesce('#' || deal_id, (SELECT name FROM customers WHERE customers.id = customer_id))",
    ),
    "next_steps": ("next_step", "'#' || deal_id"),
    "plans": ("plan", "first_on || ' - ' || last_on"),
    "tallies": ("tally", "day"),
    "goals": ("goal", "starts_on"),
}
"""What a row of each table is called, and the SQL for what it is found by."""

ENTRY: Final = "entry"

Names = Callable[[str], bool]
"""Tells whether a text names whoever is looked for."""


def named_in(connection: sqlite3.Connection, names: Names) -> tuple[Named, ...]:
    """Return all that names somebody, each once, by its kind."""
    found = dict.fromkeys((*_records(connection, names), *_entries(connection, names)))
    return tuple(sorted(found, key=lambda one: NAMED_KINDS.index(one.kind)))


def is_in_a_cell(connection: sqlite3.Connection, forms: Collection[str]) -> bool:
    """Tell whether any value of a store holds one of some texts: a name may be a word of the program, as "lost" is."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE %'")]
    return any(
        any(form in text for form in forms)
        for table in ("sqlite_master", *tables)
        for text in _texts(connection, table)
    )


def _records(connection: sqlite3.Connection, names: Names) -> Iterator[Named]:
    for table, columns in TEXTS.items():
        kind, what = FOUND_BY[table]
        for found_by, text in connection.execute(f"SELECT {what}, {_joined(columns)} FROM {table}"):
            if names(text):
                yield Named(kind, str(found_by))


def _entries(connection: sqlite3.Connection, names: Names) -> Iterator[Named]:
    for number, summary in connection.execute("SELECT id, summary FROM operations"):
        if names(summary):
            yield Named(ENTRY, str(number))
    marks = ", ".join(f"'{table}'" for table in TEXTS)
    rows = connection.execute(
        f"SELECT operation_id, table_name, before, after FROM changes WHERE table_name IN ({marks})"
    )
    for number, table, *states in rows:
        if any(text and names(text) and names(_typed(table, text)) for text in states):
            yield Named(ENTRY, str(number))


def _typed(table: str, text: str) -> str:
    """Return what was typed of a row that the history has written down."""
    row: dict[str, Any] = json.loads(text)
    return "\n".join(str(row.get(name) or "") for name in TEXTS[table])


def _texts(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    # The one column that is no text is a hash.
    names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})") if name != "digest"]
    yield from (str(row) for (row,) in connection.execute(f"SELECT {_joined(names)} FROM {table}")) if names else ()


def _joined(names: Iterable[str]) -> str:
    return " || char(10) || ".join(f"coalesce(\"{name}\", '')" for name in names)
