"""Days and instants as each language writes them; `parse_when` reads all of it back."""

from datetime import date, datetime

from pipeline_cli.dates.eras import FIRST_DAY, in_era
from pipeline_cli.dates.when import When, writes_era
from pipeline_cli.i18n import language

_WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "ja": tuple("月火水木金土日")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEAR = {"en": {-1: "yesterday", 0: "today", 1: "tomorrow"}, "ja": {-1: "昨日", 0: "今日", 1: "明日"}}


def format_day(day: date, today: date, *, with_era: bool = False) -> str:
    """Write a day with its weekday, and with its year only where that isn't this year.

    The year is that of an era where the user has set so.

    Args:
        day: the day.
        today: the day on which it is read.
        with_era: whether to write the year, always, as Japan counts it: 令和8年. In Japanese only.
    """
    weekday = _WEEKDAYS[_style()][day.weekday()]
    if _style() == "ja":
        return f"{_japanese_year(day, today, with_era=with_era)}{day.month}月{day.day}日({weekday})"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday} {day.day} {_MONTHS[day.month - 1]}{year}"


def format_date(day: date) -> str:
    """Write a day with its year, for where it is not known when it is read; in English as it is typed."""
    return format_day(day, date.min) if _style() == "ja" else day.isoformat()


def format_month(first: date) -> str:
    """Write a month with its year: 2026-06, 2026年6月, 令和8年6月."""
    if _style() == "ja":
        return f"{_japanese_year(first, date.min, with_era=False)}{first.month}月"
    return f"{first:%Y-%m}"


def _japanese_year(day: date, today: date, *, with_era: bool) -> str:
    is_written = with_era or day.year != today.year
    if is_written and (with_era or writes_era()) and day >= FIRST_DAY:
        era, year = in_era(day)
        return f"{era}{'元' if year == 1 else year}年"
    return f"{day.year}年" if is_written else ""


def format_when(when: When, now: datetime) -> str:
    """Write a day, and the time where there is one."""
    day = format_day(when.on, now.date())
    return day if when.at is None else f"{day} {when.at:%H:%M}"


def distance(day: date, today: date) -> str:
    """Write how far a day is from today: today, tomorrow, in 6 days, 3 days ago."""
    days = (day - today).days
    near = _NEAR[_style()].get(days)
    if near:
        return near
    if _style() == "ja":
        return f"{days}日後" if days > 0 else f"{-days}日前"
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def _style() -> str:
    return "ja" if language() == "ja" else "en"
