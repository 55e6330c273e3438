"""Set a plan, or take it away."""

from datetime import datetime

from pipeline_cli.domain.plan import Plan
from pipeline_cli.domain.plan_needs import Planned, daily
from pipeline_cli.domain.plan_words import amount_typed
from pipeline_cli.store.plan_figures import FIGURES, figures_json
from pipeline_cli.store.read.planned_approaches import PlanFigures
from pipeline_cli.store.read.plans import all_plans
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import PlanRow
from pipeline_cli.store.write import Unit


def save_plan(store: Store, planned: Planned, now: datetime) -> Plan:
    """Save a plan; that of the same measure and period is changed.

    Args:
        store: the user's store.
        planned: the plan, taken apart: ``pipe today`` asks for its new approaches.
        now: aware.

    Raises:
        StoreError: it could not be saved.
    """
    plan, said = planned.plan, planned.each.amount if planned.is_said else None
    with store.writing("plan", now) as unit:
        before = next((one for one in all_plans(unit.reader) if one.is_of(plan.metric, plan.span)), None)
        saved = plan._replace(id=_put(unit, plan, before, now))
        figures = PlanFigures(daily(planned), None if said is None else round(said))
        unit.put_back(FIGURES, saved.id, figures_json(saved.amount, figures))
        unit.summary = _summary(saved)
        return saved


def drop_plan(store: Store, plan: Plan, now: datetime) -> None:
    """Take a plan away.

    Raises:
        StoreError: it could not be saved.
    """
    with store.writing("plan drop", now) as unit:
        unit.put_back("plans", plan.id, None)
        unit.put_back(FIGURES, plan.id, None)
        unit.summary = _summary(plan)


def _put(unit: Unit, plan: Plan, before: Plan | None, now: datetime) -> int:
    values = {
        "amount": plan.amount,
        "currency": plan.currency,
        "targets": [one._asdict() for one in plan.targets],
        "note": plan.note,
        "set_at": now,
    }
    if before:
        unit.update(PlanRow, before.id, **values)
        return before.id
    return unit.insert(PlanRow, metric=plan.metric, first_on=plan.first_on, last_on=plan.last_on, **values)


def _summary(plan: Plan) -> str:
    amount = amount_typed(plan.amount, plan.currency)
    note = f": {plan.note}" if plan.note else ""
    return f"{plan.metric} {amount}, {plan.first_on} – {plan.last_on}{note}"
