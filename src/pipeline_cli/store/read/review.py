"""What a look back asks of a period, each question over an index; and what single days brought of one measure."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from pipeline_cli.domain.goal import Goal
from pipeline_cli.domain.review import Helped, VerdictReached
from pipeline_cli.domain.review_promises import Promise, is_kept_on_time
from pipeline_cli.domain.review_suggestions import SILENT_DAYS, Named, Undecided
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.agenda import followed_up
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.days import Days, stored
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.rows import day_of, due_of, instant_of, money_of

ALL = -1
"""What a count is limited to that goes on to the end."""

ROOM = "PRAGMA cache_size = -32768"
"""KiB of pages kept in memory: with SQLite's usual 2,000, a month's deals are read from the file again and again."""


def helped(connection: sqlite3.Connection, days: Days) -> tuple[Helped, ...]:
    """Return how customers were helped, the latest first."""
    return tuple(
        Helped(customer_id, customer, deal, instant_of(at, days.zone), how, bool(thanked))
        for customer_id, customer, deal, at, how, thanked in fetch(connection, "review_helped", **days.values())
    )


def promises(connection: sqlite3.Connection, days: Days) -> list[Promise]:
    """Return the agreed next steps that were due."""
    return list(_promises(fetch(connection, "review_promises", **days.values()), days.zone))


def moved(connection: sqlite3.Connection, days: Days) -> int:
    """Return how many next steps got another date."""
    return _count(connection, "review_moved", **days.values())


def verdicts(
    connection: sqlite3.Connection, days: Days, most: int | None
) -> tuple[dict[str, int], tuple[VerdictReached, ...]]:
    """Return how many deals were won, lost and parked, and the first of them; all where ``most`` is None."""
    picked = fetch(connection, "review_verdicts", **days.values())
    counts = Counter(verdict for _, verdict, *_ in picked)
    shown = picked[:most]
    deals = {row[0]: row for row in in_chunks(connection, "review_verdict_deals", {row[0] for row in shown})}
    return dict(counts), tuple(_verdict(row, deals[row[0]], days.zone) for row in shown)


def minutes_by_stage(connection: sqlite3.Connection, days: Days) -> dict[str, int]:
    """Return the minutes noted at each stage that deals had then, and on no deal in particular."""
    connection.execute(ROOM)
    return dict(fetch(connection, "review_minutes", **days.values()))


def new_approaches(connection: sqlite3.Connection, days: Days) -> int:
    """Return deals opened and calls tallied."""
    return _count(connection, "review_approaches", **days.values())


def counter(connection: sqlite3.Connection, goal: Goal, zone: tzinfo | None) -> Callable[[date, int], int]:
    """Return what counts a goal's measure on a day: up to a number, from which on it may stop, or to ALL."""
    measure = goal.counted_as

    def count(on: date, most: int) -> int:
        days = Days(on, on, zone)
        if measure == "promises_kept":
            return sum(map(is_kept_on_time, promises(connection, days)))
        name = f"review_day_{measure or 'tallied'}"
        return _count(connection, name, most=most, kind=goal.measure, **days.values())

    return count


def customer_of_deal(connection: sqlite3.Connection, deal: int, zone: tzinfo | None) -> Named:
    """Return the number of a deal with its customer."""
    return Named(deal, deals_by_id(connection, [deal], zone)[deal].customer_name)


def without_step(connection: sqlite3.Connection, zone: tzinfo | None) -> Named | None:
    """Return the open deal without a next step whose customer was reached last."""
    return next((customer_of_deal(connection, deal, zone) for deal in followed_up(connection, "none", 1)), None)


def thanked_without_deal(connection: sqlite3.Connection, days: Days) -> str | None:
    """Return who said thank you last and has no deal that is open or parked."""
    return next((name for (name,) in fetch(connection, "review_thanked", **days.values())), None)


def silent_undecided(connection: sqlite3.Connection, now: datetime) -> Undecided | None:
    """Return a silent open deal whose day of decision has gone by, the latest."""
    since = datetime.combine(now.date() - timedelta(days=SILENT_DAYS), time(), now.tzinfo)
    values = {"day": now.date().isoformat(), "silent_since": stored(since)}
    rows = fetch(connection, "review_silent_undecided", **values)
    return next((Undecided(name, date.fromisoformat(on)) for name, on in rows), None)


def _promises(rows: list[Row], zone: tzinfo | None) -> Iterator[Promise]:
    for deal, due_on, due_at, state, ended_at, minutes in rows:
        due = due_of(due_on, due_at, zone)
        if due:
            yield Promise(deal, due, state, ended_at and instant_of(ended_at, zone), minutes)


def _verdict(picked: Row, deal: Row, zone: tzinfo | None) -> VerdictReached:
    id_, verdict, at, _ = picked
    _, customer, title, reason, until, minor, currency = deal
    return VerdictReached(
        deal=id_,
        customer=customer,
        title=title,
        verdict=verdict,
        at=instant_of(at, zone),
        reason=reason if verdict == "lost" else "",
        until=day_of(until) if verdict == "parked" else None,
        value=money_of(minor, currency),
    )


def _count(connection: sqlite3.Connection, name: str, **values: object) -> int:
    found: int = fetch(connection, name, **values)[0][0]
    return found
