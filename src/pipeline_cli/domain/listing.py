"""A list of deals: which are wanted, in which order, and what was found."""

from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import NextStep

SORTS = ("opened", "value", "silence", "name", "decides", "stage", "closed")
"""Orders of a list: the newest, the largest, the longest silent, by name, the soonest, the nearest to a contract."""

ANY_STATE = "all"


class Wanted(NamedTuple):
    """Which deals a list holds. ``tags`` are all on the deal or its customer; ``limit`` 0 is no limit."""

    state: str = "open"
    stage: str | None = None
    tags: tuple[str, ...] = ()
    sort: str = "opened"
    limit: int = 0


class ListedDeal(NamedTuple):
    """One deal of a list, with its open next step and the days since the customer was reached, if they ever were."""

    deal: Deal
    next_step: NextStep | None
    silent_days: int
    is_reached: bool = True


class DealList(NamedTuple):
    """The deals that were wanted, up to the limit, and how many there are in all."""

    now: datetime
    wanted: Wanted
    deals: tuple[ListedDeal, ...]
    total: int
