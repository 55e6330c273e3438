"""A plan as JSON, as the README promises it."""

from pipeline_cli.domain.plan import Plan, WhatIf
from pipeline_cli.domain.plan_customers import RepeatCustomer
from pipeline_cli.domain.plan_needs import Need, Planned
from pipeline_cli.i18n import sentences
from pipeline_cli.money.amount import Money
from pipeline_cli.views.as_json import Document, money_json
from pipeline_cli.views.kpi_closing import closing_command, closing_text
from pipeline_cli.views.kpi_json import DIGITS, value_json

PLACES = 2


def plan_json(planned: Planned | None) -> Document:
    """Return a plan as it stands; without one, that there is none."""
    if planned is None:
        return {"plan": None}
    ratios, steps = planned.ratios, planned.needs.steps
    return {
        "plan": quota_json(planned.plan),
        "basis": ratios.basis,
        "ratios": {
            step: {"per_contract": round(takes, DIGITS), "basis": ratios.sources[step]}
            for step, takes in ratios.per_contract.items()
            if step in ratios.sources
        },
        "win_rate": {"share": round(ratios.win_rate, DIGITS), "hits": ratios.won.hits, "of": ratios.won.of},
        "value": {"each": _amount(planned, planned.each.amount), "deals": planned.each.deals},
        "won_so_far": _amount(planned, planned.won),
        "missing": _amount(planned, planned.needs.missing),
        "pipeline": _pipeline(planned),
        "coverage": _rounded(planned.coverage, PLACES),
        "new_work": _amount(planned, planned.needs.rest),
        "needed": steps and {step: _need(need) for step, need in steps.items()},
        "working_days_left": planned.days_left,
        "sales_cycle_days": _rounded(planned.cycle_days, PLACES),
        "begin_by": planned.begin_by and planned.begin_by.isoformat(),
        "suggested_customers": [_customer(one) for one in planned.customers],
        "reach": _reach(planned),
        "what_if": _what_if(planned.what_if),
        "others": [quota_json(plan) for plan in planned.others],
    }


def quota_json(plan: Plan) -> Document:
    """Return a plan as it is stored."""
    return {
        "metric": plan.metric,
        "quota": _of(plan, plan.amount),
        "from": plan.first_on.isoformat(),
        "to": plan.last_on.isoformat(),
        "targets": [one._asdict() for one in plan.targets],
        "note": plan.note,
    }


def _of(plan: Plan, amount: float | None) -> object:
    return value_json(amount, "count" if plan.currency is None else "money", plan.currency)


def _amount(planned: Planned, amount: float | None) -> object:
    return _of(planned.plan, amount)


def _pipeline(planned: Planned) -> Document:
    work = planned.work
    return {
        "deals": work.deals,
        "values": [money_json(value) for value in work.values],
        "wins": round(work.wins, PLACES),
        "expected": _amount(planned, work.worth),
        "covers": _rounded(planned.share_covered, DIGITS),
    }


def _need(need: Need) -> Document:
    return {
        "total": need.total,
        "per_week": _rounded(need.per_week, PLACES),
        "per_day": _rounded(need.per_day, PLACES),
    }


def _reach(planned: Planned) -> Document:
    row, landing = planned.row, planned.row.landing
    return {
        "status": row.status,
        "landing": _amount(planned, landing and landing.expected),
        "landing_low": _amount(planned, landing and landing.low),
        "landing_high": _amount(planned, landing and landing.high),
        "gap": _amount(planned, row.gap),
        "basis": landing.basis if landing else None,
        "advice": sentences(closing_text(row), closing_command(row)) or None,
    }


def _customer(one: RepeatCustomer) -> Document:
    return {
        "customer": {"id": one.id, "name": one.name},
        "won": one.wins,
        "last_won_on": one.last_won_on.isoformat(),
        "reached_on": one.reached_on and one.reached_on.isoformat(),
        "thanked_on": one.thanked_on and one.thanked_on.isoformat(),
    }


def _what_if(what_if: WhatIf) -> Document | None:
    if not what_if.is_asked:
        return None
    value: Money | None = what_if.value
    return {"value": money_json(value), "win_rate": what_if.win_rate, "days": what_if.days}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
