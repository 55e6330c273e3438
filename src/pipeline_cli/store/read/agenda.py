"""The deals of a day's agenda: each list picked over its own index."""

import sqlite3
from datetime import datetime

from pipeline_cli.domain.next_step import due_order
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.days import Days, stored
from pipeline_cli.store.read.rows import due_of


def due_deals(connection: sqlite3.Connection, days: Days, limit: int, now: datetime) -> list[int]:
    """Return the deals whose next step is due by the last day: by day, and of each what is late, all-day, by time."""
    values = days.values()
    timed = fetch(connection, "callbacks_timed", end=values["end"], limit=limit)
    all_day = fetch(connection, "callbacks_all_day", last=values["last"], limit=limit)
    dues = [(due_of(None, at, days.zone), deal) for deal, at in timed]
    dues += [(due_of(on, None, days.zone), deal) for deal, on in all_day]
    keyed = sorted((*due_order(due, now), deal) for due, deal in dues if due)
    return [deal for *_, deal in keyed][: limit if limit >= 0 else None]


def followed_up(connection: sqlite3.Connection, follow_up: str, limit: int) -> list[int]:
    """Return open deals that are ``waiting`` or have ``none``, those reached last first."""
    return _ids(fetch(connection, "followed_up", follow_up=follow_up, limit=limit))


def decisions_due(connection: sqlite3.Connection, days: Days, limit: int) -> list[int]:
    """Return open deals whose customer was to decide by the last day, the oldest first."""
    return _ids(fetch(connection, "decisions_due", last=days.last.isoformat(), limit=limit))


def returning(connection: sqlite3.Connection, days: Days, limit: int) -> list[int]:
    """Return parked deals that come back by the last day, the oldest first."""
    return _ids(fetch(connection, "returning", last=days.last.isoformat(), limit=limit))


def late_callbacks(connection: sqlite3.Connection, now: datetime) -> int:
    """Return how many next steps are late at a time, in full."""
    return int(fetch(connection, "callbacks_late", now=stored(now), day=now.date().isoformat())[0][0])


def agenda_totals(connection: sqlite3.Connection, days: Days) -> tuple[int, ...]:
    """Return how long each list is in full, in the order of ``domain.agenda.LISTS``."""
    values = days.values()
    return tuple(fetch(connection, "agenda_totals", end=values["end"], last=values["last"])[0])


def day_counts(connection: sqlite3.Connection, days: Days) -> tuple[int, int, int]:
    """Return deals opened, calls tallied and customers helped on the first day."""
    values = Days(days.first, days.first, days.zone).values()
    opened, tallied, helped = fetch(connection, "day_counts", **values)[0]
    return opened, tallied, helped


def _ids(rows: list[Row]) -> list[int]:
    return [row[0] for row in rows]
