"""What a search found."""

from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.deal import Deal


class Hit(NamedTuple):
    """One place where a text was found.

    Attributes:
        where: it was found: in the fields of the "customer" or of the "deal", or in an "activity".
        customer_id: whose it is.
        customer_name: their name.
        deal: the deal it belongs to; the customer's newest where it belongs to none; None where they have none.
        activity: the conversation it was said in; None where it was found elsewhere.
        snippet: what stands around it.
    """

    where: str
    customer_id: int
    customer_name: str
    deal: Deal | None
    activity: Activity | None
    snippet: str


class Hits(NamedTuple):
    """What a search found: customers, then deals and conversations, the newest first; and how many in all."""

    now: datetime
    text: str
    hits: tuple[Hit, ...]
    total: int
