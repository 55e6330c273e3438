"""Promises that were due: the next steps that a customer agreed to, kept on time or not."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pipeline_cli.domain.next_step import Due, is_overdue

WRITTEN_DOWN_WITHIN: Final = timedelta(hours=1)
"""A contact is written down when it has ended: what was promised for 14:00 and logged by 15:00 was on time."""


class Promise(NamedTuple):
    """An agreed next step: when it was due, what became of it, and when."""

    deal: int
    due: Due
    state: str
    ended_at: datetime | None


def promises_due(promises: Iterable[Promise], now: datetime) -> list[Promise]:
    """Return those whose time has come.

    One that was dropped before it was due, such as by a verdict, is owed no more, and neither is one that was moved
    in time.
    """
    return [one for one in promises if _was_due(one, now)]


def is_kept_on_time(promise: Promise) -> bool:
    """Tell whether there was a contact on the day, or by the time, that was agreed."""
    if promise.state != "kept" or promise.ended_at is None:
        return False
    if promise.due.at is None:
        return promise.ended_at.date() <= promise.due.on
    return promise.ended_at <= promise.due.at + WRITTEN_DOWN_WITHIN


def still_open(due: Iterable[Promise]) -> Promise | None:
    """Return the promise that has waited longest for its contact, of those that were due; None where there is none."""
    waiting = [one for one in due if one.state == "open"]
    return min(waiting, key=lambda one: (one.due.on, one.deal), default=None)


def _was_due(promise: Promise, now: datetime) -> bool:
    if promise.state == "open":
        return _has_come(promise.due, now)
    if promise.state == "dropped":
        return promise.ended_at is not None and is_overdue(promise.due, promise.ended_at)
    return promise.state in ("kept", "missed")


def _has_come(due: Due, now: datetime) -> bool:
    return due.at <= now if due.at else due.on <= now.date()
