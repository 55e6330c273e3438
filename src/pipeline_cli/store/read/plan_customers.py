"""Customers who bought before and have nothing open."""

import sqlite3
from datetime import date, tzinfo
from typing import Final

from pipeline_cli.domain.plan_customers import RepeatCustomer
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.rows import instant_of

LATEST: Final = 200
"""Deals won last, and thanks received last, that customers are looked for in."""


def former_buyers(connection: sqlite3.Connection, days: Days) -> list[RepeatCustomer]:
    """Return customers who bought before and have nothing open; thanks count that were said in a stretch of days."""
    values = days.values()
    rows = fetch(connection, "plan_customers", start=values["start"], end=values["end"], most=LATEST)
    return [_customer(row, days.zone) for row in rows]


def _customer(row: Row, zone: tzinfo | None) -> RepeatCustomer:
    id_, name, wins, won_at, reached_at, thanked_at = row
    return RepeatCustomer(
        id_, name, wins, instant_of(won_at, zone).date(), _day(reached_at, zone), _day(thanked_at, zone)
    )


def _day(at: str | None, zone: tzinfo | None) -> date | None:
    return instant_of(at, zone).date() if at else None
