"""Days that no calendar shows but everybody knows: when work ends in December, when it starts after the holidays."""

from datetime import date, timedelta

from pipeline_cli.dates.business_days import is_working_day, working_day_from, working_day_until
from pipeline_cli.dates.holidays import holidays_of
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import Refused

_ONE_DAY = timedelta(days=1)
_DAYS_OFF = range(1, 4)
"""How far before its end a 連休 has no working day: three in a row make one."""

_LONGEST_WAIT = 366
_OF_HOLIDAYS = frozenset({"after-holiday", "day-after-holiday", "next-holiday"})


def festival_day(name: str, scene: Scene) -> date:
    """Return the festival's day of this year, or of the next or last one, whichever way one looks."""
    today = scene.today
    if name == "after-long-weekend":
        return _after_long_weekend(scene)
    if name in _OF_HOLIDAYS:
        return _of_holiday(name, scene)
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
        case "after-long-weekend" | "after-holiday" | "day-after-holiday" | "next-holiday":
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


def _of_holiday(name: str, scene: Scene) -> date:
    """Return the next holiday, or the day or working day after one, that is to come; looking back, the last one.

    Raises:
        Refused: the next holiday was asked for, looking back.
    """
    today, rules = scene.today, scene.rules
    country = rules.country or "JP"
    holidays = [day for year in (today.year - 1, today.year, today.year + 1) for day in holidays_of(country, year)]
    if name == "next-holiday":
        if scene.looking == "back":
            raise Refused("wrong-way")
        return min(day for day in holidays if day > today)
    days = [day + _ONE_DAY for day in holidays]
    if name == "after-holiday":
        days = [working_day_from(day, rules) for day in days]
    if scene.looking == "back":
        return max(day for day in days if day <= today)
    return min(day for day in days if day > today)


def _holiday_in(name: str, year: int) -> date:
    """Return the day of a holiday of Japan, by its English name."""
    day = next((day for day, known in holidays_of("JP", year).items() if known == name), None)
    if day is None:
        raise ValueError("holidays not known")
    return day


def _after_long_weekend(scene: Scene) -> date:
    """Return the working day after the next three or more days without business, those around today included.

    Looking back, it is the last such day; today's own counts as that.
    """
    rules, is_back = scene.rules, scene.looking == "back"
    step = -_ONE_DAY if is_back else _ONE_DAY
    day = scene.today if is_back else scene.today + _ONE_DAY
    for _ in range(_LONGEST_WAIT):
        if is_working_day(day, rules) and not any(is_working_day(day - n * _ONE_DAY, rules) for n in _DAYS_OFF):
            return day
        day += step
    raise ValueError("no long weekend within a year")
