"""What is in the pipeline: how many open deals, and what they are worth."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.money.amount import Money


class Pipeline(NamedTuple):
    """Open deals counted. ``values`` has an amount for each currency, that of most deals first."""

    deals: int
    values: tuple[Money, ...]


def pipeline_of(deals: Iterable[OpenDeal]) -> Pipeline:
    """Count open deals and add up their values; a deal without a value counts as a deal alone."""
    counted, worth, total = Counter[str](), Counter[str](), 0
    for deal in deals:
        total += 1
        if deal.value_minor:
            counted[deal.currency] += 1
            worth[deal.currency] += deal.value_minor
    return Pipeline(total, tuple(Money(worth[currency], currency) for currency, _ in counted.most_common()))
