"""Looks back: every deal at regular past times, with what was known of it then."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline_cli.domain.snapshot import PastDeal, Snapshot, replay

LOOK_EVERY_DAYS: Final = 7
MOST_LOOKS: Final = 20_000
ENOUGH_LOOKS: Final = 6_000
"""For one of many fits of which only the sum of all chances counts."""


class Look(NamedTuple):
    """A deal at a past time, and what is known of how it went on."""

    at: float
    deal: PastDeal
    seen: Snapshot


def days_between_looks(deals: Sequence[PastDeal], now: float, most: int = MOST_LOOKS) -> float:
    """Return how often each deal is looked at, so that there are about so many looks at the most."""
    days = sum(min(deal.closed_at, now) - deal.opened_at for deal in deals if deal.opened_at < now)
    return max(LOOK_EVERY_DAYS, days / most)


def looks_back(deals: Sequence[PastDeal], now: float, every: float = LOOK_EVERY_DAYS) -> list[Look]:
    """Return every deal at regular times before now at which it was open."""
    first = min((deal.opened_at for deal in deals), default=now)
    times = [now - every * n for n in range(int(max(0.0, now - first) / every), -1, -1)]
    return [Look(*found) for found in replay(deals, times)]


def staggered_looks(deals: Sequence[PastDeal], now: float, every: float) -> list[Look]:
    """Return every deal at times as regular, but each from a day of its own.

    So the looks are spread evenly over all past days, however far apart they are: whatever past time they are cut off
    at, those of just before are among them.
    """
    return [
        Look(*found)
        for deal in deals
        for found in replay([deal], _times(deal, now - int(every * _share(deal.deal_id)), every))
    ]


def _times(deal: PastDeal, last: float, every: float) -> list[float]:
    return [last - every * n for n in range(int(max(0.0, last - deal.opened_at) / every), -1, -1)]


def _share(number: int) -> float:
    """Return a share, 0 to below 1, for a number: always the same one, and unlike that of the next number.

    Source: Knuth, The Art of Computer Programming, vol. 3, 6.4 (multiplicative hashing).
    """
    return number * 2654435761 % 2**32 / 2**32
