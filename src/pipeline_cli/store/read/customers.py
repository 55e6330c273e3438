"""Look up customers, their deals, and what was said with them."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.customer import Customer
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.rows import activity_of, texts_of


def customer_of(row: Row) -> Customer:
    """Return the customer of a row of ``customers_by_id.sql``."""
    id_, ref, name, reading, company, phones, emails, tags, memo = row
    return Customer(id_, ref, name, reading, company, texts_of(phones), texts_of(emails), texts_of(tags), memo)


def customers_by_id(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Customer]:
    """Return customers by id; ids of nobody are left out."""
    return {row[0]: customer_of(row) for row in in_chunks(connection, "customers_by_id", ids)}


def activities_by_id(connection: sqlite3.Connection, ids: Iterable[int], zone: tzinfo | None) -> dict[int, Activity]:
    """Return conversations by id; ids of none are left out."""
    return {row[0]: activity_of(row, zone) for row in in_chunks(connection, "activities_by_id", ids)}


def newest_deals(connection: sqlite3.Connection, customers: Iterable[int]) -> dict[int, int]:
    """Return the number of each customer's newest deal; customers without a deal are left out."""
    rows: list[Any] = fetch(connection, "newest_deals", ids=json.dumps(list(customers)))
    return dict(rows)  # of several rows for one customer the last stays


def conversations(
    connection: sqlite3.Connection, customer: int, limit: int, zone: tzinfo | None
) -> tuple[tuple[Activity, ...], int]:
    """Return a customer's conversations, the newest first, at most ``limit`` (-1 for all), and how many there are."""
    rows = fetch(connection, "activities_of_customer", customer=customer, limit=limit)
    total: int = fetch(connection, "activity_count", customer=customer)[0][0]
    return tuple(activity_of(row, zone) for row in rows), total
