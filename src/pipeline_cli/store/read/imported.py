"""What an import has to know of the store: which of its rows are there already, and what they say."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pipeline_cli.store.read import Row, fetch_for, query

CHUNK = 2_000

REFERABLE = ("customers", "deals", "activities", "next_steps")
"""Tables whose rows are named by a ref."""

# Table names in the SQL below come from REFERABLE, never from outside.
# ruff: noqa: S608


def store_id(connection: sqlite3.Connection) -> str:
    """Return the id that a store gave itself; "" for one that is not there yet."""
    row = connection.execute("SELECT value FROM info WHERE key = 'store_id'").fetchone()
    return row[0] if row else ""


def ids_by_ref(connection: sqlite3.Connection, table: str, refs: Iterable[str]) -> dict[str, int]:
    """Return the ids of rows by their ref; refs of no row are left out."""
    statement = f'SELECT ref, id FROM "{table}" WHERE ref IN (:texts)'
    return dict(_for_texts(connection, statement, refs))


def rows_by_id(connection: sqlite3.Connection, table: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return whole rows by id, as they are stored; ids of no row are left out."""
    found = {}
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        listed = ", ".join(str(int(id_)) for id_ in chunk)
        cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id IN ({listed})')
        names = [column[0] for column in cursor.description]
        found.update({row[0]: dict(zip(names, row, strict=True)) for row in cursor})
    return found


def customers_called(connection: sqlite3.Connection, keys: Iterable[str]) -> list[tuple[str, int, str | None]]:
    """Return the key, the id and the ref of the customers whose names have some keys, oldest first."""
    return sorted(_for_texts(connection, query("import_customers_called"), keys), key=lambda row: row[1])


def deals_of(connection: sqlite3.Connection, customers: Iterable[int]) -> Iterator[Row]:
    """Yield the customer, id, title, opening and closing of customers' deals, each customer's last opened first."""
    return _for_ids(connection, "import_deals_of", customers)


def activities_of(connection: sqlite3.Connection, customers: Iterable[int]) -> Iterator[Row]:
    """Yield the customer, id, instant, kind and note of customers' activities."""
    return _for_ids(connection, "import_activities_of", customers)


def steps_of(connection: sqlite3.Connection, deals: Iterable[int]) -> Iterator[Row]:
    """Yield the deal, id, due day, due instant and state of deals' next steps."""
    return _for_ids(connection, "import_steps_of", deals)


def stage_changes_of(connection: sqlite3.Connection, deals: Iterable[int]) -> Iterator[Row]:
    """Yield the deal, state, stage and instant of deals' stage changes."""
    return _for_ids(connection, "import_stage_changes_of", deals)


def listed_texts(stored: Mapping[str, Any], column: str) -> list[str]:
    """Return a list that a row holds."""
    texts: list[str] = json.loads(stored[column])
    return texts


def _for_ids(connection: sqlite3.Connection, name: str, ids: Iterable[int]) -> Iterator[Row]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield from fetch_for(connection, name, chunk)


def _for_texts(connection: sqlite3.Connection, statement: str, texts: Iterable[str]) -> Iterator[Row]:
    rest = iter(texts)
    while chunk := list(islice(rest, CHUNK)):
        marks = ", ".join("?" * len(chunk))
        yield from connection.execute(statement.replace(":texts", marks), chunk)
