"""The months that deals were opened in."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta, tzinfo

from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.rows import instant_of


def months_opened(
    connection: sqlite3.Connection, start: str, end: str, zone: tzinfo | None
) -> Iterator[tuple[str, str]]:
    """Yield each month of a zone in which deals were opened, as 2026-11, and the UTC text of the instant that ends it.

    Args:
        connection: the store.
        start: UTC text of the first instant to look at.
        end: UTC text of the first instant not to look at.
        zone: decides which month an instant lies in.
    """
    while found := fetch(connection, "funnel_next_opened", start=start, end=end)[0][0]:
        first = instant_of(found, zone).date().replace(day=1)
        start = Days(first, _last_of_month(first), zone).values()["end"]
        yield f"{first:%Y-%m}", start


def _last_of_month(first: date) -> date:
    past = first + timedelta(days=31)
    return past - timedelta(days=past.day)
