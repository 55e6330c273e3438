"""What follows from a deal's records: how it is followed up, when the customer was last reached, what it cost."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple


class Contact(NamedTuple):
    """What the facts need of an activity. ``is_try`` is false for a note to oneself."""

    id: int
    at: datetime
    reached: bool
    minutes: int | None
    is_try: bool = True


class DealFacts(NamedTuple):
    """Worked out from records, never typed. ``attempts`` counts tries since the last that reached anyone."""

    last_reached_at: datetime | None
    last_reached_id: int | None
    contacts: int
    attempts: int
    minutes: int
    longest_silence_days: int


def deal_facts(opened_at: datetime, closed_at: datetime | None, contacts: Sequence[Contact]) -> DealFacts:
    """Return the facts of one deal.

    Args:
        opened_at: when it was opened; the first silence begins here.
        closed_at: when it was won or lost, which ends the last silence; None while it is open.
        contacts: its activities, oldest first.
    """
    reached = [contact for contact in contacts if contact.reached]
    last = reached[-1] if reached else None
    return DealFacts(
        last_reached_at=last.at if last else None,
        last_reached_id=last.id if last else None,
        contacts=len(reached),
        attempts=sum(contact.is_try for contact in contacts[contacts.index(last) + 1 if last else 0 :]),
        minutes=sum(contact.minutes or 0 for contact in contacts),
        longest_silence_days=max(_silences(opened_at, closed_at, reached), default=0),
    )


def _silences(opened_at: datetime, closed_at: datetime | None, reached: Iterable[Contact]) -> Iterator[int]:
    """Yield the whole days between one time the customer was reached and the next, while the deal was open."""
    ends = [closed_at] if closed_at else []
    times = [one.at for one in reached if opened_at <= one.at and all(one.at <= end for end in ends)]
    for earlier, later in pairwise([opened_at, *times, *ends]):
        yield max(0, (later - earlier).days)


def follow_up(state: str, *, has_step: bool, is_waiting: bool) -> str | None:
    """Return how an open deal is followed up: planned, waiting (for the customer to call) or none."""
    if state != "open":
        return None
    if has_step:
        return "planned"
    return "waiting" if is_waiting else "none"
