"""The measures of a period, and what each is made of."""

import sqlite3
from datetime import date, datetime

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.measured_parts import Part, parts
from pipeline_cli.domain.measures import Counts, Figure, figures
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.measured import counts_of, first_day, records_behind


def counted(connection: sqlite3.Connection, span: Span, now: datetime) -> Counts:
    """Return what a period brought, as counted; its days are those of the zone of now."""
    return counts_of(connection, Days(span.first, span.last, now.tzinfo))


def measured(connection: sqlite3.Connection, span: Span, now: datetime, currency: str = "") -> tuple[Figure, ...]:
    """Return every measure of a period, money once for each currency.

    Args:
        connection: the store.
        span: the first and the last day.
        now: aware; its zone decides what a day is.
        currency: the one to name where nothing was won.
    """
    found = figures(counted(connection, span, now), currency)
    return tuple(one.unknown for one in found) if span.last < known_from(connection, now) else found


def known_from(connection: sqlite3.Connection, now: datetime) -> date:
    """Return the day of the first record of any kind: what came before is not known, and not 0."""
    return first_day(connection, now.tzinfo) or date.min


def measured_parts(connection: sqlite3.Connection, span: Span, now: datetime, metric: str) -> tuple[Part, ...]:
    """Return the deals, activities and tallied days that one measure of a period counts."""
    return parts(metric, records_behind(connection, Days(span.first, span.last, now.tzinfo)))
