"""Spans of days, and the calendar arithmetic that makes them."""

from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """Days from the first to the last, both included; one day where they are the same."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Tell whether it is a single day."""
        return self.first == self.last


def one_day(day: date) -> Span:
    """Return the span of a single day."""
    return Span(day, day)


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where it is shorter."""
    # Takes a quarter of the time of a first reading, and most dates do without it.
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def months_span(year: int, month: int, months: int) -> Span:
    """Return so many whole months from one on; a month past December, or before January, is another year's."""
    return Span(_first_of(year, month), _first_of(year, month + months) - timedelta(days=1))


def month_span(year: int, month: int) -> Span:
    """Return a month, as `months_span` does."""
    return months_span(year, month, 1)


def _first_of(year: int, month: int) -> date:
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def week_span(day: date) -> Span:
    """Return the week around a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def weekend_span(day: date) -> Span:
    """Return the Saturday and Sunday of the week around a day."""
    sunday = week_span(day).last
    return Span(sunday - timedelta(days=1), sunday)


def fiscal_year_of(day: date, starts: int) -> int:
    """Return the fiscal year that a day lies in, which is called by the year it starts in."""
    return day.year if day.month >= starts else day.year - 1


def fiscal_span(year: int, starts: int, months: int = 12, part: int = 0) -> Span:
    """Return a fiscal year, or one of its equal parts.

    Args:
        year: the year it starts in.
        starts: the month it starts in.
        months: how long a part is: 12, 6 or 3.
        part: which of them, from 0; may lie before or after that year.
    """
    return months_span(year, starts + months * part, months)


def nth_weekday(span: Span, nth: int, weekday: int) -> date | None:
    """Return the nth such weekday of a span, from its end where nth is negative; None if it has none."""
    if nth > 0:
        day = span.first + timedelta(days=(weekday - span.first.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = span.last - timedelta(days=(span.last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if span.first <= day <= span.last else None
