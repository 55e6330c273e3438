"""The forecast of a period as far as a table of measures needs it: worked out once a day, and again after a verdict.

Working it out replays the user's history. In a small store that is done when a figure needs it; in a large one only
``pipe forecast`` does it. What was kept holds for the day, until a deal is opened, decided, or worth something else.
"""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.forecast import Forecast
from pipeline_cli.domain.forecast_draws import Range
from pipeline_cli.store.read import fetch
from pipeline_cli.store.results import keep_result, kept_result

KEY: Final = "forecasts_by_currency"
QUICK: Final = 2_000
"""Deals of which the first forecast of a day takes a second at most."""

WORTH_KEEPING: Final = 100
MOST_KEPT: Final = 8


class ForecastEnds(NamedTuple):
    """Where a period ends.

    Attributes:
        currency: that of most deals.
        ranges: of "wins", and of "revenue", "profit" and "mrr" in it.
        others: the same in other currencies.
    """

    currency: str
    ranges: Mapping[str, Range]
    others: Mapping[str, Mapping[str, Range]] = {}

    def range_of(self, name: str, currency: str | None) -> Range | None:
        """Return where one of them ends; None in a currency that hardly a deal is in."""
        ranges = self.ranges if currency in (None, self.currency) else self.others.get(currency or "", {})
        return ranges.get(name)


def forecast_ends(connection: sqlite3.Connection, now: datetime, span: Span, currency: str) -> ForecastEnds | None:
    """Return where the forecast sees a period end; None where that would take too long, or nothing is known.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        span: the first and the last day; not over yet.
        currency: for amounts where none is recorded.
    """
    stamp = _stamp(connection, now)
    known, deals = _kept(connection, stamp).get(_name(span)), stamp[1]
    if known or not 0 < deals <= QUICK:
        return known and _read(known)
    from pipeline_cli.services.forecast_wins import forecast_wins  # numpy

    found = forecast_wins(connection, now, span.first, span.last, currency)
    keep_forecast(connection, found)
    return ForecastEnds(found.currency, found.ranges, found.others)


def keep_forecast(connection: sqlite3.Connection, found: Forecast) -> None:
    """Keep where a forecast ends for the rest of the day, unless it is worked out quickly enough."""
    stamp = _stamp(connection, found.now)
    if stamp[1] < WORTH_KEEPING:
        return
    by_currency = {found.currency: found.ranges, **found.others}
    ends = {one: {name: list(end) for name, end in ranges.items()} for one, ranges in by_currency.items()}
    kept = list({**_kept(connection, stamp), _name(Span(found.first, found.last)): ends}.items())
    keep_result(connection, KEY, json.dumps({"stamp": stamp, "ends": dict(kept[-MOST_KEPT:])}))


def _stamp(connection: sqlite3.Connection, now: datetime) -> list[Any]:
    """Return what has to be the same for a kept forecast to hold: the day, the number of deals, and how they stand."""
    return [str(now.date()), *fetch(connection, "forecast_stamp")[0]]


def _kept(connection: sqlite3.Connection, stamp: list[Any]) -> dict[str, Any]:
    """Return the forecasts that were kept and still hold."""
    try:
        kept: dict[str, Any] = json.loads(kept_result(connection, KEY) or "{}")
    except ValueError:
        return {}
    return dict(kept["ends"]) if kept.get("stamp") == stamp else {}


def _read(kept: Mapping[str, Any]) -> ForecastEnds:
    """Return what was kept by currency, that of most deals first."""
    by_currency = {one: {name: Range(*values) for name, values in ranges.items()} for one, ranges in kept.items()}
    currency = next(iter(by_currency))
    return ForecastEnds(currency, by_currency.pop(currency), by_currency)


def _name(span: Span) -> str:
    return f"{span.first}/{span.last}"
