"""A deal: one thing that a customer may buy."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from pipeline_cli.domain.stages import DEFAULT_KEYS, stage_keys
from pipeline_cli.money.amount import Money

STAGES = DEFAULT_KEYS
"""The stages that the program comes with; those that the user works with are `stages.stage_keys()`."""

STATES = ("open", "won", "lost", "parked")

IF_SOLVED = ("yes", "no", "unknown")
"""Answers to: if what you are unsure about is solved, will you buy?"""


def furthest(stages: Sequence[str], order: Sequence[str] | None = None) -> str:
    """Return the stage nearest to a contract; the first of those given where none of them is known.

    Args:
        stages: where a deal is, and has been.
        order: all stages, from furthest to nearest; those in use where none are given.
    """
    order = stage_keys() if order is None else order
    known = [stage for stage in stages if stage in order]
    return max(known, key=order.index) if known else stages[0]


class Deal(NamedTuple):
    """One deal as it stands. Instants are aware; days are days; a closed deal keeps its last open stage."""

    id: int
    ref: str | None
    title: str
    customer_id: int
    customer_name: str
    state: str
    stage: str
    value: Money | None
    profit: Money | None
    mrr: Money | None
    concern: str
    if_solved: str
    decides_on: date | None
    opened_at: datetime
    stage_since: datetime
    closed_at: datetime | None
    lost_reason: str
    parked_until: date | None
    is_repeat: bool
    tags: tuple[str, ...]
    source: str

    @property
    def is_open(self) -> bool:
        """Tell whether somebody is working on it: neither decided nor parked."""
        return self.state == "open"

    @property
    def currency(self) -> str | None:
        """The currency of its amounts; None while it has none."""
        return next((money.currency for money in self.amounts.values() if money), None)

    @property
    def amounts(self) -> dict[str, Money | None]:
        """Its amounts by name; None where they are not known."""
        return {"value": self.value, "profit": self.profit, "mrr": self.mrr}
