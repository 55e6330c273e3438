"""The one line about the plan that ``pipe review --quota`` asks for."""

import sqlite3
from datetime import datetime

from pipeline_cli.dates import default_rules
from pipeline_cli.domain.plan_words import standing
from pipeline_cli.services.kpi import budgeted_row
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.services.plan_lookup import plans_in_force
from pipeline_cli.store.read.plans import all_plans


def quota_line(connection: sqlite3.Connection, now: datetime) -> str | None:
    """Return how the plan of the day is doing, in a line; None where nothing is planned."""
    plan = next(iter(plans_in_force(all_plans(connection), now.date())), None)
    if plan is None:
        return None
    row = budgeted_row(Measuring(connection, now, plan.currency or "", default_rules(now)), plan.budget)
    return standing(plan, row, now.date())
