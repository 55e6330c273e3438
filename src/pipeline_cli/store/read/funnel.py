"""What the funnel is worked out from: deals counted by where they stand, and the ways of an even sample of them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby
from typing import Final, NamedTuple

from pipeline_cli.domain.deal import furthest
from pipeline_cli.domain.funnel import DealCount, OpenValue, Stay
from pipeline_cli.domain.period import Period
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.stays import ALL_UP_TO, DAY, SAMPLE, StageChange, stays
from pipeline_cli.money.amount import Money
from pipeline_cli.store.read import Row, fetch, query
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.months import months_opened
from pipeline_cli.store.reordered import is_in_order

_EARLIEST: Final = ""
_LATEST: Final = "9999-01-01"  # no month before it ends beyond the calendar
_PART: Final = 1_000_000_000  # as in funnel_open_values.sql

_ROOM_FOR_CUSTOMERS: Final = "PRAGMA cache_size = -8192"
"""KiB of pages kept in memory: with SQLite's usual 2,000, customers are read from the file again for each deal."""

_KEYS: Final = {"": "''", "source": "deals.source"}
_TAGS: Final = "deals.tags"
_TAGS_OF_BOTH: Final = "deals.tags || ',' || (SELECT tags FROM customers WHERE customers.id = deals.customer_id)"


class Opened(NamedTuple):
    """The deals opened in a period, as the queries ask for them, and what tells their cohorts apart.

    Attributes:
        start: UTC text of the first instant.
        end: UTC text of the first instant after it.
        by: month, source, tag, or "" for no cohorts.
        key: the SQL of what deals of a cohort have in common.
    """

    start: str
    end: str
    by: str
    key: str

    def fetch(self, connection: sqlite3.Connection, name: str, **values: object) -> list[Row]:
        """Run a query on these deals."""
        # Without cohorts, an index in order of state and stage can answer; with them, it would only be in the way.
        statement = query(name).replace("(:key)", self.key).replace("(:key_and)", "3, " if self.by else "")
        statement = statement.replace("(:unindexed)", "+" if self.by else "")
        return connection.execute(statement, {"start": self.start, "end": self.end, **values}).fetchall()

    def cohorts(self, key: str) -> tuple[str, ...]:
        """Return the cohorts that a key of the database stands for."""
        if self.by == "tag":
            return tuple(dict.fromkeys(tag for tags in json.loads(f"[{key}]") for tag in tags)) or ("",)
        return (key,) if self.by else ()


def opened_in(connection: sqlite3.Connection, period: Period, zone: tzinfo | None, by: str = "") -> Opened:
    """Return the deals opened in a period, whose days are those of a zone."""
    start, end = _bounds(period, zone)
    if by == "month":
        return Opened(start, end, by, _month_key(months_opened(connection, start, end, zone)))
    return Opened(start, end, by, _tag_key(connection) if by == "tag" else _KEYS[by])


def deal_counts(connection: sqlite3.Connection, opened: Opened) -> list[DealCount]:
    """Return how many deals stand where, and how far they once came."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for state, stage, key, deals in opened.fetch(connection, "funnel_counts"):
        counted[state, stage, stage, key] += deals
    for state, stage, came_to, key in _moved_back(connection, opened):
        counted[state, stage, stage, key] -= 1
        counted[state, stage, came_to, key] += 1
    return [
        DealCount(state, stage, furthest, deals, opened.cohorts(key))
        for (state, stage, furthest, key), deals in counted.items()
        if deals
    ]


def open_values(connection: sqlite3.Connection, opened: Opened) -> list[OpenValue]:
    """Return what the open deals at each stage are worth, each currency for itself."""
    return [
        OpenValue(stage, Money(high * _PART + low, currency), deals, opened.cohorts(key))
        for stage, currency, key, deals, high, low in opened.fetch(connection, "funnel_open_values")
    ]


def sampled_stays(connection: sqlite3.Connection, opened: Opened, deals: int) -> Iterator[Stay]:
    """Yield how long deals were at the stages that they have left: of all, or of an even sample where they are many.

    Args:
        connection: the store.
        opened: which deals.
        deals: how many those are.
    """
    rows = opened.fetch(connection, "funnel_ways", step=_step(deals))
    for (_, closed_at, key), way in groupby(rows, key=lambda row: row[:3]):
        changes = [StageChange(state, stage, _instant(at)) for *_, state, stage, at in way]
        yield from stays(changes, closed_at and _instant(closed_at), opened.cohorts(key))


def verdicts_in(connection: sqlite3.Connection, period: Period, zone: tzinfo | None) -> Rate:
    """Return how many deals were won, of those that were won or lost in a period, whenever they were opened."""
    start, end = _bounds(period, zone)
    decided = dict(connection.execute(query("funnel_verdicts"), {"start": start, "end": end}).fetchall())
    return Rate(decided.get("won", 0), sum(decided.values()))


def sampled_cycles(connection: sqlite3.Connection, period: Period, zone: tzinfo | None, won: int) -> list[float]:
    """Return the days from opened to won of the deals won in a period, or of an even sample where they are many."""
    start, end = _bounds(period, zone)
    rows = connection.execute(query("funnel_cycles"), {"start": start, "end": end, "step": _step(won)})
    return [(_instant(closed) - _instant(opened)).total_seconds() / DAY for opened, closed in rows]


def tallied_by_month(connection: sqlite3.Connection, period: Period) -> dict[str, int]:
    """Return the calls that were tallied in a period, by month."""
    first, last = period.first or _EARLIEST, period.last or _LATEST
    by_month: Counter[str] = Counter()
    for day, amount in connection.execute(query("funnel_tallied"), {"first": str(first), "last": str(last)}):
        by_month[day[: len("2026-11")]] += amount
    return {month: amount for month, amount in by_month.items() if amount}


def _moved_back(connection: sqlite3.Connection, opened: Opened) -> list[Row]:
    """Return state, stage, furthest stage and key of each deal that is not where it once was."""
    if is_in_order(connection):
        return opened.fetch(connection, "funnel_moved_back")
    return list(_moved_back_by_their_ways(connection, opened))


def _moved_back_by_their_ways(connection: sqlite3.Connection, opened: Opened) -> Iterator[Row]:
    """Yield the same while the facts still go by another order of the stages."""
    rows = opened.fetch(connection, "funnel_stages_of_moved")
    for (_, state, stage, key), ways in groupby(rows, key=lambda row: row[:4]):
        came_to = furthest((stage, *(way for *_, way in ways)))
        if came_to != stage:
            yield state, stage, came_to, key


def _step(deals: int) -> int:
    """Return by which step so many deals are gone through: 1 for all, 5 for every fifth."""
    return 1 if deals <= ALL_UP_TO else -(-deals // SAMPLE)


def _bounds(period: Period, zone: tzinfo | None) -> tuple[str, str]:
    """Return the UTC texts between which the instants of a period lie, the second one excluded."""
    start = Days(period.first, period.first, zone).values()["start"] if period.first else _EARLIEST
    end = Days(period.last, period.last, zone).values()["end"] if period.last else _LATEST
    return start, end


def _tag_key(connection: sqlite3.Connection) -> str:
    """Return the SQL of the tags of a deal, and of its customer where any has some: JSON lists, a comma between."""
    if not fetch(connection, "funnel_has_tagged_customers"):
        return _TAGS
    connection.execute(_ROOM_FOR_CUSTOMERS)
    return _TAGS_OF_BOTH


def _month_key(months: Iterable[tuple[str, str]]) -> str:
    """Return the SQL of the month that a deal was opened in, given months and the instants that end them."""
    whens = " ".join(f"WHEN deals.opened_at < '{end}' THEN '{month}'" for month, end in months)
    return f"CASE {whens} END" if whens else "''"


def _instant(text: str) -> datetime:
    """Return a stored instant in UTC, which is all that differences need."""
    return datetime.fromisoformat(text)
