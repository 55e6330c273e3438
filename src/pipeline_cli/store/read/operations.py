"""The history of changes: which entries are asked for, then what is shown of them."""

import sqlite3
from collections.abc import Iterable
from datetime import tzinfo

from pipeline_cli.domain.dependence import Change
from pipeline_cli.domain.operation import Operation
from pipeline_cli.domain.record_changes import Known, named_in
from pipeline_cli.domain.text import is_unicode
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.limits import MOST
from pipeline_cli.store.read.rows import instant_of


def newest_operations(connection: sqlite3.Connection, limit: int, before: int = MOST) -> tuple[list[int], int]:
    """Return the numbers of the last operations before one, at most ``limit`` (-1 for all), and how many there are."""
    numbers = [row[0] for row in fetch(connection, "operations_newest", limit=limit, before=before)]
    return numbers, fetch(connection, "operations_total")[0][0]


def operations_of_customer(connection: sqlite3.Connection, customer: int) -> list[int]:
    """Return the numbers of the operations that changed a record of a customer, the newest first."""
    return [row[0] for row in fetch(connection, "operations_of_customer", customer=customer)]


def former_customers(connection: sqlite3.Connection, key: str) -> list[int]:
    """Return the customers of a name's key who are no more, though the history tells of them; the last one first."""
    if not is_unicode(key):  # nobody was ever called that
        return []
    return [row[0] for row in fetch(connection, "former_customers_called", key=key)]


def operations_by_id(connection: sqlite3.Connection, ids: Iterable[int], zone: tzinfo | None) -> dict[int, Operation]:
    """Return operations by number, their instants in a zone."""
    rows = in_chunks(connection, "operations_by_id", ids)
    return {
        id_: Operation(id_, instant_of(at, zone), command, summary, bool(undone), changes)
        for id_, at, command, summary, undone, changes in rows
    }


def first_changes(connection: sqlite3.Connection, operation: int, limit: int) -> list[Change]:
    """Return what an operation changed, in order, at most ``limit`` rows (-1 for all)."""
    return [Change(*row) for row in fetch(connection, "changes_first", operation=operation, limit=limit)]


def known_of(connection: sqlite3.Connection, changes: Iterable[Change], zone: tzinfo | None) -> Known:
    """Return whose the deals are that changes name, and what customers are called, those included who are no more."""
    customers, deals = named_in(changes)
    owners: dict[int, int] = dict(in_chunks(connection, "former_customers_of_deals", deals))
    owners.update(in_chunks(connection, "customers_of_deals", deals))
    customers.update(owners.values())
    names: dict[int, str] = dict(in_chunks(connection, "former_customer_names", customers))
    names.update({id_: name for id_, name, _ in in_chunks(connection, "names_of_customers", customers)})
    return Known(names, owners, zone)
