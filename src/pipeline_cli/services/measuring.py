"""What a table of measures is worked out from, each asked for at most once: counts of periods, the last weeks' pace."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Final

from pipeline_cli.dates.business_days import is_working_day
from pipeline_cli.dates.spans import Span, month_span, week_span
from pipeline_cli.dates.when import DateRules
from pipeline_cli.dates.working_time import WorkingTime, working_time
from pipeline_cli.domain.measures import NOTHING_WON, Counts, Figure, Sum, Won, figure
from pipeline_cli.domain.pace import Pace, Stretch, pace, share_of_day_off
from pipeline_cli.services.kept_forecast import ForecastEnds, forecast_ends
from pipeline_cli.services.usual_currency import A_YEAR, usual_currency
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.measured import NOTED, ever_recorded, first_day, with_won, without_won, won_in

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

    def customers(self, span: Span, currency: str) -> int:
        """Return how many customers bought in a period in a currency."""
        return won_in(self.connection, self._days(span)).get(currency, NOTHING_WON).customers

    def figure(self, metric: str, span: Span, currency: str | None) -> Figure:
        """Return one measure of a period; where nothing of that kind was ever recorded, nothing is known of it."""
        found = figure(metric, self.counts(span), currency)
        is_early = self.first is not None and span.last < self.first
        return found.unknown if is_early or (found.is_nothing and metric in self.never_recorded) else found

    @cached_property
    def never_recorded(self) -> frozenset[str]:
        """The measures that nobody ever noted, in a store that goes back long enough to tell."""
        today = self.now.date()
        if self.first is None or self.first > today - timedelta(weeks=WEEKS):
            return frozenset()
        return frozenset(NOTED) - ever_recorded(self.connection, self._days(Span(today, today)))

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
    def weeks(self) -> list[tuple[Counts, WorkingTime]]:
        """What the last weeks brought, this one included, each with its days; none before the first record."""
        return [(self.counts(week), self.time(week)) for week in self._last_weeks]

    @cached_property
    def on_days_off(self) -> Counts:
        """What the days of the last weeks brought on which nobody works as a rule."""
        return added([self.counts(days) for week in self._last_weeks for days in days_off(week, self.rules)])

    @cached_property
    def first(self) -> date | None:
        """The first day of which anything is recorded; None of an empty store."""
        return first_day(self.connection, self.now.tzinfo)

    @cached_property
    def _last_weeks(self) -> list[Span]:
        today, first = self.now.date(), self.first or date.max
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
        weeks = [(amount(counts), time) for counts, time in self.weeks]
        on_days_off = Stretch(amount(self.on_days_off), sum(time.off_gone for _, time in weeks))
        total = Stretch(sum(brought for brought, _ in weeks), sum(time.gone for _, time in weeks))
        off = share_of_day_off(on_days_off, total._replace(amount=total.amount - on_days_off.amount))
        return pace([Stretch(brought, time.gone + off * time.off_gone) for brought, time in weeks], grain, off)

    def still_to_come(self, span: Span, known: Pace) -> float:
        """Return how many working days a period has left; a day off counts as what it brings of one."""
        time = self.time(span)
        return time.left + known.off * time.off_left


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


def days_off(span: Span, rules: DateRules) -> Iterator[Span]:
    """Yield the days of a period on which nobody works as a rule, those that follow each other together."""
    days = [span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)]
    for is_working, group in groupby(days, key=lambda day: is_working_day(day, rules)):
        together = list(group)
        if not is_working:
            yield Span(together[0], together[-1])


def weeks_and_months(span: Span) -> Iterator[Span]:
    """Yield a period in pieces, cut where weeks and months begin."""
    day = span.first
    while day <= span.last:
        last = min(week_span(day).last, month_span(day.year, day.month).last, span.last)
        yield Span(day, last)
        day = last + timedelta(days=1)
