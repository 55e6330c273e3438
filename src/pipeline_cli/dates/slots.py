"""What the pieces of a date fill in: one slot for each thing that can be said once."""

from datetime import timedelta, timezone
from typing import NamedTuple, TypedDict


class Clock(NamedTuple):
    """A time of day as it was said; ``is_bare`` where the hour alone leaves open which half of the day is meant."""

    hour: int
    minute: int = 0
    second: int = 0
    microsecond: int = 0
    is_bare: bool = False


class Offset(NamedTuple):
    """A distance in days or longer units; ``direction`` is 1, -1, or 0 where it depends on which way one looks."""

    number: int
    unit: str
    direction: int = 0


class Slots(TypedDict, total=False):
    """Everything that a date can say. Plural names count from now: ``months`` 1 is next month."""

    # A day, counted from now
    day: int
    offset: Offset
    shift: Offset
    working_days: int
    # A day by name
    weekday: int
    which: str
    weekday_beside: tuple[int, int]
    day_of_month: int
    nth: int
    working_day: int
    festival: str
    # The period it lies in, or is
    week: int
    iso_week: int
    weekend: int
    month: int
    months: int
    year: int
    years: int
    era: str
    quarter: int
    quarters: int
    half: int
    halves: int
    fiscal: int
    fiscals: int
    unit: str
    edge: str
    # A time
    clock: Clock
    meridiem: str
    part: str
    midnight: bool
    zone: timezone
    delta: Offset
    now: bool
    # What only has to be true of the day
    day_end: bool
    holiday: bool
    # Beside a day or a time
    coming_part: bool
    same_time: bool
    week_of: bool
    # What is only noted
    approximate: bool
    bare_hour: bool
    half_past: bool
    one_month: bool
    not_hours: bool


TIMES = frozenset({"clock", "meridiem", "part", "midnight"})
NOTED = {
    "approximate": "approximate",
    "bare_hour": "bare-hour",
    "half_past": "half-past",
    "one_month": "one-month",
    "not_hours": "day-not-hours",
}
"""Slots that change nothing but are worth a note, and its code."""

ASIDE = (
    TIMES | {"zone", "day_end", "era", "holiday", "shift", "coming_part", "week_of", "weekday_beside"} | NOTED.keys()
)
"""Slots that may stand beside any day; they are seen to once it is known."""


JAPAN_TIME = timezone(timedelta(hours=9))
"""The zone of an hour that is said to be Japan's; told apart from an offset by being this very one."""


class Refused(Exception):  # noqa: N818  # no error of the program: the way out of a reading that would be a guess
    """A reading ends here; ``code`` says why, ``part`` which piece of the text is at fault ("" for all of it)."""

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(code, part)
        self.code = code
        self.part = part
