"""A look back on a day, a week or a month: how customers were helped, and what was kept, moved and decided."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline_cli.domain.goal import Goal
from pipeline_cli.domain.review_suggestions import Suggestion
from pipeline_cli.money.amount import Money

if TYPE_CHECKING:
    from pipeline_cli.domain.kpi import KpiRow
    from pipeline_cli.domain.plan import Plan

NO_DEAL: Final = "no_deal"
"""Where minutes are counted that were spent on no deal in particular."""

VERDICTS: Final = ("won", "lost", "parked")


class Helped(NamedTuple):
    """What one customer got out of one contact: ``how`` in words, "" where they said thank you and no more is noted."""

    customer_id: int
    customer: str
    deal: int | None
    at: datetime
    how: str
    thanked: bool


class Promises(NamedTuple):
    """Agreed next steps: how many were kept on time, of those that were due.

    Of the others, ``open`` ones wait for their contact; of these, the time of ``overdue`` ones has passed.
    """

    kept: int
    due: int
    open: int = 0
    overdue: int = 0


class VerdictReached(NamedTuple):
    """A deal that was won, lost or parked, with the reason or the day it comes back."""

    deal: int
    customer: str
    title: str
    verdict: str
    at: datetime
    reason: str
    until: date | None
    value: Money | None


class Progress(NamedTuple):
    """How a goal is doing.

    Attributes:
        goal: the goal that was in force.
        done: how much of its measure the period brought.
        wanted: how much of it the working days of the period so far ask for.
        streak_days: days in a row that reached it, up to the end of the period.
        by_day: what each day of the period so far brought.
    """

    goal: Goal
    done: int
    wanted: int
    streak_days: int
    by_day: tuple[tuple[date, int], ...]


class PlanStanding(NamedTuple):
    """A plan, and the row of the measure that it is in."""

    plan: "Plan"
    row: "KpiRow"


class Review(NamedTuple):
    """A look back.

    Attributes:
        verdict_counts: how many deals came to each of VERDICTS.
        verdicts: those deals, or the first of them.
        quota: how the plan in force is doing, None unless it was asked for and there is one.
    """

    now: datetime
    first: date
    last: date
    helped: tuple[Helped, ...]
    promises: Promises
    moved: int
    verdict_counts: Mapping[str, int]
    verdicts: tuple[VerdictReached, ...]
    minutes_by_stage: Mapping[str, int]
    new_approaches: int
    progress: Progress
    suggestions: tuple[Suggestion, ...]
    quota: "PlanStanding | None" = None

    @property
    def customers_helped(self) -> int:
        """How many customers were helped, each counted once."""
        return len({one.customer_id for one in self.helped})

    @property
    def thanks(self) -> int:
        """How often somebody said thank you."""
        return sum(one.thanked for one in self.helped)
