"""How much of a period is gone, in working days: today counts as far as the working day has come."""

from datetime import date, datetime, time
from typing import NamedTuple

from pipeline_cli.dates.business_days import is_working_day, working_days
from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.when import DateRules


class WorkingTime(NamedTuple):
    """The working days of a period.

    Attributes:
        days: how many it has.
        gone: how many of them are gone; today is gone in part.
    """

    days: int
    gone: float

    @property
    def left(self) -> float:
        """Return how many are left."""
        return self.days - self.gone

    @property
    def share(self) -> float | None:
        """Return which share is gone, 0 to 1; None where there are none."""
        return self.gone / self.days if self.days else None


def working_time(span: Span, now: datetime, rules: DateRules) -> WorkingTime:
    """Return how many working days a period has, and how many of them are gone."""
    days = list(working_days(span.first, span.last, rules))
    today = now.date()
    gone = sum(day < today for day in days)
    return WorkingTime(len(days), gone + (_gone_of_today(now, rules) if _is_among(today, span, rules) else 0.0))


def _is_among(day: date, span: Span, rules: DateRules) -> bool:
    return span.first <= day <= span.last and is_working_day(day, rules)


def _gone_of_today(now: datetime, rules: DateRules) -> float:
    """Return which share of today's working hours is gone."""
    opens, closes = _hours(rules.opens), _hours(rules.closes)
    return min(1.0, max(0.0, (_hours(now.time()) - opens) / (closes - opens))) if closes > opens else 1.0


def _hours(at: time) -> float:
    return at.hour + at.minute / 60
