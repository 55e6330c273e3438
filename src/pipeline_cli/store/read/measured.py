"""What a period brought: counted over an index, and the records behind the counts where they are asked for."""

import sqlite3
from collections.abc import Callable
from datetime import date, tzinfo
from typing import Final, TypeVar

from pipeline_cli.domain.measured_parts import Behind, CountedActivity, OtherDeal, TalliedDay, WonDeal
from pipeline_cli.domain.measures import Counts, Sum, Won
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.rows import instant_of

NOTED: Final = ("calls", "appointment_rate", "meetings", "valid_meetings", "revenue", "gross_profit", "mrr")
"""What somebody has to note, in the order of ever_recorded.sql: many never do, and 0 of it means nothing then."""

_PART: Final = 1_000_000_000  # as in measured_won.sql

_Record = TypeVar("_Record")


def without_won(connection: sqlite3.Connection, days: Days) -> Counts:
    """Return what a stretch of days brought, but for what was won: these counts of two stretches can be added up."""
    values = days.values()
    lost, repeats, opened = fetch(connection, "measured_deals", **values)[0]
    calls, appointments, meetings, valid_meetings = fetch(connection, "measured_activities", **values)[0]
    tallied: dict[str, int] = dict(fetch(connection, "measured_tallies", **values))
    return Counts(
        won={},
        lost=lost,
        repeats=repeats,
        calls=calls + tallied.get("calls", 0),
        appointments=appointments + tallied.get("appointments", 0),
        meetings=meetings,
        valid_meetings=valid_meetings,
        new_approaches=opened + tallied.get("calls", 0),
    )


def with_won(connection: sqlite3.Connection, days: Days, counts: Counts) -> Counts:
    """Return counts of a stretch of days with what was won in it, each customer counted once."""
    rows = fetch(connection, "measured_won", **days.values())
    won = {row[0]: _won(row) for row in rows if row[0] is not None}
    return counts._replace(won=won, contracts=sum(row[1] for row in rows))


def won_in(connection: sqlite3.Connection, days: Days) -> dict[str, Won]:
    """Return what was won in a stretch of days, by currency."""
    return {row[0]: _won(row) for row in fetch(connection, "measured_won", **days.values()) if row[0] is not None}


def records_behind(connection: sqlite3.Connection, days: Days) -> Behind:
    """Return the records that a stretch of days is counted from."""

    def all_of(name: str, read: Callable[[Row], _Record]) -> tuple[_Record, ...]:
        return tuple(map(read, fetch(connection, f"explained_{name}", **days.values())))

    def won(row: Row) -> WonDeal:
        id_, customer_id, closed_at, currency, revenue, profit, mrr, is_repeat = row
        on = instant_of(closed_at, days.zone).date()
        return WonDeal(id_, customer_id, on, currency, revenue, profit, mrr, bool(is_repeat))

    def other(row: Row) -> OtherDeal:
        return OtherDeal(row[0], row[1], instant_of(row[2], days.zone).date())

    def activity(row: Row) -> CountedActivity:
        return CountedActivity(row[0], row[1], instant_of(row[2], days.zone).date(), row[3], *map(bool, row[4:]))

    return Behind(
        won=all_of("won", won),
        lost=all_of("lost", other),
        opened=all_of("opened", other),
        activities=all_of("activities", activity),
        tallies=all_of("tallies", _tallied),
    )


def _won(row: Row) -> Won:
    revenue, profit, mrr = (Sum(row[place + 1] * _PART + row[place + 2], row[place]) for place in (2, 5, 8))
    return Won(revenue, profit, mrr, customers=row[11], deals=row[1])


def _tallied(row: Row) -> TalliedDay:
    id_, day, kind, amount = row
    return TalliedDay(id_, date.fromisoformat(day), kind, amount)


def ever_recorded(connection: sqlite3.Connection, days: Days) -> frozenset[str]:
    """Return the measures of which anything at all is recorded until some days end, of those that need to be noted."""
    noted = fetch(connection, "ever_recorded", end=days.values()["end"])[0]
    return frozenset(metric for metric, is_noted in zip(NOTED, noted, strict=True) if is_noted)


def first_day(connection: sqlite3.Connection, zone: tzinfo | None) -> date | None:
    """Return the first day of which anything is recorded; None of an empty store."""
    at, opened_at, day = fetch(connection, "first_records")[0]
    found = [instant_of(text, zone).date() for text in (at, opened_at) if text]
    return min([*found, *([date.fromisoformat(day)] if day else [])], default=None)
