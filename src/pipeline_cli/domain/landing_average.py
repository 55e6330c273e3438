"""Where revenue per customer ends: the revenue that is expected, shared by the customers who will have bought.

Who buys again is no further customer. So it is not the customers of each week that are added up: of a stretch of time
is known how many had bought after half of it, and after all of it. From that follows how new ones become fewer, and how
many there will be at last, if it goes on like this.
"""

from math import hypot, sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.landing import NORMAL_80, Landing

USUAL_SPREAD: Final = 1.0
"""The standard deviation of what customers pay, as a share of their mean."""


class Buyers(NamedTuple):
    """How many customers bought in a stretch of time.

    Attributes:
        half: in its first half.
        whole: in all of it.
        days: how long that half is, in working days.
    """

    half: int
    whole: int
    days: float

    def within(self, days: float) -> float:
        """Return how many buy within so many working days: each half as long brings the same share of those left."""
        if self.whole >= 2 * self.half or self.days <= 0:
            return self.whole * days / (2 * self.days) if self.days > 0 else float(self.whole)
        left = self.whole / self.half - 1
        # Where the second half brought no new one there is next to none to come.
        return float(self.half * (1 - left ** (days / self.days)) / (1 - left))


def of_average(total: int, customers: int, end: Landing, new: float) -> Landing | None:
    """Return where an average ends; None where nobody is expected to buy.

    Args:
        total: what has come.
        customers: how many customers that is from.
        end: where the total ends.
        new: how many more customers are expected.
    """
    rest = end.expected - total
    new = new if rest > 0 else 0.0
    if customers + new < 1 or end.expected <= 0:
        return None

    def share(amount: float) -> float:
        """Return what each brings where so much comes: of more than expected, more customers."""
        return amount / (customers + (new * (amount - total) / rest if new else 0.0)) if amount else 0.0

    expected, ends = share(end.expected), sorted(map(share, (end.low, end.high)))
    each = NORMAL_80 * USUAL_SPREAD * expected * sqrt(new) / (customers + new)
    low = expected - hypot(max(0.0, expected - ends[0]), each)
    high = expected + hypot(max(0.0, ends[1] - expected), each)
    # No less than where those to come bring nothing.
    return Landing(expected, max(low, total / (customers + new)), high, "history")
