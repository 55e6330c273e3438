"""What the measures of a period are made of."""

import sqlite3
from datetime import datetime

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.measured_parts import Part, parts
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.measured import records_behind


def measured_parts(connection: sqlite3.Connection, span: Span, now: datetime, metric: str) -> tuple[Part, ...]:
    """Return the deals, activities and tallied days that one measure of a period counts.

    As in the table, what is dated after today is not there yet.
    """
    days = Days(span.first, min(span.last, now.date()), now.tzinfo)
    return parts(metric, records_behind(connection, days)) if days.first <= days.last else ()
