"""The history of changes: which entries are asked for, then what is shown of them."""

import sqlite3
from collections.abc import Iterable
from datetime import tzinfo

from pipeline_cli.domain.operation import Operation
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.rows import instant_of


def newest_operations(connection: sqlite3.Connection, limit: int) -> tuple[list[int], int]:
    """Return the numbers of the last operations, at most ``limit`` (-1 for all), and how many there are."""
    numbers = [row[0] for row in fetch(connection, "operations_newest", limit=limit)]
    return numbers, fetch(connection, "operations_total")[0][0]


def operations_of_customer(connection: sqlite3.Connection, customer: int) -> list[int]:
    """Return the numbers of the operations that changed a record of a customer, the newest first."""
    return [row[0] for row in fetch(connection, "operations_of_customer", customer=customer)]


def operations_by_id(connection: sqlite3.Connection, ids: Iterable[int], zone: tzinfo | None) -> dict[int, Operation]:
    """Return operations by number, their instants in a zone."""
    rows = in_chunks(connection, "operations_by_id", ids)
    return {
        id_: Operation(id_, instant_of(at, zone), command, summary, bool(undone), changes)
        for id_, at, command, summary, undone, changes in rows
    }
