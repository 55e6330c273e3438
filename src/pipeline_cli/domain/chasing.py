"""The price of chasing: what going on with a deal usually still takes, and what it may be expected to bring.

A deal is worth its time where its chance times its profit is at least the price of the hours that it usually still
takes. What an hour is worth is set, or follows from the user's own past: the profit of what was won, for each hour
worked on what was decided. Amounts of one currency only are compared. Also in the README, "How the figures are worked
out".
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from pipeline_cli.domain.rate import ENOUGH
from pipeline_cli.money.amount import Money

USUAL_MINUTES_PER_WEEK: Final = 15
"""What an open deal takes, until the user's own decided deals tell: a talk every month, and a try or two."""

USUAL_DAYS_LEFT: Final = 60
USUAL_APPROACHES: Final = 300
"""New approaches to one contract, the rule of thumb of the trade."""

LONGEST_DAYS_LEFT: Final = 365
FEWEST_HOURS: Final = 10
"""Of work on decided deals; with fewer, no price follows from the past."""

OFTEN_WON: Final = 0.5
"""What is rather won than not is never let go for its price."""

WEEK: Final = 7
HOUR: Final = 60


class Chase(NamedTuple):
    """A decided deal: how long it was open, what it took, and what it brought."""

    days: float
    minutes: int
    is_won: bool
    currency: str
    value_minor: int | None
    profit_minor: int | None


class Price(NamedTuple):
    """What going on with one deal costs, and what it may be expected to bring.

    Attributes:
        minutes: that it usually still takes.
        hour: what an hour is worth.
        cost: of those minutes.
        expected: chance x profit.
    """

    minutes: int
    hour: Money
    cost: Money
    expected: Money

    @property
    def is_worth_it(self) -> bool:
        """Tell whether going on may be expected to bring what it costs."""
        return self.expected.minor >= self.cost.minor


class Worth(NamedTuple):
    """What is known of an open deal's worth: its own profit, or its value, in a currency."""

    currency: str
    value_minor: int | None
    profit_minor: int | None


class Chasing(NamedTuple):
    """What chasing takes and brings, by the user's own past.

    Attributes:
        hour: what an hour is worth; None where that is neither set nor known.
        is_set: whether the user set it.
        profit: of a usual win, in minor units of the currency of ``hour``; None where that is not known.
        margin: profit / value of what was won in that currency.
        minutes_per_week: what a deal takes in a week while it is open.
        days: how long decided deals were open, in order.
        days_after: their sum from each on.
        approaches_per_contract: by the user's own ratios, once there are any, else by the rule of thumb.
        is_own_ratio: whether they are the user's own.
    """

    hour: Money | None = None
    is_set: bool = False
    profit: float | None = None
    margin: float | None = None
    minutes_per_week: float = USUAL_MINUTES_PER_WEEK
    days: tuple[float, ...] = ()
    days_after: tuple[float, ...] = ()
    approaches_per_contract: float = USUAL_APPROACHES
    is_own_ratio: bool = False

    def minutes_left(self, age_days: int) -> int:
        """Return what a deal of an age usually still takes: as long as those were still open that came to that age."""
        place = bisect_right(self.days, age_days)
        older = len(self.days) - place
        left = self.days_after[place] / older - age_days if older >= ENOUGH else USUAL_DAYS_LEFT
        return round(self.minutes_per_week * min(left, LONGEST_DAYS_LEFT) / WEEK)

    def price(self, worth: Worth, chance: float, age_days: int) -> Price | None:
        """Return the price of going on with an open deal; None where it can't be told, or in another currency."""
        profit = self._profit(worth)
        if self.hour is None or profit is None:
            return None
        minutes, currency = self.minutes_left(age_days), self.hour.currency
        cost = round(self.hour.minor * minutes / HOUR)
        return Price(minutes, self.hour, Money(cost, currency), Money(round(chance * profit), currency))

    def worth_of(self, minutes: int) -> Money | None:
        """Return what some minutes are worth."""
        return Money(round(self.hour.minor * minutes / HOUR), self.hour.currency) if self.hour else None

    def _profit(self, worth: Worth) -> float | None:
        """Return the profit that a deal would bring: its own, by its value, or the usual one where it has neither."""
        known = worth.profit_minor is not None or worth.value_minor is not None
        if self.hour is None or (known and worth.currency != self.hour.currency):
            return None
        if worth.profit_minor is not None:
            return worth.profit_minor
        if worth.value_minor is not None:
            return None if self.margin is None else worth.value_minor * self.margin
        return self.profit


NOT_PRICED: Final = Chasing()
"""Where nothing is known of what time is worth."""


def chasing(
    decided: Iterable[Chase], hour_worth: Money | None = None, approaches_per_contract: float | None = None
) -> Chasing:
    """Return what chasing takes and brings.

    Args:
        decided: deals won or lost, in any order.
        hour_worth: as the user set it; None to derive it.
        approaches_per_contract: by the user's own ratios; None where those don't tell.
    """
    known = list(decided)
    hour = hour_worth or _hour_of(known)
    won = [one for one in known if hour and one.is_won and one.currency == hour.currency]
    profits = [one.profit_minor for one in won if one.profit_minor is not None]
    days = sorted(one.days for one in known)
    return Chasing(
        hour=hour,
        is_set=hour_worth is not None,
        profit=sum(profits) / len(profits) if len(profits) >= ENOUGH else None,
        margin=_margin(won),
        minutes_per_week=_minutes_per_week(known),
        days=tuple(days),
        days_after=tuple(accumulate(reversed(days)))[::-1],
        approaches_per_contract=approaches_per_contract or USUAL_APPROACHES,
        is_own_ratio=approaches_per_contract is not None,
    )


def approaches_per_contract(decided: int, won: int, tallied: int) -> float | None:
    """Return how many new approaches a contract takes: the deals decided and the calls tallied, for each one won.

    None where too few were won to tell.
    """
    return (decided + tallied) / won if won >= ENOUGH else None


def _hour_of(decided: Sequence[Chase]) -> Money | None:
    """Return won profit per hour worked, in the currency that most wins were in; None with too few of either.

    Worked on were the deals of that currency and those that were lost without ever having a value.
    """
    used = Counter(one.currency for one in decided if one.is_won and one.profit_minor is not None)
    currency = min(used, key=lambda one: (-used[one], one), default="")
    of_it = [one for one in decided if one.currency in (currency, "")]
    minutes = sum(one.minutes for one in of_it)
    profit = sum(one.profit_minor or 0 for one in of_it if one.is_won and one.currency)
    if used[currency] < ENOUGH or minutes < FEWEST_HOURS * HOUR or profit <= 0:
        return None
    return Money(round(profit * HOUR / minutes), currency)


def _margin(won: Sequence[Chase]) -> float | None:
    both = [one for one in won if one.value_minor and one.profit_minor is not None]
    value = sum(one.value_minor or 0 for one in both)
    return sum(one.profit_minor or 0 for one in both) / value if len(both) >= ENOUGH else None


def _minutes_per_week(decided: Sequence[Chase]) -> float:
    minutes = sum(one.minutes for one in decided)
    if len(decided) < ENOUGH or not minutes:
        return USUAL_MINUTES_PER_WEEK
    return minutes / sum(max(one.days / WEEK, 1.0) for one in decided)
