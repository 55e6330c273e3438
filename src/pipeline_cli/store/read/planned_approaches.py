"""What was worked out when a plan was set: new approaches of each working day, and what a contract was said to bring.

It is kept under the plan's number and amount, so that a plan that is taken back has its own again. ``pipe today``
learns nothing else of a plan than the new approaches.
"""

import sqlite3
from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.store.read import fetch

KEY: Final = "plan_figures"  # as in planned_approaches.sql


class PlanFigures(NamedTuple):
    """What was worked out when a plan was set.

    Attributes:
        approaches: new approaches of each working day; None where nobody knew.
        value: what a contract was said to bring, in minor units; None where the records said so.
    """

    approaches: int | None = None
    value: int | None = None


def planned_approaches(connection: sqlite3.Connection, on: date) -> int | None:
    """Return the new approaches that the plans of a day ask for; the most of several, None where none asks for any."""
    rows = fetch(connection, "planned_approaches", day=on.isoformat())
    kept = _read(rows[0][2]) if rows else {}
    known = (kept.get(figures_name(plan, amount), PlanFigures()).approaches for plan, amount, _ in rows)
    return max(filter(None, known), default=None)


def plan_figures(connection: sqlite3.Connection, plan: int, amount: int) -> PlanFigures:
    """Return what was worked out when a plan of this number and amount was set."""
    return all_figures(connection).get(figures_name(plan, amount), PlanFigures())


def all_figures(connection: sqlite3.Connection) -> dict[str, PlanFigures]:
    """Return what was worked out for every plan, by ``figures_name``."""
    row = connection.execute("SELECT value FROM info WHERE key = ?", (KEY,)).fetchone()
    return _read(row[0] if row else None)


def figures_name(plan: int, amount: int) -> str:
    """Return under what the figures of a plan of this number and amount are kept."""
    return f"{plan}:{amount}"


def _read(text: str | None) -> dict[str, PlanFigures]:
    if not text:
        return {}
    import json  # most have no plan, and start-up is budgeted

    return {name: PlanFigures(*values) for name, values in json.loads(text).items()}
