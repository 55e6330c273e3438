"""The goal of ``pipe review``, by itself: ``pipe today`` asks for nothing else of it."""

import sqlite3
from datetime import date

from pipeline_cli.store.read import fetch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipeline_cli.domain.goal import GoalInForce


def goal_in_force(connection: sqlite3.Connection, on: date) -> "GoalInForce | None":
    """Return the goal that was in force on a day; None where none was chosen."""
    row = next(iter(fetch(connection, "review_goal", day=on.isoformat())), None)
    if row is None:
        return None
    from pipeline_cli.domain.goal import Goal, GoalInForce  # most have none, and start-up is budgeted

    id_, measure, per_day, starts_on = row
    return GoalInForce(id_, Goal(measure, per_day), date.fromisoformat(starts_on))
