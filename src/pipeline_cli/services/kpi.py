"""The table of measures of a period, against their budgets; and how they went."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from pipeline_cli.dates import default_rules
from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.budget import Budget, in_force
from pipeline_cli.domain.kpi import (
    Closing,
    KpiRow,
    Kpis,
    Trend,
    closing_of_count,
    closing_of_rate,
    closing_of_result,
)
from pipeline_cli.domain.measures import METRICS, RESULTS, figures
from pipeline_cli.services.kpi_landing import cases_to_come, landing_of, pace_of
from pipeline_cli.services.measuring import Measuring, added
from pipeline_cli.services.plan_rates import by_valid_meeting
from pipeline_cli.store.read.budgets import all_budgets
from pipeline_cli.store.read.planned_approaches import plan_figures
from pipeline_cli.store.read.plans import all_plans

Key = tuple[str, str | None]


def kpis(
    connection: sqlite3.Connection,
    span: Span,
    now: datetime,
    currency: str,
    metrics: Sequence[str] = METRICS,
    *,
    is_asked: bool = False,
) -> Kpis:
    """Return the measures of a period, each with where it will land.

    A measure with a budget that is in force is shown for that budget's own days: today, or the period's last day
    where that is over and its first where it is to come, decides which that is. A plan in force counts as the budget
    of its measure where no other one is set. Of a period that was asked for, a budget of other days is a row beside
    that of the period, and not in its place.

    Args:
        connection: the store.
        span: the first and the last day.
        now: aware; its zone decides what a day is.
        currency: the one to name where nothing was won.
        metrics: which measures.
        is_asked: whether these very days were asked for.
    """
    measuring = Measuring(connection, now, currency, default_rules(now))
    rows = tuple(_landed(measuring, row) for row in _rows(measuring, span, metrics, is_asked=is_asked))
    return Kpis(now, span, measuring.time(span), rows)


def measured_rows(
    connection: sqlite3.Connection, span: Span, now: datetime, currency: str, metric: str, *, is_asked: bool = False
) -> list[KpiRow]:
    """Return a measure of a period as `kpis` does, without where it will land."""
    return _rows(Measuring(connection, now, currency, default_rules(now)), span, (metric,), is_asked=is_asked)


def budgeted_row(measuring: Measuring, budget: Budget) -> KpiRow:
    """Return a measure against one budget, and where it will land.

    Only what is there by now counts: a deal that is said to be won next week is not.
    """
    so_far = Span(budget.starts_on, min(budget.due_on, measuring.now.date()))
    actual = measuring.figure(budget.metric, so_far, budget.currency)
    landing = landing_of(measuring, actual, budget.span)
    return KpiRow(actual, budget.span, measuring.time(budget.span), budget, landing)


def trend(connection: sqlite3.Connection, by: str, spans: Sequence[Span], now: datetime, currency: str) -> Trend:
    """Return how the measures went over the weeks or months of a period."""
    measuring = Measuring(connection, now, currency, default_rules(now))
    heads = figures(added([measuring.counts(span) for span in spans]), measuring.usual_currency)
    rows = (tuple(measuring.figure(head.metric, span, head.currency) for span in spans) for head in heads)
    return Trend(by, tuple(spans), tuple(rows))


def _rows(measuring: Measuring, span: Span, metrics: Sequence[str], *, is_asked: bool) -> list[KpiRow]:
    budgets = _in_force(measuring, span)
    own = {key: budget for key, budget in _all_budgets(measuring, span) if budget.span == span}
    rows = []
    for key in _keys(measuring, span, {**budgets, **own}):
        told = (own.get(key), budgets.get(key)) if is_asked else (budgets.get(key),)
        others = (budget for budget in told[1:] if budget and budget.span != span)
        rows += [_row(measuring, key, span, budget) for budget in (told[0], *others) if key[0] in metrics]
    return rows


def _in_force(measuring: Measuring, span: Span) -> dict[Key, Budget]:
    """Return the budgets that a period is compared with, by measure and currency."""
    day = min(max(measuring.now.date(), span.first), span.last)
    return in_force((budget for _, budget in _all_budgets(measuring, span)), day)


def _all_budgets(measuring: Measuring, span: Span) -> Iterator[tuple[Key, Budget]]:
    """Yield all plans and budgets, those last that win: budgets before plans, and the plan of that very period."""
    plans = sorted(all_plans(measuring.connection), key=lambda plan: plan.span == span)
    for budget in (*(plan.budget for plan in plans), *all_budgets(measuring.connection)):
        yield (budget.metric, budget.currency), budget


def _keys(measuring: Measuring, span: Span, budgets: Collection[Key]) -> list[Key]:
    """Return measure and currency of each row: what there is, and what is planned."""
    counts = measuring.counts(span)
    planned = {metric for metric, _ in budgets}
    currency = measuring.currency if counts.won else measuring.usual_currency
    there = [(one.metric, one.currency) for one in figures(counts, currency)]
    # Where nothing was won, the currency is a guess, and that of a budget is none.
    shown = [key for key in there if key[1] is None or key[1] in counts.won or key[0] not in planned]
    return sorted({*shown, *budgets}, key=lambda key: (METRICS.index(key[0]), key[1] or ""))


def _row(measuring: Measuring, key: Key, span: Span, budget: Budget | None) -> KpiRow:
    own = budget.span if budget else span
    return KpiRow(measuring.figure(key[0], own, key[1]), own, measuring.time(own), budget)


def _landed(measuring: Measuring, row: KpiRow) -> KpiRow:
    """Return a row with where it will land, and what would close the gap to its budget."""
    landed = row._replace(landing=landing_of(measuring, row.figure, row.span))
    return landed._replace(closing=_closing(measuring, landed)) if landed.budget else landed


def _closing(measuring: Measuring, row: KpiRow) -> Closing | None:
    if row.figure.unit == "rate":
        return closing_of_rate(row, cases_to_come(measuring, row.figure, row.span))
    if row.figure.metric in RESULTS:
        meetings = measuring.pace_of(lambda counts: counts.valid_meetings)
        return closing_of_result(row, _by_valid_meeting(measuring, row), meetings and meetings.per_day)
    if row.figure.unit == "money":
        return None
    pace = pace_of(measuring, row.figure)
    return closing_of_count(row, pace and pace.per_day)


def _by_valid_meeting(measuring: Measuring, row: KpiRow) -> float | None:
    """Return what a valid meeting brings of a result, as a plan for it would reckon."""
    figure, today = row.figure, measuring.now.date()
    plans = (
        plan
        for plan in all_plans(measuring.connection)
        if plan.is_of(figure.metric, row.span) and plan.currency == figure.currency and plan.is_in_force(today)
    )
    said = (plan_figures(measuring.connection, plan.id, plan.amount).value for plan in plans)
    return by_valid_meeting(measuring, figure.metric, figure.currency, next(filter(None, said), None))
