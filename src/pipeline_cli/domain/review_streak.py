"""How many days in a row reached the goal. Weekends, holidays and closed days break nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from pipeline_cli.dates import DateRules, is_working_day

LONGEST: Final = 3_660
"""Days, ten years, that are looked back at most."""


def streak_days(last: date, is_reached: Callable[[date], bool], rules: DateRules, today: date) -> int:
    """Return how many days in a row reached the goal.

    A day without business counts where it reached the goal, and is passed over where it did not; so is today, which
    is not over yet.

    Args:
        last: the day that is counted back from.
        is_reached: whether a day reached the goal.
        rules: which days are working days.
        today: the day of the run.
    """
    days = 0
    for back in range(LONGEST):
        day = last - timedelta(days=back)
        if is_reached(day):
            days += 1
        elif day != today and is_working_day(day, rules):
            break
    return days
