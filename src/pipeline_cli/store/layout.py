"""How a store of each schema is built, as its migrations say: its tables, and the SQL that reads their rows."""

import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from pipeline_cli.store.connect import migrations
from pipeline_cli.store.digests import register

HISTORY: Final = ("operations", "changes")
DIGESTED_FROM: Final = 2
"""The first schema with a digest of every record."""

MARKS: Final = frozenset({"customers", "deals", "activities", "operations", "changes"})
"""Tables by which a store is known, whatever its header says."""

Object = tuple[str, str]
"""What a schema is made of: a table, an index; by its type and its name."""


class Table(NamedTuple):
    """A table whose rows have a number."""

    name: str
    columns: tuple[str, ...]

    @property
    def listed(self) -> str:
        """The columns, as SQL lists them."""
        return ", ".join(f'"{name}"' for name in self.columns)

    @property
    def as_json(self) -> str:
        """The SQL for what the history writes down of a row."""
        fields = ", ".join(f"'{name}', \"{name}\"" for name in self.columns)
        return f"json_object({fields})"


class Layout(NamedTuple):
    """One schema: what it is made of, and its tables in an order in which rows can be put in."""

    version: int
    objects: Mapping[Object, str | None]
    tables: Mapping[str, Table]

    @property
    def records(self) -> tuple[Table, ...]:
        """The tables of records, which have digests."""
        return tuple(table for name, table in self.tables.items() if name not in HISTORY)

    @property
    def has_digests(self) -> bool:
        """Tell whether there is a digest of every record."""
        return self.version >= DIGESTED_FROM


@cache
def layout(version: int) -> Layout:
    """Return how a store of a schema that this program knows is built."""
    connection = empty_at(version)
    names = sorted(
        (name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")),
        key=lambda name: (_is_child(connection, name), name),
    )
    tables = {name: Table(name, tuple(_columns(connection, name))) for name in names}
    return Layout(version, objects(connection), tables)


def empty_at(version: int, path: str = ":memory:") -> sqlite3.Connection:
    """Return an empty store of a schema; a file that is given has to be empty."""
    connection = sqlite3.connect(path, isolation_level=None)
    register(connection)
    for script in list(migrations(0))[:version]:
        connection.executescript(script)
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


def objects(connection: sqlite3.Connection) -> dict[Object, str | None]:
    """Return what a store is made of; what SQLite keeps for itself besides is none of ours."""
    before, connection.text_factory = connection.text_factory, bytes
    try:
        rows = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
        ).fetchall()
    finally:
        connection.text_factory = before
    return {(_text(type_), _text(name)): sql and _text(sql) for type_, name, sql in rows}


def version_of(found: Mapping[Object, str | None]) -> int:
    """Return the schema that a store is most likely of, by what it is made of."""
    return DIGESTED_FROM if ("table", "record_digests") in found else 1


def is_ours(found: Mapping[Object, str | None]) -> bool:
    """Tell whether a file has the tables of a store."""
    return {name for type_, name in found if type_ == "table"} >= MARKS


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    return (row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def _is_child(connection: sqlite3.Connection, table: str) -> int:
    """Return how far down a table is: customers, deals, and what hangs on them."""
    parents = {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")} - {table}
    return 1 + max((_is_child(connection, parent) for parent in parents), default=0)


def _text(value: str | bytes) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
