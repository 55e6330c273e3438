"""Where each measure of a period will end: results by the forecast, counts by their pace, rates by their cases."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import Final

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.landing import USUAL_RATES, Landing, by_pace, of_rate, over
from pipeline_cli.domain.landing_amount import in_whole_deals
from pipeline_cli.domain.landing_average import Buyers, of_average
from pipeline_cli.domain.measures import NOTHING_WON, RATES, RESULTS, Counts, Figure, Sum, Won
from pipeline_cli.domain.pace import Pace
from pipeline_cli.domain.rate import ENOUGH, Rate
from pipeline_cli.services.measuring import WEEKS, Measuring

FORECAST: Final = {"revenue": "revenue", "gross_profit": "profit", "mrr": "mrr", "contracts": "wins"}
"""What the forecast calls each result."""


def landing_of(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    """Return where a measure of a period will end; None where nobody can know."""
    if span.last < measuring.now.date():
        return None if figure.value is None else over(figure.value)
    if figure.unit == "rate":
        return _rate(measuring, figure, span) if figure.is_known else None
    if figure.metric == "revenue_per_customer":
        return _average(measuring, figure, span)
    if figure.amount is None:
        return None
    forecast = _forecast(measuring, figure, span) if figure.metric in RESULTS else None
    landing = forecast or _by_pace(measuring, figure.amount, span, pace_of(measuring, figure))
    each = usual_amount(measuring, figure) if figure.currency and not forecast else None
    return in_whole_deals(landing, figure.amount, each) if landing and each else landing


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
    return _to_come(measuring, span, known)


def known_rate(measuring: Measuring, metric: str, span: Span) -> Rate:
    """Return the counts of a rate: of the last weeks, or of a period where that has more cases."""
    both = [attrgetter(*RATES[metric])(counts) for counts in (measuring.recent, measuring.counts(span))]
    return max((Rate(*one) for one in both), key=lambda rate: rate.of)


def _rate(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    actual, known = Rate(figure.hits or 0, figure.of or 0), known_rate(measuring, figure.metric, span)
    return of_rate(actual, known, USUAL_RATES[figure.metric], cases_to_come(measuring, figure, span))


def _average(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    """Return where revenue per customer ends: where revenue does, shared by the customers there will be."""
    won = measuring.counts(span).won.get(figure.currency or "", NOTHING_WON)
    end = landing_of(measuring, Figure("revenue", won.revenue.minor, figure.currency), span)
    known = measuring.first and _buyers(measuring, figure.currency or "", span, measuring.first)
    if not end or not known:
        return None
    time = measuring.time(span)
    new = known.within(time.days) - known.within(time.gone)
    return of_average(won.revenue.minor, won.customers, end, new)


def _buyers(measuring: Measuring, currency: str, span: Span, first: date) -> Buyers:
    """Return how many customers bought in the last weeks, or in the period so far where that is longer."""
    today = measuring.now.date()
    start = max(first, min(span.first, today - timedelta(weeks=WEEKS)))
    half = Span(start, start + (today - start) // 2)
    in_half, in_all = (measuring.customers(stretch, currency) for stretch in (half, Span(start, today)))
    return Buyers(in_half, in_all, measuring.time(half).gone)


def _by_pace(measuring: Measuring, so_far: float, span: Span, pace: Pace | None) -> Landing | None:
    return by_pace(so_far, measuring.still_to_come(span, pace), pace) if pace else None


def _to_come(measuring: Measuring, span: Span, pace: Pace | None) -> float:
    return pace.per_day * measuring.still_to_come(span, pace) if pace else 0.0


def _forecast(measuring: Measuring, figure: Figure, span: Span) -> Landing | None:
    """Return where the forecast sees a result end; None where it says nothing of it, or of that currency."""
    ends = measuring.ends(span)
    found = ends and ends.range_of(FORECAST[figure.metric], figure.currency)
    if found is None or (not found.p90 and figure.currency and not usual_amount(measuring, figure)):
        return None
    # What was won in this very minute is in both, or in neither.
    low, expected, high = ((figure.amount or 0) + end - found.so_far for end in (found.p10, found.p50, found.p90))
    return Landing(expected, low, high, "forecast")


def _minor(figure: Figure, counts: Counts) -> int:
    return _sum(figure, counts.won).minor


def _sum(figure: Figure, won: Mapping[str, Won]) -> Sum:
    known: Sum = getattr(won.get(figure.currency or "", NOTHING_WON), figure.metric)
    return known
