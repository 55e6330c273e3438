"""The counts of a day."""

import sqlite3
from datetime import date

from pipeline_cli.domain.tally import KINDS, DayTally
from pipeline_cli.store.read.goals import goal_in_force
from pipeline_cli.store.read.tallies import tallied_on


def day_tally(connection: sqlite3.Connection, on: date) -> DayTally:
    """Return what was tallied on a day, 0 for each kind that was not."""
    amounts = {kind: amount for kind, (_, amount) in tallied_on(connection, on).items()}
    return DayTally(on, {**dict.fromkeys(KINDS, 0), **amounts})


def own_kinds(connection: sqlite3.Connection, on: date) -> tuple[str, ...]:
    """Return what can be tallied beside KINDS on a day: the goal in force, where no record holds it."""
    found = goal_in_force(connection, on)
    return (found.goal.measure,) if found and found.goal.is_tallied else ()
