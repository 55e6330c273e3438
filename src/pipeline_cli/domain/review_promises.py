"""Promises that were due: the next steps that a customer agreed to, kept on time or not."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pipeline_cli.domain.next_step import Due, is_overdue

WRITTEN_DOWN_WITHIN: Final = timedelta(hours=1)
"""A contact is written down when it has ended: what was promised for 14:00 and logged by 15:00 was on time, and later
still if it took as long."""


EARLY: Final = timedelta(days=1)
"""A contact so long before the day that was agreed on stands for the one that was promised."""


class Promise(NamedTuple):
    """An agreed next step: when it was due, what became of it, and when.

    Attributes:
        deal: the number of its deal.
        due: when it was due.
        state: open, kept, moved, missed or dropped.
        ended_at: when it became so.
        minutes: how long the contact took that it ended with; None where there was none, or it makes no difference.
    """

    deal: int
    due: Due
    state: str
    ended_at: datetime | None
    minutes: int | None = None


def promises_due(promises: Iterable[Promise], now: datetime) -> list[Promise]:
    """Return those whose time has come.

    One that was dropped before it was due, such as by a verdict, is owed no more, and neither is one that was moved
    in time.
    """
    return [one for one in promises if _was_due(one, now)]


def is_kept_on_time(promise: Promise) -> bool:
    """Tell whether there was a contact on the day, or by the time, that was agreed."""
    if promise.ended_at is None or not (promise.state == "kept" or _is_kept_early(promise)):
        return False
    if promise.due.at is None:
        return promise.ended_at.date() <= promise.due.on
    began_at = promise.ended_at - timedelta(minutes=promise.minutes or 0)
    return began_at <= promise.due.at + WRITTEN_DOWN_WITHIN


def still_open(due: Iterable[Promise]) -> Promise | None:
    """Return the promise that has waited longest for its contact, of those that were due; None where there is none."""
    waiting = [one for one in due if one.state == "open"]
    return min(waiting, key=lambda one: (one.due.on, one.deal), default=None)


def is_late(promise: Promise, now: datetime) -> bool:
    """Tell whether it still waits for its contact though its time has passed."""
    return promise.state == "open" and is_overdue(promise.due, now)


def _is_kept_early(promise: Promise) -> bool:
    """Tell whether another step took its place at a contact shortly before it was due."""
    if promise.state != "dropped" or promise.ended_at is None or promise.minutes is None:
        return False
    return promise.ended_at.date() >= promise.due.on - EARLY


def _was_due(promise: Promise, now: datetime) -> bool:
    if promise.state == "open":
        return _has_come(promise.due, now)
    if promise.state == "dropped":
        return promise.ended_at is not None and (is_overdue(promise.due, promise.ended_at) or _is_kept_early(promise))
    return promise.state in ("kept", "missed")


def _has_come(due: Due, now: datetime) -> bool:
    return due.at <= now if due.at else due.on <= now.date()
