"""Where each measure of a period will end: results by the forecast, counts by their pace, rates by their cases."""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter
from typing import Final

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.landing import USUAL_RATES, Landing, Pace, by_pace, of_average, of_rate, over
from pipeline_cli.domain.measures import NOTHING_WON, RATES, RESULTS, Counts, Figure, Sum, Won
from pipeline_cli.domain.rate import ENOUGH, Rate
from pipeline_cli.services.measuring import Measuring

FORECAST: Final = {"revenue": "revenue", "gross_profit": "profit", "mrr": "mrr", "contracts": "wins"}
"""What the forecast calls each result."""


def landing_of(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    """Return where a measure of a period will end; None where nobody can know."""
    if span.last < measuring.now.date():
        return None if figure.value is None else over(figure.value)
    if figure.unit == "rate":
        return _rate(measuring, figure, span)
    if figure.metric == "revenue_per_customer":
        return _average(measuring, figure, span)
    if figure.amount is None:
        return None
    forecast = _forecast(measuring, figure, span) if figure.metric in RESULTS else None
    return forecast or by_pace(figure.amount, measuring.time(span).left, pace_of(measuring, figure))


def pace_of(measuring: Measuring, figure: Figure) -> Pace | None:
    """Return what a working day brings of a count or an amount; None where that is not known."""
    if figure.unit == "count":
        return measuring.pace_of(attrgetter(figure.metric))
    each = usual_amount(measuring, figure)
    return measuring.pace_of(partial(_minor, figure), each) if each else None


def usual_amount(measuring: Measuring, figure: Figure) -> float | None:
    """Return what a deal brought of an amount: in the last weeks, if those have enough deals, else in the last year.

    None where nobody knows.
    """
    known = _sum(figure, measuring.recent.won)
    if known.deals < ENOUGH:
        known = _sum(figure, measuring.won_in_a_year)
    return known.minor / known.deals if known.deals else None


def cases_to_come(measuring: Measuring, figure: Figure, span: Span) -> float:
    """Return how many more cases of a rate are expected until a period ends."""
    _, of = RATES[figure.metric]
    known = measuring.pace_of(attrgetter(of))
    return known.per_day * measuring.time(span).left if known else 0.0


def known_rate(measuring: Measuring, metric: str, span: Span) -> Rate:
    """Return the counts of a rate: of the last weeks, or of a period where that has more cases."""
    both = [attrgetter(*RATES[metric])(counts) for counts in (measuring.recent, measuring.counts(span))]
    return max((Rate(*one) for one in both), key=lambda rate: rate.of)


def _rate(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    actual, known = Rate(figure.hits or 0, figure.of or 0), known_rate(measuring, figure.metric, span)
    return of_rate(actual, known, USUAL_RATES[figure.metric], cases_to_come(measuring, figure, span))


def _average(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    won, recent = (
        counts.won.get(figure.currency or "", NOTHING_WON) for counts in (measuring.counts(span), measuring.recent)
    )
    known = max(won, recent, key=lambda one: one.customers)
    pace = measuring.pace_of(lambda counts: counts.won.get(figure.currency or "", NOTHING_WON).customers)
    to_come = pace.per_day * measuring.time(span).left if pace else 0.0
    return of_average((won.revenue.minor, won.customers), (known.revenue.minor, known.customers), to_come)


def _forecast(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    """Return where the forecast sees a result end; None where it says nothing of it, or of that currency."""
    ends = measuring.ends(span)
    if ends is None or figure.currency not in (None, ends.currency):
        return None
    found = ends.ranges[FORECAST[figure.metric]]
    if not found.p90 and figure.metric != "contracts":
        return None
    # What was won in this very minute is in both, or in neither.
    low, expected, high = ((figure.amount or 0) + end - found.so_far for end in (found.p10, found.p50, found.p90))
    return Landing(expected, low, high, "forecast")


def _minor(figure: Figure, counts: Counts) -> int:
    return _sum(figure, counts.won).minor


def _sum(figure: Figure, won: Mapping[str, Won]) -> Sum:
    known: Sum = getattr(won.get(figure.currency or "", NOTHING_WON), figure.metric)
    return known
