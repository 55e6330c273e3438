"""A year of cold calls: counts that go up and down with the week, the same for the same seed."""

from collections.abc import Iterator
from datetime import date
from random import Random

from pipeline_cli.demo.way import Row
from pipeline_cli.demo.work_days import WorkDays

SEED = 1_3_30_300
FIRST_DAY = -242

BY_WEEKDAY = ((4, 14), (12, 30), (2, 10), (14, 34), (0, 8))
"""The fewest and the most calls of a day, Monday to Friday: the mornings of Tuesday and Thursday are kept for them."""

ONE_IN = 32
"""Calls that make an appointment, by and large."""

THIS_MORNING = 4
"""Calls made today by the first coffee."""


def tallies(days: WorkDays, seed: int = SEED) -> Iterator[Row]:
    """Yield each past working day's calls and appointments, and today's first calls; days without any are left out."""
    dice = Random(seed)  # noqa: S311  # nobody is to be kept from guessing it
    for number in range(FIRST_DAY, 0):
        day = days[number]
        calls = dice.randint(*BY_WEEKDAY[day.weekday()])
        appointments = sum(dice.randrange(ONE_IN) == 0 for _ in range(calls))
        yield from _counts(day, calls=calls, appointments=appointments)
    yield from _counts(days.today, calls=THIS_MORNING * days.is_working_today)


def _counts(day: date, **amounts: int) -> Iterator[Row]:
    yield from ({"day": day, "kind": kind, "amount": amount} for kind, amount in amounts.items() if amount)
