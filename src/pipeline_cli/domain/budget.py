"""A budget: what one measure is to come to by a day."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.measures import UNITS
from pipeline_cli.money.amount import Money

MILLION: Final = 1_000_000


class Budget(NamedTuple):
    """What one measure is to come to.

    Attributes:
        id: its number; below 0 where a plan stands for it.
        metric: a key of UNITS.
        amount: minor units, a count, or millionths of a rate.
        currency: of money.
        starts_on: the first day that counts.
        due_on: the last day that counts.
    """

    id: int
    metric: str
    amount: int
    currency: str | None
    starts_on: date
    due_on: date

    @property
    def span(self) -> Span:
        """Return the days that count."""
        return Span(self.starts_on, self.due_on)

    @property
    def value(self) -> float:
        """Return minor units, a count, or a share from 0 to 1."""
        return self.amount / MILLION if UNITS[self.metric] == "rate" else self.amount

    @property
    def is_planned(self) -> bool:
        """Tell whether it is the quota of a plan, and no budget of its own."""
        return self.id < 0

    @property
    def money(self) -> Money | None:
        """Return the amount as money."""
        return None if self.currency is None else Money(self.amount, self.currency)

    def meets(self, span: Span) -> bool:
        """Tell whether any day of a span is one of its own."""
        return self.starts_on <= span.last and span.first <= self.due_on


def in_force(budgets: Iterable[Budget], day: date) -> dict[tuple[str, str | None], Budget]:
    """Return the budgets that a day counts for, by measure and currency."""
    return {(budget.metric, budget.currency): budget for budget in budgets if budget.starts_on <= day <= budget.due_on}
