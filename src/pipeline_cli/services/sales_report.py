"""Put together what a sales meeting asks for, the honest pipeline only."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.forecast import Forecast
from pipeline_cli.domain.kpi import Kpis
from pipeline_cli.domain.measures import METRICS, RESULTS
from pipeline_cli.domain.next_step import is_overdue
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.pipeline import pipeline_of
from pipeline_cli.domain.pruning import Pruning, SuggestedDeal
from pipeline_cli.domain.sales_report import (
    FOLLOW_UPS,
    NEAR_DAYS,
    DealAhead,
    Decided,
    FollowUps,
    LetGo,
    SalesReport,
    honest_stages,
    says_something,
)
from pipeline_cli.domain.staleness import explain
from pipeline_cli.domain.staleness_verdict import Verdict
from pipeline_cli.money.amount import Money
from pipeline_cli.services.forecast_wins import forecast_wins
from pipeline_cli.services.kept_forecast import keep_forecast
from pipeline_cli.services.kpi import kpis
from pipeline_cli.services.sales_funnel import sales_funnel
from pipeline_cli.services.suggest_pruning import LET_GO, Judged, freed_by, judge_open_deals
from pipeline_cli.store.read import sales_report as read
from pipeline_cli.store.read.agenda import due_deals
from pipeline_cli.store.read.budgets import all_budgets
from pipeline_cli.store.read.closed_as_old import ClosedAsOld
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.deals import deals_by_id, open_steps
from pipeline_cli.store.read.review import verdicts

ALL = -1
"""A limit that is none."""


def sales_report(
    connection: sqlite3.Connection,
    now: datetime,
    span: Span,
    currency: str,
    *,
    most: int | None = None,
    hour_worth: Money | None = None,
) -> SalesReport:
    """Return a period for the sales meeting.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        span: the first and the last day.
        currency: for amounts where none is recorded.
        most: how many next steps and deals to let go to look up, at most; None for all.
        hour_worth: what an hour is worth, as it is set; None to derive it.
    """
    funnel = sales_funnel(connection, now)
    judged = judge_open_deals(connection, now, hour_worth=hour_worth)
    gone = [verdict for verdict in judged.verdicts if verdict.action in LET_GO]
    forecast = _forecast(connection, now, span, currency, has_deals=funnel.deals > 0)
    ignored = {verdict.deal.deal_id for verdict in gone}
    return SalesReport(
        now=now,
        span=span,
        stages=honest_stages(funnel.stages, [(one.deal.stage, _value(one.deal)) for one in gone]),
        sales_cycle_days=funnel.sales_cycle_days,
        decided=_decided(connection, Days(span.first, span.last, now.tzinfo, until=now)),
        measures=_measures(connection, now, span, currency),
        forecast=forecast,
        deciding=_deciding(connection, forecast, ignored) if forecast else (),
        let_go=_let_go(connection, now, judged, gone, most),
        follow_ups=_follow_ups(connection, now, [one.deal for one in gone], most),
    )


def _forecast(
    connection: sqlite3.Connection, now: datetime, span: Span, currency: str, *, has_deals: bool
) -> Forecast | None:
    """Return where a period will end; None of one that is over, or of an empty store."""
    if not has_deals or span.last < now.date():
        return None
    found = forecast_wins(connection, now, span.first, span.last, currency)
    keep_forecast(connection, found)
    return found


def _decided(connection: sqlite3.Connection, days: Days) -> tuple[Decided, ...]:
    _, found = verdicts(connection, days, None)
    helped = read.last_help(connection, (one.deal for one in found if one.verdict == "won"))
    return tuple(Decided(one, helped.get(one.deal, "") if one.verdict == "won" else "") for one in found)


def _measures(connection: sqlite3.Connection, now: datetime, span: Span, currency: str) -> Kpis:
    """Return the results, and whatever has a budget; left out what nothing is known of."""
    planned = {budget.metric for budget in all_budgets(connection) if budget.meets(span)}
    asked = [metric for metric in METRICS if metric in RESULTS or metric in planned]
    found = kpis(connection, span, now, currency, asked)
    return found._replace(
        rows=tuple(row for row in found.rows if row.figure.metric == "contracts" or says_something(row))
    )


def _deciding(connection: sqlite3.Connection, forecast: Forecast, ignored: set[int]) -> tuple[DealAhead, ...]:
    shown = [(deal, chance) for deal, chance in forecast.deciding if deal.id not in ignored]
    steps = open_steps(connection, [deal.id for deal, _ in shown], forecast.now.tzinfo)
    return tuple(DealAhead(deal, steps.get(deal.id), chance) for deal, chance in shown)


def _let_go(
    connection: sqlite3.Connection, now: datetime, judged: Judged, gone: Sequence[Verdict], most: int | None
) -> LetGo:
    as_old = ClosedAsOld(connection, now)
    explained = [explain(one, judged.history, now.date(), judged.model, as_old) for one in gone[:most]]
    records = deals_by_id(connection, [one.deal_id for one in explained], now.tzinfo)
    return LetGo(
        all=pipeline_of(one.deal for one in gone),
        pruning=Pruning(
            now=now,
            shown=tuple(SuggestedDeal(records[one.deal_id], one) for one in explained),
            total=len(gone),
            kept=judged.total - len(gone),
            freed=freed_by(connection, gone, judged.chasing),
            basis=judged.history.basis,
            chasing=judged.chasing,
        ),
    )


def _follow_ups(connection: sqlite3.Connection, now: datetime, gone: Sequence[OpenDeal], most: int | None) -> FollowUps:
    """Return how open deals go on, but for those that could be let go."""
    ignored = {deal.deal_id for deal in gone}
    near = Days(now.date(), now.date() + timedelta(days=NEAR_DAYS), now.tzinfo)
    numbers = [deal for deal in due_deals(connection, near, ALL, now) if deal not in ignored]
    steps = open_steps(connection, numbers, now.tzinfo)
    ahead = [deal for deal in numbers if (due := steps[deal].due) and not is_overdue(due, now)]
    records = deals_by_id(connection, ahead[:most], now.tzinfo)
    return FollowUps(
        counts=_counts(connection, gone),
        overdue=len(numbers) - len(ahead),
        near=tuple(DealAhead(records[deal], steps[deal]) for deal in ahead[:most]),
    )


def _counts(connection: sqlite3.Connection, gone: Sequence[OpenDeal]) -> dict[str, int]:
    counts = Counter[str]()
    for (follow_up, agreed), deals in read.follow_ups(connection).items():
        counts[_way(follow_up, agreed=agreed)] += deals
    counts.subtract(_way(deal.follow_up, agreed=deal.agreed) for deal in gone)
    return {way: counts[way] for way in FOLLOW_UPS}


def _way(follow_up: str, *, agreed: bool) -> str:
    """Return which of FOLLOW_UPS a deal goes on in."""
    if follow_up != "planned":
        return follow_up
    return "agreed" if agreed else "own_plan"


def _value(deal: OpenDeal) -> Money | None:
    return Money(deal.value_minor, deal.currency) if deal.value_minor and deal.currency else None
