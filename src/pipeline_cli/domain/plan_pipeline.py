"""What is in the pipeline already: open deals, each with its chance to be won in the period of a plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pipeline_cli.money.amount import Money

ALL_UP_TO: Final = 500
"""Of more open deals than that an even sample is judged, and stands for all."""


class OpenChance(NamedTuple):
    """An open deal: its chance to be won in the period, and its amount in minor units of its currency, if known."""

    chance: float
    currency: str | None
    amount: int | None


class OpenWork(NamedTuple):
    """What the open deals should bring.

    Attributes:
        deals: how many are open.
        values: what they are worth, an amount for each currency, that of most deals first.
        amount: the same in the plan's own measure and currency: minor units, or deals; those without one left out.
        wins: how many of them should be won in the period.
        worth: what those should bring, in the plan's own measure; one without an amount brings the usual one.
    """

    deals: int
    values: tuple[Money, ...]
    amount: float
    wins: float
    worth: float


NO_WORK: Final = OpenWork(0, (), 0.0, 0.0, 0.0)


def open_work(deals: Sequence[OpenChance], total: int, currency: str | None, each: float | None) -> OpenWork:
    """Return what open deals should bring; a deal in another currency brings nothing to a plan in money.

    Args:
        deals: all open ones, or an even sample of them.
        total: how many are open.
        currency: that of the plan; None where contracts are counted.
        each: what a deal without an amount is taken to bring; None where nobody knows.
    """
    if not deals:
        return NO_WORK
    scale = total / len(deals)
    own = [one for one in deals if currency is None or one.currency in (currency, None)]
    amounts = [1.0 if currency is None else _amount(one, each) for one in own]
    known = [amount for amount, one in zip(amounts, own, strict=True) if currency is None or one.amount is not None]
    return OpenWork(
        deals=total,
        values=_values(deals, scale),
        amount=scale * sum(known),
        wins=scale * sum(one.chance for one in own),
        worth=scale * sum(one.chance * amount for one, amount in zip(own, amounts, strict=True)),
    )


def step_of(total: int) -> int:
    """Return by which step so many open deals are gone through: 1 for all, 5 for every fifth."""
    return -(-total // ALL_UP_TO) if total else 1


def _amount(deal: OpenChance, each: float | None) -> float:
    return (each or 0.0) if deal.amount is None else deal.amount


def _values(deals: Iterable[OpenChance], scale: float) -> tuple[Money, ...]:
    """Return what deals are worth, currency by currency."""
    counted, worth = Counter[str](), Counter[str]()
    for deal in deals:
        if deal.amount and deal.currency:
            counted[deal.currency] += 1
            worth[deal.currency] += deal.amount
    return tuple(Money(round(scale * worth[currency]), currency) for currency, _ in counted.most_common())
