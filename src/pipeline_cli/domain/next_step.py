"""The next step: the one promised contact of an open deal."""

from datetime import date, datetime
from typing import NamedTuple

CHANNELS = ("call", "meeting", "visit", "email", "chat")

STEP_STATES = ("open", "kept", "moved", "missed", "dropped")
"""``moved`` and ``missed`` were replaced by a later date, before and after they were due."""


class Due(NamedTuple):
    """When a step is due: on a day (``at`` is None), or at an aware instant of that day."""

    on: date
    at: datetime | None = None

    @property
    def is_all_day(self) -> bool:
        """Tell whether any time of the day will do."""
        return self.at is None


class NextStep(NamedTuple):
    """One next step. ``due`` is None only where the customer said they would be in touch, and that is all.

    ``moves`` counts how often the date was pushed, ``attempts`` the calls nobody answered.
    """

    id: int
    deal_id: int
    due: Due | None
    by: str
    why: str
    agreed: bool
    waiting: bool
    moves: int
    attempts: int


def is_overdue(due: Due, now: datetime) -> bool:
    """Tell whether a step is late: its instant has gone by, or the whole of its day."""
    return due.at < now if due.at else due.on < now.date()


def due_order(due: Due, now: datetime) -> tuple[date, int, float]:
    """Return what steps are put in order by: the day, then what is late, what has all day, and the time."""
    if due.at is None:
        return due.on, 1, 0
    return due.on, 2 if due.at >= now else 0, due.at.timestamp()


def overdue_days(due: Due, today: date) -> int:
    """Return how many days a step is late; 0 on its day and before."""
    return max(0, (today - due.on).days)
