"""Look up deals, and what hangs on them, for the few that are shown."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import islice

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.store.read import Row, fetch_for
from pipeline_cli.store.read.rows import activity_of, deal_of, step_of

CHUNK = 5_000  # ids in one statement, well below SQLite's limit for its text


def deals_by_id(connection: sqlite3.Connection, ids: Iterable[int], zone: tzinfo | None) -> dict[int, Deal]:
    """Return deals by number; numbers of no deal are left out."""
    rows = _in_chunks(connection, "deals_by_id", ids)
    return {row[0]: deal_of(row, zone) for row in rows}


def open_steps(connection: sqlite3.Connection, deals: Iterable[int], zone: tzinfo | None) -> dict[int, NextStep]:
    """Return the open next steps of deals, by deal."""
    rows = _in_chunks(connection, "steps_of_deals", deals)
    return {row[1]: step_of(row, zone) for row in rows}


def last_conversations(
    connection: sqlite3.Connection, deals: Iterable[int], zone: tzinfo | None
) -> dict[int, Activity]:
    """Return the last activity of each deal that reached the customer, by deal."""
    rows = _in_chunks(connection, "last_reached", deals)
    return {row[1]: activity_of(row, zone) for row in rows}


def _in_chunks(connection: sqlite3.Connection, query: str, ids: Iterable[int]) -> Iterator[Row]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield from fetch_for(connection, query, chunk)
