"""Existing customers who may well buy again.

A customer counts who has bought before, has nothing open or put aside now, bought a month ago at least, and was
reached, said thank you or bought within the last year. Those who said thank you come first, then those who bought more
often, then those in touch last. At most five are named.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

MOST: Final = 5
LATELY_DAYS: Final = 365
SETTLED_DAYS: Final = 30
"""Who has just bought is served, not sold to."""

OFTEN: Final = 3


class RepeatCustomer(NamedTuple):
    """A customer who bought before.

    Attributes:
        id: the customer's number.
        name: the name.
        wins: how many deals were won.
        last_won_on: the day of the last one.
        reached_on: the day of the last contact that reached the customer; None where none is recorded.
        thanked_on: the day that the customer last said thank you; None where none is recorded.
    """

    id: int
    name: str
    wins: int
    last_won_on: date
    reached_on: date | None
    thanked_on: date | None

    @property
    def in_touch_on(self) -> date:
        """Return the day of the last sign of life."""
        return max(day for day in (self.last_won_on, self.reached_on, self.thanked_on) if day)


def repeat_customers(known: Iterable[RepeatCustomer], today: date) -> tuple[RepeatCustomer, ...]:
    """Return those who may well buy again, the likeliest first.

    Args:
        known: customers who bought before and have nothing open.
        today: the day.
    """
    likely = (one for one in known if _is_settled(one, today) and (today - one.in_touch_on).days <= LATELY_DAYS)
    return tuple(sorted(likely, key=_order)[:MOST])


def _is_settled(one: RepeatCustomer, today: date) -> bool:
    return (today - one.last_won_on).days >= SETTLED_DAYS


def _order(one: RepeatCustomer) -> tuple[bool, int, int, int]:
    return one.thanked_on is None, -min(one.wins, OFTEN), -one.in_touch_on.toordinal(), one.id
