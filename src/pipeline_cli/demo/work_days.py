"""The days that stories are told in: working days, counted from today, or from the next one on a day off."""

from datetime import date
from functools import cache

from pipeline_cli.dates import DateRules, add_working_days, is_working_day
from pipeline_cli.dates.business_days import working_day_from

TURN_OF_YEAR = ((12, 25), (12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))
"""Days on which nobody is called, beside weekends and Japan's holidays."""


class WorkDays:
    """Days by their number: 0 is today, -1 the working day before it, 1 the one after it.

    Nobody meets a customer on a day off: then 0 is the next working day.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self._rules = rules_around(today.year)
        self._days = {0: working_day_from(today, self._rules)}

    def __getitem__(self, number: int) -> date:
        """Return the day of a number."""
        step = 1 if number > 0 else -1
        for nearer in range(0, number, step):
            if nearer + step not in self._days:
                self._days[nearer + step] = add_working_days(self._days[nearer], step, self._rules)
        return self._days[number]

    @property
    def is_working_today(self) -> bool:
        """Tell whether business is done today."""
        return is_working_day(self.today, self._rules)


@cache
def rules_around(year: int) -> DateRules:
    """Return which days are working days in a year, the two before it and the one after it."""
    closed = (date(each, month, day) for each in range(year - 2, year + 2) for month, day in TURN_OF_YEAR)
    return DateRules(country="JP", closed_days=frozenset(closed))
