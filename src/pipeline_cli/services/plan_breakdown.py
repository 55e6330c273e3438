"""A plan taken apart: what is won, what is open, and the work that the rest takes."""

import sqlite3
from datetime import date, datetime, timedelta
from math import ceil

from pipeline_cli.dates import default_rules
from pipeline_cli.domain.kpi import Closing, KpiRow, closing_of_result
from pipeline_cli.domain.plan import Plan, WhatIf
from pipeline_cli.domain.plan_customers import LATELY_DAYS, RepeatCustomer, repeat_customers
from pipeline_cli.domain.plan_needs import Each, Planned, needs
from pipeline_cli.domain.plan_ratios import PlanRatios, at_win_rate
from pipeline_cli.services.kpi import budgeted_row
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.services.plan_pipeline import pipeline_of_plan
from pipeline_cli.services.plan_rates import each_contract, rates
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.plan_customers import former_buyers
from pipeline_cli.store.read.planned_approaches import plan_figures
from pipeline_cli.store.read.plans import all_plans

NO_WHAT_IF = WhatIf()


def taken_apart(
    connection: sqlite3.Connection, plan: Plan, now: datetime, currency: str, what_if: WhatIf = NO_WHAT_IF
) -> Planned:
    """Return a plan as it stands.

    Args:
        connection: the store.
        plan: the plan, saved or not.
        now: aware; its zone decides what a day is.
        currency: for amounts where none is recorded.
        what_if: what to try out.
    """
    rules = default_rules(now)
    measuring = Measuring(connection, now, currency, rules)
    known, row = rates(measuring), budgeted_row(measuring, plan.budget)
    own = each_contract(measuring, plan.metric, plan.currency)
    each = _each(connection, plan, own, what_if)
    work = pipeline_of_plan(measuring, plan, own.amount, deals=known.open, decided=known.ratios.won.of)
    ratios = known.ratios if what_if.win_rate is None else at_win_rate(known.ratios, what_if.win_rate)
    left = ceil(measuring.time(plan.span).left) if what_if.days is None else what_if.days
    approaches = measuring.pace_of(lambda counts: counts.new_approaches)
    days = left, len(rules.working_days)
    return Planned(
        now=now,
        plan=plan,
        what_if=what_if,
        # What is tried with other days would be told by the real ones here.
        row=row._replace(closing=None if what_if.days else _closing(measuring, row, each, ratios)),
        work=work,
        each=each,
        known=own,
        ratios=ratios,
        days_left=left,
        needs=needs(plan.amount, row.figure.value or 0, work.worth, each, ratios, days),
        cycle_days=known.cycle_days,
        customers=suggested_customers(connection, now),
        others=tuple(
            one
            for one in all_plans(connection)
            if one.is_in_force(now.date()) and not one.is_of(plan.metric, plan.span)
        ),
        approaches=approaches and approaches.per_day,
    )


def suggested_customers(connection: sqlite3.Connection, now: datetime) -> tuple[RepeatCustomer, ...]:
    """Return existing customers who may well buy again."""
    today = now.date()
    return repeat_customers(former_buyers(connection, Days(_a_year_before(today), today, now.tzinfo)), today)


def _each(connection: sqlite3.Connection, plan: Plan, own: Each, what_if: WhatIf) -> Each:
    """Return what a contract is taken to bring: what is tried out, what is known, or what was said of it."""
    if what_if.value:
        return Each(what_if.value.minor)
    said = None if own.amount else _said(connection, plan)
    return own if said is None else Each(said)


def _said(connection: sqlite3.Connection, plan: Plan) -> int | None:
    """Return what the user said that a contract brings, for this quota or the one that it was before."""
    stored = next((one for one in all_plans(connection) if one.id == plan.id), plan)
    if stored.currency != plan.currency:
        return None
    known = (plan_figures(connection, plan.id, amount).value for amount in (plan.amount, stored.amount))
    return next(filter(None, known), None)


def _closing(measuring: Measuring, row: KpiRow, each: Each, ratios: PlanRatios) -> Closing | None:
    """Return what would close the gap, by the plan's own ratios."""
    if not each.amount:
        return None
    pace = measuring.pace_of(lambda counts: counts.valid_meetings)
    return closing_of_result(row, each.amount / ratios.per_contract["valid_meetings"], pace and pace.per_day)


def _a_year_before(day: date) -> date:
    return day - timedelta(days=LATELY_DAYS)
