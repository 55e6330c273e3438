"""Customers who may be one and the same."""

import sqlite3
from collections.abc import Iterator

from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.duplicates import Duplicate, Duplicates, Known, like_pairs
from pipeline_cli.services.who import customers_called, deal_number
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.customers import customers_by_id, newest_deals
from pipeline_cli.store.read.rows import texts_of


def find_duplicates(connection: sqlite3.Connection, *, limit: int = 0) -> Duplicates:
    """Return the customers who may be one, the surest pairs first.

    Args:
        connection: the store.
        limit: the most pairs; 0 for all.
    """
    pairs = like_pairs(list(_known(connection)))
    shown = pairs[: limit or None]
    ids = {id_ for pair in shown for id_ in (pair.first, pair.second)}
    customers, deals = customers_by_id(connection, ids), newest_deals(connection, ids)
    found = tuple(
        Duplicate(
            customers[first],
            customers[second],
            why,
            (_who(connection, customers[first], deals), _who(connection, customers[second], deals)),
        )
        for first, second, why in shown
    )
    return Duplicates(found, len(pairs))


def _known(connection: sqlite3.Connection) -> Iterator[Known]:
    for id_, name_key, reading_key, phones, emails in fetch(connection, "customer_keys"):
        yield Known(id_, name_key, reading_key, texts_of(phones), texts_of(emails))


def _who(connection: sqlite3.Connection, customer: Customer, deals: dict[int, int]) -> str:
    """Return what means just this customer on a command line: the name, else a deal's number, else the id."""
    is_plain = deal_number(customer.name) is None and not customer.name.startswith("-")
    if is_plain and customers_called(connection, customer.name) == [customer.id]:
        return customer.name
    return str(deals[customer.id]) if customer.id in deals else f"id:{customer.id}"
