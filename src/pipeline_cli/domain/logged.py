"""What a logged contact left behind."""

from typing import NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.contact import Caution
from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import NextStep


class Logged(NamedTuple):
    """The deal after a contact, the contact itself, the next step, and what is worth knowing."""

    deal: Deal
    activity: Activity
    next_step: NextStep | None
    cautions: tuple[Caution, ...]
    is_new_customer: bool
    is_new_deal: bool


class DealChanged(NamedTuple):
    """A deal after a change, with its next step, and what is worth knowing."""

    deal: Deal
    next_step: NextStep | None
    cautions: tuple[Caution, ...] = ()


class Added(NamedTuple):
    """A customer who was added or known already, and the deal that was opened, if one was."""

    customer: Customer
    changed: DealChanged | None
    is_new_customer: bool = True
