"""Public holidays: Japan's are worked out here; another country's come from workalendar, where it is installed."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from pipeline_cli.i18n import language

FIRST_YEAR, LAST_YEAR = 2022, 2099
"""The years whose Japanese holidays are known: today's law holds from 2022, the equinox formula up to 2099."""

_ONE_DAY = timedelta(days=1)

_ON_A_DATE = (
    (1, 1, "New Year's Day"),
    (2, 11, "National Foundation Day"),
    (2, 23, "Emperor's Birthday"),
    (4, 29, "Showa Day"),
    (5, 3, "Constitution Memorial Day"),
    (5, 4, "Greenery Day"),
    (5, 5, "Children's Day"),
    (8, 11, "Mountain Day"),
    (11, 3, "Culture Day"),
    (11, 23, "Labor Thanksgiving Day"),
)
_ON_A_MONDAY = (
    (1, 2, "Coming of Age Day"),
    (7, 3, "Marine Day"),
    (9, 3, "Respect for the Aged Day"),
    (10, 2, "Sports Day"),
)
_JAPANESE_NAMES = {
    "New Year's Day": "元日",
    "Coming of Age Day": "成人の日",
    "National Foundation Day": "建国記念の日",
    "Emperor's Birthday": "天皇誕生日",
    "Vernal Equinox Day": "春分の日",
    "Showa Day": "昭和の日",
    "Constitution Memorial Day": "憲法記念日",
    "Greenery Day": "みどりの日",
    "Children's Day": "こどもの日",
    "Marine Day": "海の日",
    "Mountain Day": "山の日",
    "Respect for the Aged Day": "敬老の日",
    "Autumnal Equinox Day": "秋分の日",
    "Sports Day": "スポーツの日",
    "Culture Day": "文化の日",
    "Labor Thanksgiving Day": "勤労感謝の日",
    "Substitute Holiday": "振替休日",
    "Citizens' Holiday": "国民の休日",
}


def holiday_name(day: date, country: str | None) -> str | None:
    """Return what holiday a day is in a country, in the user's language where it is Japan's; None if it is none."""
    name = holidays_of(country, day.year).get(day) if country else None
    if name is None or country != "JP" or language() != "ja":
        return name
    return _JAPANESE_NAMES[name]


def knows_holidays(country: str | None, year: int) -> bool:
    """Tell whether a country's holidays of a year are known; those of no country are: there are none."""
    if country == "JP":
        return FIRST_YEAR <= year <= LAST_YEAR
    return country is None or calendar_of(country) is not None


@cache
def holidays_of(country: str, year: int) -> Mapping[date, str]:
    """Return a year's holidays and their English names; empty where they aren't known."""
    if country == "JP":
        return japanese_holidays(year) if FIRST_YEAR <= year <= LAST_YEAR else {}
    calendar = calendar_of(country)
    # A library's own limits (years, missing tables) are no reason to refuse a date.
    try:
        return dict(calendar.holidays(year)) if calendar else {}  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001  # whatever it raises
        return {}


def japanese_holidays(year: int) -> dict[date, str]:
    """Return Japan's holidays of a year from 2022 to 2099, and their English names.

    Source: 国民の祝日に関する法律 (Act on National Holidays), articles 2 and 3.
    """
    named = {date(year, month, day): name for month, day, name in _ON_A_DATE}
    named |= {_nth_monday(year, month, nth): name for month, nth, name in _ON_A_MONDAY}
    named[date(year, 3, _equinox_day(year, 20.8431))] = "Vernal Equinox Day"
    named[date(year, 9, _equinox_day(year, 23.2488))] = "Autumnal Equinox Day"
    return named | _substitutes(named) | _sandwiched(named)


def _equinox_day(year: int, day_in_1980: float) -> int:
    """Return the day of the month an equinox falls on in Japan, good for 1980 to 2099.

    Source: 海上保安庁水路部, 新こよみ便利帳.
    """
    return int(day_in_1980 + 0.242194 * (year - 1980)) - (year - 1980) // 4


def _nth_monday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(-first.weekday()) % 7 + 7 * (nth - 1))


def _substitutes(named: Mapping[date, str]) -> dict[date, str]:
    """Return, for each holiday on a Sunday, the first day after it that is none itself."""
    found = {}
    for sunday in (day for day in named if day.weekday() == 6):  # noqa: PLR2004  # Monday is 0
        day = sunday
        while day in named:
            day += _ONE_DAY
        found[day] = "Substitute Holiday"
    return found


def _sandwiched(named: Mapping[date, str]) -> dict[date, str]:
    """Return the days that are no holiday but lie between two."""
    after = {day + _ONE_DAY for day in named if day + 2 * _ONE_DAY in named}
    return dict.fromkeys(after - named.keys(), "Citizens' Holiday")


@cache
def calendar_of(country: str) -> object | None:
    """Return workalendar's calendar of a country, or None without the library or the country."""
    try:
        from importlib import import_module

        kind = import_module("workalendar.registry").registry.get(country)
    except ImportError:
        return None
    return kind() if kind else None
