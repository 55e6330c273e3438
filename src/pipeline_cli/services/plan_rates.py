"""What one contract takes and brings, from the user's own records."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pipeline_cli.domain.funnel import Records, stage_figures, win_rate
from pipeline_cli.domain.funnel_ratio import ratio
from pipeline_cli.domain.measures import NOTHING_WON, Counts, Sum, Won
from pipeline_cli.domain.plan_needs import Each
from pipeline_cli.domain.plan_ratios import PlanRatios, plan_ratios
from pipeline_cli.domain.rate import ENOUGH
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.services.plan_history import ALWAYS, deal_history
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.funnel import tallied_by_month
from pipeline_cli.store.read.judgement import open_total
from pipeline_cli.store.read.measured import won_in

LONG_AGO = date(1970, 1, 1)


class Rates(NamedTuple):
    """What one contract takes, how many deals are open, and how long a deal takes where that is known."""

    ratios: PlanRatios
    open: int
    cycle_days: float | None


def rates(measuring: Measuring) -> Rates:
    """Return what one contract takes: by the whole history of deals, and by what was recorded of late."""
    history = deal_history(measuring.connection, measuring.now)
    records = Records(history.counts, tallied=sum(tallied_by_month(measuring.connection, ALWAYS).values()))
    won = win_rate(records)
    return Rates(
        ratios=plan_ratios(ratio(stage_figures(records), won), won, _lately(measuring)),
        open=open_total(measuring.connection),
        cycle_days=history.cycle_days,
    )


def each_contract(measuring: Measuring, metric: str, currency: str | None) -> Each:
    """Return what a contract brings: the mean of those won in the last weeks, the last year, or ever.

    The mean, not the median: a quota is a sum, and so many contracts of the mean come to it.
    """
    if currency is None:
        return Each(1.0)
    known = _sum(measuring, metric, currency)
    return Each(known.minor / known.deals, known.deals) if known.deals else Each(None)


def by_valid_meeting(
    measuring: Measuring, metric: str, currency: str | None, said: float | None = None
) -> float | None:
    """Return what a valid meeting brings of a result, by what a contract brings and takes; None where nobody knows.

    Args:
        measuring: the store, measured.
        metric: of a result.
        currency: of its amount; None of contracts.
        said: what the user said that a contract brings, for where the records don't tell.
    """
    each = each_contract(measuring, metric, currency).amount or said
    return each / rates(measuring).ratios.per_contract["valid_meetings"] if each else None


def _lately(measuring: Measuring) -> Counts:
    """Return what the last weeks brought; the last year where that is too few contracts to tell."""
    from pipeline_cli.dates.spans import Span, add_months

    if measuring.recent.contracts >= ENOUGH:
        return measuring.recent
    today = measuring.now.date()
    return measuring.counts(Span(add_months(today, -12), today))


def _sum(measuring: Measuring, metric: str, currency: str) -> Sum:
    """Return what was won in the shortest time that has ENOUGH deals; in all time where none has."""
    known = Sum()
    for won in _ever_longer(measuring):
        known = getattr(won.get(currency, NOTHING_WON), metric)
        if known.deals >= ENOUGH:
            break
    return known


def _ever_longer(measuring: Measuring) -> Iterator[Mapping[str, Won]]:
    """Yield what was won in the last weeks, the last year, and ever."""
    yield measuring.recent.won
    yield measuring.won_in_a_year
    yield won_in(measuring.connection, Days(LONG_AGO, measuring.now.date(), measuring.now.tzinfo))
