"""A customer's card: who they are, what they may buy, and what was said."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import NextStep


class CustomFields(NamedTuple):
    """What files said for which there is no column, by what they called it: of the customer, of deals and activities.

    Those of deals and activities are by id; records without any are left out.
    """

    customer: Mapping[str, str]
    deals: Mapping[int, Mapping[str, str]]
    activities: Mapping[int, Mapping[str, str]]


NO_FIELDS = CustomFields({}, {}, {})


class CustomerCard(NamedTuple):
    """One customer's card.

    Attributes:
        now: when it was looked at.
        customer: whose it is.
        deals: all deals, the one asked for first, then open before parked before closed, the newest first.
        asked: the number of the deal asked for; None where the customer was.
        steps: the open next steps, by deal.
        activities: the conversations, newest first; with all deals, or with none.
        total: how many conversations there are.
        custom: the custom fields of all of these.
    """

    now: datetime
    customer: Customer
    deals: tuple[Deal, ...]
    asked: int | None
    steps: dict[int, NextStep]
    activities: tuple[Activity, ...]
    total: int
    custom: CustomFields = NO_FIELDS

    @property
    def next_step(self) -> NextStep | None:
        """The next step of the deal asked for, else the soonest of all; None where nothing is planned."""
        if self.asked is not None:
            return self.steps.get(self.asked)
        return min((step for step in self.steps.values() if step.due), key=_soonest, default=None)


def _soonest(step: NextStep) -> tuple[str, str]:
    """Return the key that orders next steps by day, those of the whole day first, then by time."""
    on, at = step.due or (None, None)
    return str(on), str(at or "")


def card_order(deal: Deal, asked: int | None) -> tuple[bool, int, float]:
    """Return the key that orders the deals of a card."""
    place = {"open": 0, "parked": 1}.get(deal.state, 2)
    return deal.id != asked, place, -(deal.closed_at or deal.opened_at).timestamp()
