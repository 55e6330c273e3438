"""Days and instants as files write them. Which of 01-03-17's figures is the day is never guessed here."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from pipeline_cli.i18n import t

ORDERS = ("dmy", "mdy", "ymd")
"""The orders in which day, month and year may stand."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY_TURNS = 70  # 69 is 2069, 70 is 1970, as POSIX has it
_ISO_DAY = 10
_NUMBERS = re.compile(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})(?!\d)[,T ]*")
_JAPANESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日 *")
_NO_YEAR = re.compile(r"\d{1,2}月\d{1,2}日$")
_DAY_NAMED = re.compile(r"(\d{1,2})[- .]*([A-Za-z]{3,9})[-,. ]*(\d{4}|\d{2})(?!\d)[,T ]*")
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})[-. ]*(\d{1,2})[-, ]+(\d{4})[,T ]*")
_NAMED = ((_JAPANESE, 1, 2, 3), (_DAY_NAMED, 3, 2, 1), (_MONTH_NAMED, 3, 1, 2))
_CLOCK = re.compile(
    r"(\d{1,2})[:時](\d{2})(?:[:分](\d{2})?(?:[.,]\d+)?)? *([AaPp])?\.?(?:[Mm]\.?)? *(Z|UTC|[-+]\d{2}(?::?\d{2})?)?$"
)


def read_moment(text: str, order: str | None) -> date | datetime:
    """Read a day, or a day with a time; naive where no zone is named.

    Args:
        text: without blanks around it.
        order: of day, month and year where nothing else tells; None where no text needs it.

    Raises:
        ValueError: it is no such thing; the message says so to the user.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _read_other(text, order)
    return moment.date() if len(text) <= _ISO_DAY else moment


def is_moment(text: str) -> bool:
    """Tell whether a text is a day, or a day with a time, in any order."""
    try:
        read_moment(text, None)
    except ValueError:
        return bool(fitting_orders(text) or _NO_YEAR.match(text))
    return True


def _read_other(text: str, order: str | None) -> date | datetime:
    try:
        return next(_readings(text, order))
    except (ValueError, StopIteration):
        raise ValueError(t('"{text}" is no date that can be read', text=text)) from None


def fitting_orders(text: str) -> dict[str, date]:
    """Return the day that a text is in each order that it can be read in; empty where it does not depend on it."""
    found = _NUMBERS.match(text)
    if not found or _year_leads(found):
        return {}
    days = ((order, _in_order(found, order)) for order in ORDERS)
    return {order: day for order, day in days if day}


def _readings(text: str, order: str | None) -> Iterator[date | datetime]:
    for day, rest in _days(text, order):
        clock = _CLOCK.match(rest)
        if clock:
            yield datetime.combine(day, _time(clock), _zone(clock[5]))
        elif not rest:
            yield day


def _days(text: str, order: str | None) -> Iterator[tuple[date, str]]:
    """Yield the day that a text begins with, in each way of writing that fits, and the rest of the text."""
    numbers = _NUMBERS.match(text)
    day = numbers and _in_order(numbers, "ymd" if _year_leads(numbers) else order or "")
    if numbers and day:
        yield day, text[numbers.end() :]
    for pattern, year, month, day_group in _NAMED:
        found = pattern.match(text)
        if found:
            yield date(_year(found[year]), _month(found[month]), int(found[day_group])), text[found.end() :]


def _year_leads(found: re.Match[str]) -> bool:
    return len(found[1]) > 2  # noqa: PLR2004  # a day or a month has two figures


def _in_order(found: re.Match[str], order: str) -> date | None:
    figures = dict(zip(order, (found[1], found[3], found[4]), strict=False))
    if not figures or any(len(figures[part]) > 2 for part in "dm"):  # noqa: PLR2004
        return None
    try:
        return date(_year(figures["y"]), int(figures["m"]), int(figures["d"]))
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004
        return year
    return year + (2000 if year < _CENTURY_TURNS else 1900)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def _time(clock: re.Match[str]) -> time:
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] in "Pp" else 0)
    return time(hour, int(clock[2]), int(clock[3] or 0))


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if not text[1:2].isdigit():
        return timezone(timedelta())
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
