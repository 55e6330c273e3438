"""What a table of measures is worked out from, each asked for at most once: counts of periods, the last weeks' pace."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from pipeline_cli.dates.spans import Span, month_span, week_span
from pipeline_cli.dates.when import DateRules
from pipeline_cli.dates.working_time import WorkingTime, working_time
from pipeline_cli.domain.landing import Pace, Stretch, pace
from pipeline_cli.domain.measures import Counts, Figure, Sum, Won, figure
from pipeline_cli.services.kept_forecast import ForecastEnds, forecast_ends
from pipeline_cli.services.usual_currency import A_YEAR, usual_currency
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.measured import first_day, with_won, without_won, won_in

WEEKS: Final = 8
"""Whole weeks before this one that tell the pace: long enough to even out, short enough to be how one works now."""


class Measuring:
    """Measures a store at one time."""

    def __init__(self, connection: sqlite3.Connection, now: datetime, currency: str, rules: DateRules) -> None:
        self.connection = connection
        self.now = now
        self.currency = currency
        self.rules = rules
        self._counts: dict[Span, Counts] = {}
        self._pieces: dict[Span, Counts] = {}
        self._ends: dict[Span, ForecastEnds | None] = {}

    def counts(self, span: Span) -> Counts:
        """Return what a period brought by now: what is dated after today is not there yet."""
        if span.first > self.now.date():
            return Counts({})
        span = Span(span.first, min(span.last, self.now.date()))
        if span not in self._counts:
            pieces = added([self._piece(piece) for piece in weeks_and_months(span)])
            self._counts[span] = with_won(self.connection, self._days(span), pieces)
        return self._counts[span]

    def figure(self, metric: str, span: Span, currency: str | None) -> Figure:
        """Return one measure of a period; before the first record of any kind nothing is known of it."""
        found = figure(metric, self.counts(span), currency)
        return found.unknown if self.first and span.last < self.first else found

    def _piece(self, span: Span) -> Counts:
        """Return what a part of a week brought, which is asked for by weeks, months and quarters alike."""
        if span not in self._pieces:
            self._pieces[span] = without_won(self.connection, self._days(span))
        return self._pieces[span]

    def _days(self, span: Span) -> Days:
        return Days(span.first, span.last, self.now.tzinfo)

    def time(self, span: Span) -> WorkingTime:
        """Return the working days of a period."""
        return working_time(span, self.now, self.rules)

    def ends(self, span: Span) -> ForecastEnds | None:
        """Return where the forecast sees a period end."""
        if span not in self._ends:
            self._ends[span] = forecast_ends(self.connection, self.now, span, self.currency)
        return self._ends[span]

    @cached_property
    def weeks(self) -> list[tuple[Counts, float]]:
        """What the last weeks brought, this one included, each with its working days; none before the first record."""
        weeks = self._last_weeks(self.first) if self.first else []
        return [(self.counts(week), self.time(week).gone) for week in weeks]

    @cached_property
    def first(self) -> date | None:
        """The first day of which anything is recorded; None of an empty store."""
        return first_day(self.connection, self.now.tzinfo)

    def _last_weeks(self, first: date) -> list[Span]:
        today = self.now.date()
        starts = [week_span(today - timedelta(weeks=back)) for back in range(WEEKS, -1, -1)]
        weeks = [Span(max(first, week.first), min(today, week.last)) for week in starts]
        return [week for week in weeks if week.first <= week.last]

    @cached_property
    def recent(self) -> Counts:
        """What the last weeks brought together."""
        return added([counts for counts, _ in self.weeks])

    @cached_property
    def won_in_a_year(self) -> dict[str, Won]:
        """What the last year brought, by currency."""
        today = self.now.date()
        return won_in(self.connection, self._days(Span(today - timedelta(days=A_YEAR), today)))

    @property
    def usual_currency(self) -> str:
        """The currency to name where nothing was won."""
        return usual_currency(self.connection, self.now, self.currency)

    def pace_of(self, amount: Callable[[Counts], float], grain: float = 1.0) -> Pace | None:
        """Return what a working day of the last weeks brought of something."""
        return pace([Stretch(amount(counts), days) for counts, days in self.weeks], grain)


def added(all_counts: list[Counts]) -> Counts:
    """Return what periods brought together; a customer of two of them counts twice."""
    won: dict[str, Won] = {}
    for counts in all_counts:
        for currency, one in counts.won.items():
            won[currency] = _added(won.get(currency, Won()), one)
    return Counts(won, *(sum(column) for column in zip(*(counts[1:] for counts in all_counts), strict=True)))


def _added(one: Won, other: Won) -> Won:
    sums = [Sum(a.minor + b.minor, a.deals + b.deals) for a, b in zip(one[:3], other[:3], strict=True)]
    return Won(sums[0], sums[1], sums[2], one.customers + other.customers, one.deals + other.deals)


def weeks_and_months(span: Span) -> Iterator[Span]:
    """Yield a period in pieces, cut where weeks and months begin."""
    day = span.first
    while day <= span.last:
        last = min(week_span(day).last, month_span(day.year, day.month).last, span.last)
        yield Span(day, last)
        day = last + timedelta(days=1)
