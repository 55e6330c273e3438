"""What chasing takes and brings, from the deals that were decided of late."""

import sqlite3
from datetime import datetime
from typing import Final

from pipeline_cli.domain.chasing import Chase, Chasing, approaches_per_contract, chasing
from pipeline_cli.domain.silence_history import Basis
from pipeline_cli.money.amount import Money
from pipeline_cli.services.time_spent import Chased, time_spent
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.history import LocalDays

LATEST: Final = 500
"""Decided deals that are looked at; older ones say little of what one's time is worth today."""

_FIRST: Final = "0001-01-01"


def price_of_chasing(
    connection: sqlite3.Connection, now: datetime, basis: Basis, hour_worth: Money | None = None
) -> Chasing:
    """Return what chasing a deal usually still takes, and what an hour is worth.

    Args:
        connection: the store.
        now: aware.
        basis: how many deals were decided, and how many of them won.
        hour_worth: as it is set; None to derive it from the profit that was won per hour worked.
    """
    rows, clock = fetch(connection, "decided_deals", latest=LATEST), LocalDays(now)
    days = {row[0]: max(0.0, clock.at(row[2]) - clock.at(row[1])) for row in rows}
    spent = time_spent(connection, (Chased(row[0], row[-1], int(days[row[0]])) for row in rows))
    decided = [_chase(row, days[row[0]], one.minutes_spent) for row, one in zip(rows, spent, strict=True)]
    tallied = sum(amount for _, amount in fetch(connection, "funnel_tallied", first=_FIRST, last=str(now.date())))
    return chasing(decided, hour_worth, approaches_per_contract(basis.closed_deals, basis.won, tallied))


def _chase(row: Row, days: float, minutes: int) -> Chase:
    _, _, _, is_won, currency, value_minor, profit_minor, _ = row
    return Chase(days, minutes, bool(is_won), currency, value_minor, profit_minor)
