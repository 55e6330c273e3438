"""What an edit changes: the columns of each record, and what is left of it to show."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.logged import DealChanged
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.money.amount import Money

Columns = Mapping[str, Any]


class Edits(NamedTuple):
    """New values by column, of those that change only; ``step`` holds a whole ``due``, ``money`` None for unknown."""

    customer: Columns
    deal: Columns
    money: Mapping[str, Money | None]
    activity: Columns
    step: Columns

    @property
    def is_about_deal(self) -> bool:
        """Tell whether a deal has to be meant."""
        return bool(self.deal or self.money or self.step)

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing changes."""
        return not any(self)


class Meant(NamedTuple):
    """The ids of what is edited; None where there is none, or none was asked for."""

    customer: int
    deal: int | None
    activity: int | None


class Editable(NamedTuple):
    """The records that are edited together, as they are; ``owner`` is whose deal it is, in a shared store."""

    customer: Customer
    deal: Deal | None
    step: NextStep | None
    activity: Activity | None
    owner: str = ""

    @property
    def meant(self) -> Meant:
        """Their ids."""
        return Meant(self.customer.id, self.deal and self.deal.id, self.activity and self.activity.id)


class Edited(NamedTuple):
    """What an edit left behind: the deal, None for a customer without one, and the conversation that was changed."""

    changed: DealChanged | None
    activity: Activity | None
