"""How much of a period is gone, in working days: today counts as far as the working day has come."""

from datetime import datetime, time
from typing import NamedTuple

from pipeline_cli.dates.business_days import is_working_day, working_days
from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.when import DateRules


class WorkingTime(NamedTuple):
    """The working days of a period.

    Attributes:
        days: how many it has.
        gone: how many of them are gone; today is gone in part.
        off: how many other days it has: weekends, holidays and the user's closed days.
        off_gone: how many of those are gone; today is gone in part.
    """

    days: int
    gone: float
    off: int = 0
    off_gone: float = 0.0

    @property
    def left(self) -> float:
        """Return how many are left."""
        return self.days - self.gone

    @property
    def off_left(self) -> float:
        """Return how many of the other days are left."""
        return self.off - self.off_gone

    @property
    def share(self) -> float | None:
        """Return which share is gone, 0 to 1; None where there are none."""
        return self.gone / self.days if self.days else None


def working_time(span: Span, now: datetime, rules: DateRules) -> WorkingTime:
    """Return how many working days a period has, and how many of them are gone."""
    days, today = list(working_days(span.first, span.last, rules)), now.date()
    total = (span.last - span.first).days + 1
    past = min(max(0, (today - span.first).days), total)
    gone = sum(day < today for day in days)
    part = _gone_of_today(now, rules) if span.first <= today <= span.last else 0.0
    is_working = is_working_day(today, rules)
    return WorkingTime(
        days=len(days),
        gone=gone + (part if is_working else 0.0),
        off=total - len(days),
        off_gone=past - gone + (0.0 if is_working else part),
    )


def _gone_of_today(now: datetime, rules: DateRules) -> float:
    """Return which share of today's working hours is gone."""
    opens, closes = _hours(rules.opens), _hours(rules.closes)
    return min(1.0, max(0.0, (_hours(now.time()) - opens) / (closes - opens))) if closes > opens else 1.0


def _hours(at: time) -> float:
    return at.hour + at.minute / 60
