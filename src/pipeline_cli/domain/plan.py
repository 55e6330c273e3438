"""A plan: what is to be reached in a period, and the customers that it is to come from."""

from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.measures import RESULTS
from pipeline_cli.money.amount import Money

PLAN_METRICS: Final = RESULTS
"""What a quota can be set in."""

MOST_TARGETS: Final = 10
"""Two or three kinds of customers are a plan; more than ten are a list."""


class Target(NamedTuple):
    """A kind of customers to win the quota from, and how; both as the user typed them."""

    who: str
    how: str = ""


class Plan(NamedTuple):
    """A quota and its period.

    Attributes:
        id: its number; 0 before it is saved.
        metric: one of PLAN_METRICS.
        amount: minor units, or a count.
        currency: of money; None for contracts.
        first_on: the first day of the period.
        last_on: its last day.
        targets: from whom it is to come, and how.
        note: why it was changed.
    """

    id: int
    metric: str
    amount: int
    currency: str | None
    first_on: date
    last_on: date
    targets: tuple[Target, ...] = ()
    note: str = ""

    @property
    def span(self) -> Span:
        """Return its days."""
        return Span(self.first_on, self.last_on)

    @property
    def money(self) -> Money | None:
        """Return the quota as money; None for contracts."""
        return None if self.currency is None else Money(self.amount, self.currency)

    @property
    def budget(self) -> Budget:
        """Return the budget that it stands for: its number tells that it is none of its own."""
        return Budget(-max(1, self.id), self.metric, self.amount, self.currency, self.first_on, self.last_on)

    def is_in_force(self, day: date) -> bool:
        """Tell whether a day is one of its own."""
        return self.first_on <= day <= self.last_on

    def is_of(self, metric: str, span: Span) -> bool:
        """Tell whether it is the plan of a measure and a period; there is never more than one."""
        return (self.metric, self.span) == (metric, span)


class WhatIf(NamedTuple):
    """What is tried out instead of what the user's records say; None for what is left as it is.

    Attributes:
        value: what a contract brings, in the plan's own measure.
        win_rate: the share of decided deals that are won, 0 to 1.
        days: working days left.
    """

    value: Money | None = None
    win_rate: float | None = None
    days: int | None = None

    @property
    def is_asked(self) -> bool:
        """Tell whether anything is tried out."""
        return self != WhatIf()


def target_of(text: str) -> Target:
    """Return a target typed as ``WHO: HOW``; without a colon it says only who."""
    who, _, how = text.replace("：", ":").partition(":")
    return Target(who.strip(), how.strip())
