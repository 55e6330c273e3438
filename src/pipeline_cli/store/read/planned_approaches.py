"""What was worked out when a plan was set: new approaches of each working day, and what a contract was said to bring.

It is kept under the plan's number and amount, so that a plan that is taken back has its own again. ``pipe today``
learns nothing else of a plan than the new approaches.
"""

import json
import sqlite3
from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.store.read import fetch

KEY: Final = "plan_figures"  # as in planned_approaches.sql
MOST_KEPT: Final = 100


class PlanFigures(NamedTuple):
    """What was worked out when a plan was set.

    Attributes:
        approaches: new approaches of each working day; None where nobody knew.
        value: what a contract was said to bring, in minor units; None where the records said so.
    """

    approaches: int | None = None
    value: int | None = None


def planned_approaches(connection: sqlite3.Connection, on: date) -> int | None:
    """Return the new approaches that the plans of a day ask for; the most of several, None without any."""
    rows = fetch(connection, "planned_approaches", day=on.isoformat())
    kept = _read(rows[0][2]) if rows else {}
    known = (kept.get(_name(plan, amount), PlanFigures()).approaches for plan, amount, _ in rows)
    return max((approaches for approaches in known if approaches is not None), default=None)


def plan_figures(connection: sqlite3.Connection, plan: int, amount: int) -> PlanFigures:
    """Return what was worked out when a plan of this number and amount was set."""
    return _read(_kept(connection)).get(_name(plan, amount), PlanFigures())


def keep_plan_figures(connection: sqlite3.Connection, plan: int, amount: int, figures: PlanFigures) -> None:
    """Keep what was worked out, in the transaction that saves the plan."""
    others = {name: one for name, one in _read(_kept(connection)).items() if name != _name(plan, amount)}
    kept = [*others.items(), (_name(plan, amount), figures)][-MOST_KEPT:]
    connection.execute(
        "INSERT INTO info VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (KEY, json.dumps(dict(kept))),
    )


def _kept(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM info WHERE key = ?", (KEY,)).fetchone()
    return row[0] if row else None


def _read(text: str | None) -> dict[str, PlanFigures]:
    return {name: PlanFigures(*values) for name, values in json.loads(text or "{}").items()}


def _name(plan: int, amount: int) -> str:
    return f"{plan}:{amount}"
