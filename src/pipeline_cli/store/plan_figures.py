"""Keep what was worked out when a plan was set, so that whoever takes the plan back has that of the one before."""

import json
import sqlite3
from typing import Any, Final

from pipeline_cli.domain.row_merge import merged
from pipeline_cli.store.read.planned_approaches import KEY, PlanFigures, all_figures, figures_name

FIGURES: Final = "plan_figures"
"""What the history calls it; the number is the plan's."""


class FiguresOfPlans:
    """What was worked out for each plan: in one row of ``info``, in the transaction that saves the plan."""

    merged = staticmethod(merged)

    def stored(self, connection: sqlite3.Connection, id_: int) -> str | None:
        """Return what was worked out for a plan."""
        found = [(name, one) for name, one in all_figures(connection).items() if _is_of(name, id_)]
        return figures_json(int(found[-1][0].partition(":")[2]), found[-1][1]) if found else None

    def put(self, connection: sqlite3.Connection, id_: int, wanted: str | None) -> None:
        """Have other figures for a plan, or none."""
        kept = {name: one for name, one in all_figures(connection).items() if not _is_of(name, id_)}
        if wanted is not None:
            row: dict[str, Any] = json.loads(wanted)
            kept[figures_name(id_, row["amount"])] = PlanFigures(row["approaches"], row["value"])
        if kept:
            connection.execute(
                "INSERT INTO info VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (KEY, json.dumps(kept, sort_keys=True)),
            )
        else:
            connection.execute("DELETE FROM info WHERE key = ?", (KEY,))

    def keep(self) -> None:
        """Do nothing: the transaction has kept it."""

    def drop(self) -> None:
        """Do nothing: it went with the transaction."""


def figures_json(amount: int, figures: PlanFigures) -> str:
    """Return what was worked out for a plan of an amount, as the history has it."""
    return json.dumps({"amount": amount, **figures._asdict()})


def _is_of(name: str, plan: int) -> bool:
    return name.partition(":")[0] == str(plan)
