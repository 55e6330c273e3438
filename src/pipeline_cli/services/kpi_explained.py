"""What a measure counts: the deals, activities and tallied days behind the figures that the table shows."""

import sqlite3
from datetime import datetime

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.kpi_explained import Explained, ExplainedFigure
from pipeline_cli.services.kpi import measured_rows
from pipeline_cli.services.measured import measured_parts
from pipeline_cli.store.read.chunks import in_chunks


def explained(
    connection: sqlite3.Connection, span: Span, now: datetime, currency: str, metric: str, *, is_asked: bool = False
) -> Explained:
    """Return the records behind one measure, of the days that the table shows it for.

    Args:
        connection: the store.
        span: the first and the last day.
        now: aware; its zone decides what a day is.
        currency: the one to name where nothing was won.
        metric: a key of UNITS.
        is_asked: whether these very days were asked for.
    """
    figures = []
    for row in measured_rows(connection, span, now, currency, metric, is_asked=is_asked):
        parts = measured_parts(connection, row.span, now, metric)
        own = tuple(part for part in parts if part.currency == row.figure.currency)
        figures.append(ExplainedFigure(row.figure, row.span, own))
    ids = sorted({part.customer_id for one in figures for part in one.parts if part.customer_id is not None})
    names = {row[0]: row[1] for row in in_chunks(connection, "names_of_customers", ids)}
    return Explained(now.date(), span, metric, tuple(figures), names)
