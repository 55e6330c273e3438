"""Working days: not on weekends, on public holidays, nor on the days the user is closed."""

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline_cli.dates.holidays import holidays_of
from pipeline_cli.dates.when import DateRules

_ONE_DAY = timedelta(days=1)
_LONGEST_CLOSURE = 366
"""Days after which there is no use in looking for a working day any more."""


def is_working_day(day: date, rules: DateRules) -> bool:
    """Tell whether business is done on a day."""
    return not is_closed_day(day, rules) and not is_holiday(day, rules)


def is_closed_day(day: date, rules: DateRules) -> bool:
    """Tell whether a day is one of the user's own days off: a weekend, or a closed day."""
    return day.weekday() not in rules.working_days or day in rules.closed_days


def is_holiday(day: date, rules: DateRules) -> bool:
    """Tell whether a day is a public holiday of the user's country."""
    return rules.country is not None and day in holidays_of(rules.country, day.year)


def add_working_days(day: date, count: int, rules: DateRules) -> date:
    """Return the day that many working days later, or earlier where the count is negative.

    Raises:
        ValueError: there are no working days to count, or none within a year.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day = _working_day_from(day + step, step, rules)
    return day


def working_day_from(day: date, rules: DateRules) -> date:
    """Return the first working day that is not before a day."""
    return _working_day_from(day, _ONE_DAY, rules)


def working_day_until(day: date, rules: DateRules) -> date:
    """Return the last working day that is not after a day."""
    return _working_day_from(day, -_ONE_DAY, rules)


def working_days(first: date, last: date, rules: DateRules) -> Iterator[date]:
    """Yield the working days of a span, both ends included."""
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if is_working_day(day, rules):
            yield day


def _working_day_from(day: date, step: timedelta, rules: DateRules) -> date:
    for _ in range(_LONGEST_CLOSURE):
        if is_working_day(day, rules):
            return day
        day += step
    raise ValueError("no working day within a year")
