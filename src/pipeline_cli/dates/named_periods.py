"""Whole periods as people name them: this quarter, last fiscal year, 先月, Q3, 2026-10."""

from datetime import date, datetime
from typing import Final

from pipeline_cli.dates.days import days_meant
from pipeline_cli.dates.error import date_error
from pipeline_cli.dates.grammar import read
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import Refused
from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.text import even
from pipeline_cli.dates.tokens import tokens
from pipeline_cli.dates.when import DateRules, Looking, default_rules

PERIODS: Final = (
    "this week",
    "last week",
    "this month",
    "last month",
    "next month",
    "this quarter",
    "last quarter",
    "next quarter",
    "fiscal year",
    "last fiscal year",
)
"""The names to offer; quarters and years are those of the fiscal year."""

AHEAD: Final = (*(name for name in PERIODS if not name.startswith("last ")), "this year")
"""Those of periods that are not over."""

_SAME: Final = {"fiscal year": "this fiscal year", "前期": "前年度", "先四半期": "前四半期"}
"""Names that only a period has, as the grammar of dates says them."""


def named_span(text: str, now: datetime, *, is_ahead: bool = False, rules: DateRules | None = None) -> Span:
    """Return the days of a period by its name, the one around today or before it where that is left open.

    Args:
        text: one of PERIODS, or whatever else means a stretch of days, in English or Japanese.
        now: aware; its zone is the user's.
        is_ahead: whether a period that is over is of no use: then "march" is the next one.
        rules: the user's settings; by default what fits the language in use.

    Raises:
        DateError: it can't be read.
    """
    span = _span(text, now, "back", rules)
    return _span(text, now, "end", rules) if is_ahead and span.last < now.date() else span


def last_day(text: str, now: datetime, *, since: date | None = None) -> date:
    """Return the day that what is looked back on ends with: of a month or a quarter, its last.

    Args:
        text: a day or a period. Without a year it is the last one, or, where that lies before ``since``, the next.
        now: aware; its zone is the user's.
        since: the day that it begins with.

    Raises:
        DateError: it can't be read.
    """
    span = _span(text, now, "back", None)
    return _span(text, now, "end", None).last if since and span.last < since else span.last


def _span(text: str, now: datetime, looking: Looking, rules: DateRules | None) -> Span:
    scene = Scene(now, looking, rules or default_rules(now))
    try:
        evened = even(text)
        evened = _SAME.get(evened, evened)
        return days_meant(read(tokens(evened, day_first=scene.rules.day_first), evened, looking), scene, [])
    except Refused as reason:
        refused = reason
    except (ValueError, OverflowError):
        refused = Refused("out-of-range")
    raise date_error(refused.code, refused.part, text, looking)


def first_day(text: str, now: datetime, *, until: date) -> date:
    """Return the day that something with a known end begins with: of a month or a quarter, its first.

    Args:
        text: a day or a period. Without a year it is the next one, or, where that lies after ``until``, the last.
        now: aware; its zone is the user's.
        until: the day that it ends with.

    Raises:
        DateError: it can't be read.
    """
    first = _span(text, now, "end", None).first
    return first if first <= until else _span(text, now, "back", None).first
