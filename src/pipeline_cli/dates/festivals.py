"""Days that no calendar shows but everybody knows: when work ends in December, when it starts after the holidays."""

from datetime import date, timedelta

from pipeline_cli.dates.business_days import is_working_day, working_day_from, working_day_until
from pipeline_cli.dates.holidays import holidays_of
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.when import DateRules

_LONG_WEEKEND = 3
"""Days in a row without business that make a 連休."""


def festival_day(name: str, scene: Scene) -> date:
    """Return the festival's day of this year, or of the next or last one, whichever way one looks."""
    today = scene.today
    if name == "after-long-weekend":
        return _after_long_weekend(today, scene.rules)
    if name in {"after-holiday", "next-holiday"}:
        holiday = _next_holiday(today, scene.rules)
        return holiday if name == "next-holiday" else working_day_from(holiday + timedelta(days=1), scene.rules)
    this_year = festival_in(name, today.year, scene)
    if scene.looking == "back":
        return this_year if this_year <= today else festival_in(name, today.year - 1, scene)
    return this_year if this_year >= today else festival_in(name, today.year + 1, scene)


def festival_in(name: str, year: int, scene: Scene) -> date:
    """Return the day of a festival in a year: a holiday, or the working day next to when the holidays usually are.

    Raises:
        ValueError: there is none in that year, or nobody knows yet.
    """
    rules = scene.rules
    match name:
        case "after-long-weekend" | "after-holiday" | "next-holiday":
            raise ValueError("one of several")
        case "work-ends":
            return working_day_until(date(year, 12, 28), rules)
        case "work-starts":
            return working_day_from(date(year, 1, 4), rules)
        case "after-golden-week":
            return working_day_from(date(year, 5, 6), rules)
        case "after-bon":
            return working_day_from(date(year, 8, 17), rules)
    return _holiday_in(name, year)


def _next_holiday(today: date, rules: DateRules) -> date:
    """Return the first public holiday after today."""
    country = rules.country or "JP"
    days = [day for year in (today.year, today.year + 1) for day in holidays_of(country, year) if day > today]
    return min(days)


def _holiday_in(name: str, year: int) -> date:
    """Return the day of a holiday of Japan, by its English name."""
    day = next((day for day, known in holidays_of("JP", year).items() if known == name), None)
    if day is None:
        raise ValueError("holidays not known")
    return day


def _after_long_weekend(today: date, rules: DateRules) -> date:
    """Return the day after the next three or more days without business, those around today included."""
    day, closed = today, 0
    while not (is_working_day(day, rules) and closed >= _LONG_WEEKEND):
        closed = 0 if is_working_day(day, rules) else closed + 1
        day += timedelta(days=1)
        if (day - today).days > 366:  # noqa: PLR2004  # days of a year
            raise ValueError("no long weekend within a year")
    return day
