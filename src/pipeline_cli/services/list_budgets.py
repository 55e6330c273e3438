"""All budgets."""

import sqlite3

from pipeline_cli.domain.budget import Budget
from pipeline_cli.store.read.budgets import all_budgets


def budgets(connection: sqlite3.Connection) -> tuple[Budget, ...]:
    """Return all budgets, those that start first first."""
    return tuple(all_budgets(connection))
