"""The user's own days without business: a day, a span of days, or a span that comes back every year."""

from datetime import date
from typing import NamedTuple

BETWEEN = ".."
"""Stands between the first and the last day of a span."""

LEAP_YEAR = 2000
"""A year that has every day, to check one that comes back every year."""

YEARLY_PARTS, DATED_PARTS = 2, 3


class YearlySpan(NamedTuple):
    """Days that come back every year, as month and day; over the turn of the year where the first is after the last."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last

    def __str__(self) -> str:
        """Write them as they are typed: 12-29..01-03."""
        return _span_text(*(f"{month:02}-{day:02}" for month, day in self))


class DatedSpan(NamedTuple):
    """Days of one time, the last included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """Write them as they are typed: 2026-08-12..2026-08-14."""
        return _span_text(self.first.isoformat(), self.last.isoformat())


class ClosedDays:
    """Days without business; ``day in closed`` asks for one, in any year."""

    def __init__(self, spans: tuple[YearlySpan | DatedSpan, ...] = ()) -> None:
        self.spans = spans

    def __contains__(self, day: object) -> bool:
        """Tell whether a day is one of them."""
        return isinstance(day, date) and any(span.holds(day) for span in self.spans)

    def __eq__(self, other: object) -> bool:
        """Tell whether the spans are the same."""
        return isinstance(other, ClosedDays) and self.spans == other.spans

    def __hash__(self) -> int:
        """Return a hash that equal ones share."""
        return hash(self.spans)


def closed_span(text: str) -> YearlySpan | DatedSpan:
    """Return the days that a text means: ``2026-08-12``, ``2026-08-12..2026-08-14``, ``12-29..01-03``, ``12/29-1/3``.

    Raises:
        ValueError: it means none, or ends before it begins.
    """
    first, is_span, last = _with_dashes(text).partition(BETWEEN)
    ends = [_figures(end) for end in (first, last if is_span else first)]
    if all(len(end) == YEARLY_PARTS for end in ends):
        return YearlySpan(*(_month_and_day(*end) for end in ends))
    if not all(len(end) == DATED_PARTS for end in ends):
        raise ValueError(text)
    span = DatedSpan(*(date(*end) for end in ends))
    if span.last < span.first:
        raise ValueError(text)
    return span


def _with_dashes(text: str) -> str:
    """Return a text with its days written 12-29, and ".." between them, if they are written 12/29 or 12月29日."""
    from unicodedata import normalize

    evened = "".join(normalize("NFKC", text).replace("〜", "~").split())
    slashed = evened.replace("年", "/").replace("月", "/").replace("日", "")
    if "/" not in slashed:
        return evened.replace("~", BETWEEN)
    return slashed.replace("~", "-").replace(BETWEEN, "-").replace("-", BETWEEN).replace("/", "-")


def _figures(text: str) -> list[int]:
    parts = text.strip().split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise ValueError(text)
    return [int(part) for part in parts]


def _month_and_day(month: int, day: int) -> tuple[int, int]:
    date(LEAP_YEAR, month, day)
    return month, day


def _span_text(first: str, last: str) -> str:
    return first if first == last else f"{first}{BETWEEN}{last}"
