"""Budgets, as they are stored."""

import sqlite3
from datetime import date

from pipeline_cli.domain.budget import Budget
from pipeline_cli.store.read import fetch


def all_budgets(connection: sqlite3.Connection) -> list[Budget]:
    """Return all budgets, those that start first first."""
    return [
        Budget(id_, metric, amount, currency, date.fromisoformat(starts_on), date.fromisoformat(due_on))
        for id_, metric, amount, currency, starts_on, due_on in fetch(connection, "budgets")
    ]
