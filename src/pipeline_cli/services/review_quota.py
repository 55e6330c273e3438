"""How the plan is doing, which ``pipe review --quota`` asks for."""

import sqlite3
from datetime import datetime

from pipeline_cli.dates import default_rules
from pipeline_cli.domain.review import PlanStanding
from pipeline_cli.services.kpi import budgeted_row
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.services.plan_lookup import plans_in_force
from pipeline_cli.store.read.plans import all_plans


def plan_standing(connection: sqlite3.Connection, now: datetime) -> PlanStanding | None:
    """Return how the plan of the day is doing; None where nothing is planned."""
    plan = next(iter(plans_in_force(all_plans(connection), now.date())), None)
    if plan is None:
        return None
    row = budgeted_row(Measuring(connection, now, plan.currency or "", default_rules(now)), plan.budget)
    return PlanStanding(plan, row)
