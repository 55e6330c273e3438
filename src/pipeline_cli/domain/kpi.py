"""A line of the table of measures: what there is, what is planned, where it will end, and what would close the gap."""

from datetime import date, datetime
from math import ceil
from typing import Final, NamedTuple

from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import Figure

STATUSES: Final = ("ahead", "on course", "behind", "out of reach")


class Closing(NamedTuple):
    """What would close a gap.

    Attributes:
        metric: of which measure more is needed.
        more: how many more than will come at the present pace; of a rate, how many hits in all.
        per_day: how many of it that makes for each working day left, those that will come anyway included; of a rate,
            which share of the cases to come.
        pace: how many a working day brings at present; None where that is not known. Of a rate, the cases to come.
        by: until when.
    """

    metric: str
    more: float
    per_day: float
    pace: float | None
    by: date

    @property
    def extra(self) -> float:
        """Return how many a working day it takes besides those that come anyway."""
        return self.per_day - (self.pace or 0.0)


class KpiRow(NamedTuple):
    """One measure, of the period asked for or, where a budget is in force, of that budget's own days.

    Attributes:
        figure: what there is.
        span: the days it is of.
        time: the working days of those.
        budget: what is planned.
        landing: where it will end.
        closing: what would close the gap, where there is one that can still be closed.
    """

    figure: Figure
    span: Span
    time: WorkingTime
    budget: Budget | None = None
    landing: Landing | None = None
    closing: Closing | None = None

    @property
    def progress(self) -> float | None:
        """Return actual / budget; None where one of them is not known."""
        actual = self.figure.value
        return None if self.budget is None or actual is None else actual / self.budget.value

    @property
    def gap(self) -> float | None:
        """Return landing - budget: below nought is what will be missing."""
        return None if self.budget is None or self.landing is None else self.landing.expected - self.budget.value

    @property
    def status(self) -> str | None:
        """Return one of STATUSES; None without a budget, or where nobody knows."""
        if self.budget is None:
            return None
        if self._is_reached(self.budget):
            return STATUSES[0]
        return None if self.landing is None else status(self.landing, self.budget.value)

    def _is_reached(self, budget: Budget) -> bool:
        """Tell whether a sum or a count, which does not fall any more, has come to its budget."""
        only_rises = self.figure.unit != "rate" and self.figure.metric != "revenue_per_customer"
        return only_rises and (self.figure.value or 0) >= budget.value


class Kpis(NamedTuple):
    """The table of measures.

    Attributes:
        now: when it was made.
        span: the period that was asked for.
        time: the working days of it.
        rows: in the order of METRICS, currencies side by side.
    """

    now: datetime
    span: Span
    time: WorkingTime
    rows: tuple[KpiRow, ...]


class Trend(NamedTuple):
    """How the measures went, week by week or month by month.

    Attributes:
        by: week or month.
        spans: the weeks or months, in order.
        rows: the figures of each measure, one for each span; money once for each currency.
    """

    by: str
    spans: tuple[Span, ...]
    rows: tuple[tuple[Figure, ...], ...]

    @property
    def span(self) -> Span:
        """Return the whole period."""
        return Span(self.spans[0].first, self.spans[-1].last)


def status(landing: Landing, budget: float) -> str:
    """Return how a landing compares with a budget, its range included.

    Ahead: even the tenth percentile reaches it. On course: what is expected reaches it. Out of reach: not even the
    ninetieth percentile does. Behind: what lies between.
    """
    if landing.low >= budget:
        return "ahead"
    if landing.expected >= budget:
        return "on course"
    return "behind" if landing.high >= budget else "out of reach"


def missing(row: KpiRow) -> float:
    """Return how much is missing to the budget at the landing, nothing where it is reached."""
    return max(0.0, -(row.gap or 0.0))


def closing_of_count(row: KpiRow, per_day: float | None) -> Closing | None:
    """Return how many more a working day it takes to close the gap of a count.

    Args:
        row: of a count.
        per_day: the present pace.
    """
    if row.budget is None or not missing(row) or row.time.left <= 0:
        return None
    rest = row.budget.value - (row.figure.value or 0)
    return Closing(row.figure.metric, ceil(missing(row)), rest / row.time.left, per_day, row.span.last)


def closing_of_result(row: KpiRow, each: float | None, per_day: float | None) -> Closing | None:
    """Return how many more valid meetings it takes to close the gap of a result.

    Args:
        row: of an amount, or of contracts.
        each: what a valid meeting brings of it.
        per_day: how many valid meetings a working day brings at present.
    """
    if not missing(row) or row.time.left <= 0 or not each:
        return None
    more = ceil(missing(row) / each)
    return Closing("valid_meetings", more, (per_day or 0.0) + more / row.time.left, per_day, row.span.last)


def closing_of_rate(row: KpiRow, to_come: float) -> Closing | None:
    """Return how many of the cases to come have to be hits to close the gap of a rate, as a share in ``per_day``.

    Args:
        row: of a rate.
        to_come: how many more cases are expected.
    """
    cases = round(to_come)
    if row.budget is None or not missing(row) or cases < 1:
        return None
    hits, of = row.figure.hits or 0, row.figure.of or 0
    # Less a thousandth: what arithmetic adds to a whole number is no case more.
    needed = ceil(row.budget.value * (of + cases) - hits - 1e-3)
    return Closing(row.figure.metric, needed, needed / cases, cases, row.span.last)
