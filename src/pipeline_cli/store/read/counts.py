"""How much is in a store."""

import sqlite3

from pipeline_cli.domain.deal import STATES
from pipeline_cli.domain.program_info import StoreCounts
from pipeline_cli.store.read import fetch, query


def store_counts(connection: sqlite3.Connection) -> StoreCounts:
    """Return how many customers, deals by state, activities and open next steps there are."""
    customers, activities, next_steps = fetch(connection, "store_counts")[0]
    deals = dict.fromkeys(STATES, 0)
    deals.update(connection.execute(query("deals_by_state")))
    return StoreCounts(customers, deals, activities, next_steps)
