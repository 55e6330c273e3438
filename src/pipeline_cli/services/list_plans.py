"""All plans."""

import sqlite3

from pipeline_cli.domain.plan import Plan
from pipeline_cli.store.read.plans import all_plans


def plans(connection: sqlite3.Connection) -> tuple[Plan, ...]:
    """Return all plans, those that start first first."""
    return tuple(all_plans(connection))
