"""The user's whole history, for a replay: every deal with its contacts, next steps and stages, each with its time."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

from pipeline_cli.domain.snapshot import NEVER, PastDeal, PlannedStep, StageEntered, Touch, as_seen
from pipeline_cli.store.read import Row, fetch, query

MOST_DECIDED: Final = 20_000
"""Older deals than so many of the newest say nothing new of how one sells today."""

MOST_REPLAYED: Final = 10_000
"""A model of twenty weights learns from a sample of so many deals what it would from all."""

_ALL: Final = 2**32
"""Where the lots end that numbers of deals draw (see ``history_sample.sql``)."""

_LOT: Final = 2654435761
_DAY_SECONDS: Final = 86400
_FIRST_DAY: Final = date(1970, 1, 1).toordinal()

_Kind = TypeVar("_Kind")


def past_deals(connection: sqlite3.Connection, now: datetime, *, most: int = MOST_DECIDED) -> list[PastDeal]:
    """Return the open and the newest decided deals, each with all that is recorded of it, in order of number.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        most: so many decided deals at the most.
    """
    return _with_records(connection, now, fetch(connection, "history_deals", limit=most), _ALL)


def sampled_deals(connection: sqlite3.Connection, now: datetime, *, most: int = MOST_REPLAYED) -> list[PastDeal]:
    """Return about so many deals at the most, each with all that is recorded of it, in order of number.

    Where there are more, the numbers are drawn by lot, always the same: how a deal went has no part in it.
    """
    below = _ALL * most // max(most, deal_total(connection))
    return _with_records(connection, now, fetch(connection, "history_sample", below=below), below)


def sample_of(deals: Sequence[PastDeal], *, most: int = MOST_REPLAYED) -> list[PastDeal]:
    """Return about so many of some deals at the most: of all deals, those that ``sampled_deals`` would read."""
    below = _ALL * most // max(most, len(deals))
    return [deal for deal in deals if deal.deal_id * _LOT % _ALL < below]


def deal_outlines(connection: sqlite3.Connection, now: datetime) -> list[PastDeal]:
    """Return every deal with its outcome and nothing else, in order of number."""
    clock = LocalDays(now)
    return [_deal(row, clock) for row in fetch(connection, "history_sample", below=_ALL)]


def deal_total(connection: sqlite3.Connection) -> int:
    """Return how many deals there are."""
    return int(fetch(connection, "history_total")[0][0])


def _with_records(connection: sqlite3.Connection, now: datetime, rows: list[Row], below: int) -> list[PastDeal]:
    clock, wanted = LocalDays(now), {row[0] for row in rows}
    touches = _by_deal(connection, "history_contacts", clock.touch, wanted, below)
    steps = _by_deal(connection, "history_steps", clock.step, wanted, below)
    stages = _by_deal(connection, "history_stages", clock.stage, wanted, below)
    return [
        _deal(row, clock)._replace(
            touches=tuple(touches.get(row[0], ())),
            steps=tuple(steps.get(row[0], ())),
            stages=as_seen(stages.get(row[0], ()), is_imported=bool(row[-1])),
        )
        for row in rows
    ]


def _deal(row: Row, clock: "LocalDays") -> PastDeal:
    id_, opened_at, closed_at, is_won, source, owner, _ = row
    return PastDeal(
        deal_id=id_,
        opened_at=clock.at(opened_at),
        closed_at=clock.at(closed_at) if closed_at else NEVER,
        is_won=bool(is_won),
        source=source,
        owner=owner,
    )


def local_days(now: datetime) -> float:
    """Return an aware instant as local days since 1970."""
    return (now.timestamp() + _offset_seconds(now)) / _DAY_SECONDS


class LocalDays:
    """Reads stored instants and days as local days since 1970; summer time is as it is now."""

    def __init__(self, now: datetime) -> None:
        self._offset = _offset_seconds(now)

    def at(self, stored: str) -> float:
        """Return a stored instant."""
        return (datetime.fromisoformat(stored).timestamp() + self._offset) / _DAY_SECONDS

    def touch(self, row: Row) -> Touch:
        """Return the activity of a row of ``history_contacts.sql``."""
        _, at, is_reached, is_inbound, minutes, is_try = row
        return Touch(self.at(at), bool(is_reached), bool(is_inbound), minutes, bool(is_try))

    def step(self, row: Row) -> PlannedStep:
        """Return the next step of a row of ``history_steps.sql``."""
        _, set_at, ended_at, due_on, due_at, is_agreed, moves = row
        timed = int(self.at(due_at)) if due_at else None
        due = date.fromisoformat(due_on).toordinal() - _FIRST_DAY if due_on else timed
        return PlannedStep(self.at(set_at), self.at(ended_at) if ended_at else NEVER, due, bool(is_agreed), moves)

    def stage(self, row: Row) -> StageEntered:
        """Return the stage of a row of ``history_stages.sql``."""
        _, at, stage, state = row
        return StageEntered(self.at(at), stage, state)


def _offset_seconds(now: datetime) -> float:
    offset = now.utcoffset()
    return offset.total_seconds() if offset else 0.0


def _by_deal(
    connection: sqlite3.Connection, name: str, read: Callable[[Row], _Kind], wanted: set[int], below: int
) -> dict[int, list[_Kind]]:
    found: defaultdict[int, list[_Kind]] = defaultdict(list)
    for row in connection.execute(query(name if below == _ALL else f"{name}_sample"), {"below": below}):
        if row[0] in wanted:
            found[row[0]].append(read(row))
    return found
