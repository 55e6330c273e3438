"""What was tallied on a day."""

import sqlite3
from datetime import date

from pipeline_cli.store.read import fetch


def tallied_on(connection: sqlite3.Connection, day: date) -> dict[str, tuple[int, int]]:
    """Return the row and the amount of each kind that was tallied on a day."""
    return {kind: (id_, amount) for id_, kind, amount in fetch(connection, "tally_of_day", day=day.isoformat())}
