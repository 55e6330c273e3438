"""Made-up histories of other trades: one in which the customer's own replies tell, one in which nothing does."""

from math import exp
from random import Random

from pipeline_cli.domain.snapshot import NEVER, PastDeal, Touch

START, END = 19000.0, 19730.0
"""Two years of history, in local days since 1970."""

CALL_EVERY_DAYS = 16.0
WEEK = 7.0


def consulting(deals: int = 700, seed: int = 5) -> list[PastDeal]:
    """Return long offers of a consultancy: it calls everybody alike, and those who will buy write back more often."""
    dice = Random(seed)
    return [_offer(dice, number, tells=1.0) for number in range(1, deals + 1)]


def noise(deals: int = 700, seed: int = 5) -> list[PastDeal]:
    """Return the same offers where neither silence nor age nor a reply says how they end."""
    dice = Random(seed)
    return [_offer(dice, number, tells=0.0) for number in range(1, deals + 1)]


def as_known_at(deals: list[PastDeal], at: float) -> list[PastDeal]:
    """Return deals as they were recorded at a time."""
    return [
        deal if deal.closed_at <= at else deal._replace(closed_at=NEVER, is_won=False)
        for deal in deals
        if deal.opened_at <= at
    ]


def _offer(dice: Random, number: int, *, tells: float) -> PastDeal:
    opened_at, interest = dice.uniform(START, END), dice.gauss(0, 1)
    closed_at = opened_at + WEEK + dice.expovariate(1 / 80)
    is_won = dice.random() < 1 / (1 + exp(1.0 - 2.0 * tells * interest))
    calls = _times(dice, opened_at, closed_at, 1 / CALL_EVERY_DAYS)
    replies = _times(dice, opened_at, closed_at, exp(1.1 * interest - 0.4) / 30)
    touches = [Touch(at, is_reached=dice.random() < 0.6, is_inbound=False, minutes=15) for at in calls]
    touches += [Touch(at, is_reached=True, is_inbound=True, minutes=5) for at in replies]
    if closed_at > END:
        closed_at, is_won = NEVER, False
    touches = [touch for touch in sorted(touches) if touch.at <= END]
    return PastDeal(number, opened_at, closed_at, is_won, touches=tuple(touches))


def _times(dice: Random, first: float, last: float, rate: float) -> list[float]:
    found, at = [], first + dice.expovariate(rate)
    while at < last:
        found.append(at)
        at += dice.expovariate(rate)
    return found
