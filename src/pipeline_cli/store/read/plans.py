"""Plans, as they are stored."""

import json
import sqlite3
from datetime import date

from pipeline_cli.domain.plan import Plan, Target
from pipeline_cli.store.read import Row, fetch


def all_plans(connection: sqlite3.Connection) -> list[Plan]:
    """Return all plans, those that start first first."""
    return [_plan(row) for row in fetch(connection, "plans")]


def _plan(row: Row) -> Plan:
    id_, metric, amount, currency, first_on, last_on, targets, note = row
    return Plan(
        id=id_,
        metric=metric,
        amount=amount,
        currency=currency,
        first_on=date.fromisoformat(first_on),
        last_on=date.fromisoformat(last_on),
        targets=tuple(Target(one["who"], one["how"]) for one in json.loads(targets)),
        note=note,
    )
