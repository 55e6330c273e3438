"""What sales are measured by: results, and what leads to them. Each figure follows from counts of a period.

Definitions, also in the README: calls are those one made, tallied ones included; appointments are those that were won,
tallied ones included; a meeting is a meeting or a visit that reached the customer, and valid where the person who
decides was there and has a need. A deal counts once, on the day it was last won. Deals without an amount count as
contracts, and are in no sum. Currencies stand side by side.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline_cli.money.amount import Money

UNITS: Final[Mapping[str, str]] = {
    "revenue": "money",
    "gross_profit": "money",
    "mrr": "money",
    "contracts": "count",
    "calls": "count",
    "appointment_rate": "rate",
    "meetings": "count",
    "valid_meetings": "count",
    "close_rate": "rate",
    "win_rate": "rate",
    "revenue_per_customer": "money",
    "repeat_rate": "rate",
    "new_approaches": "count",
}
"""Each measure, and whether it is money, a count or a rate, in the order in which they are shown."""

METRICS: Final = tuple(UNITS)
RESULTS: Final = ("revenue", "gross_profit", "mrr", "contracts")
AMOUNTS: Final = ("revenue", "gross_profit", "mrr")
"""What is summed over the deals that were won."""

RATES: Final[Mapping[str, tuple[str, str]]] = {
    "appointment_rate": ("appointments", "calls"),
    "close_rate": ("contracts", "valid_meetings"),
    "win_rate": ("contracts", "decided"),
    "repeat_rate": ("repeats", "contracts"),
}
"""What each rate counts, and out of what."""


class Sum(NamedTuple):
    """An amount in minor units, and how many deals it is known of."""

    minor: int = 0
    deals: int = 0


class Won(NamedTuple):
    """What was won in one currency.

    Attributes:
        revenue: the deals' values.
        gross_profit: their profits.
        mrr: their new monthly revenue.
        customers: how many customers those with a value are of.
        deals: how many deals those are, with amounts or without.
    """

    revenue: Sum = Sum()
    gross_profit: Sum = Sum()
    mrr: Sum = Sum()
    customers: int = 0
    deals: int = 0


NOTHING_WON: Final = Won()


class Counts(NamedTuple):
    """What a period brought, as counted; ``won`` by currency. New approaches are deals opened, and calls tallied."""

    won: Mapping[str, Won]
    contracts: int = 0
    lost: int = 0
    repeats: int = 0
    calls: int = 0
    appointments: int = 0
    meetings: int = 0
    valid_meetings: int = 0
    new_approaches: int = 0

    @property
    def decided(self) -> int:
        """Return how many deals were won or lost."""
        return self.contracts + self.lost

    @property
    def without_currency(self) -> int:
        """Return how many deals were won of which no amount is known."""
        return self.contracts - sum(won.deals for won in self.won.values())


class Figure(NamedTuple):
    """One measure of a period.

    Attributes:
        metric: a key of UNITS.
        amount: minor units, a count, or None where it can't be known; None for a rate.
        currency: of money.
        hits: what a rate counts; None for what is no rate.
        of: out of how many cases; of revenue per customer, how many customers.
        is_known: whether anything of its kind was recorded; without that, no hits are no share of 0.
    """

    metric: str
    amount: int | None = None
    currency: str | None = None
    hits: int | None = None
    of: int | None = None
    is_known: bool = True

    @property
    def unit(self) -> str:
        """Return money, count or rate."""
        return UNITS[self.metric]

    @property
    def value(self) -> float | None:
        """Return the amount, or the share of a rate; None where it can't be known.

        More hits than cases are no share: some of the cases were not recorded.
        """
        if self.unit != "rate":
            return self.amount
        hits, of = self.hits or 0, self.of or 0
        return hits / of if self.is_known and 0 < of >= hits else None

    @property
    def money(self) -> Money | None:
        """Return the amount as money."""
        return None if self.amount is None or self.currency is None else Money(self.amount, self.currency)

    @property
    def unknown(self) -> "Figure":
        """Return the same measure of a time of which nothing is recorded."""
        return self._replace(amount=None, is_known=False)

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing of it has come, as far as is known."""
        return not (self.hits if self.unit == "rate" else self.amount)


def figures(counts: Counts, currency: str) -> tuple[Figure, ...]:
    """Return every measure in the order of METRICS, money once for each currency that something was won in.

    Args:
        counts: of a period.
        currency: the one to name where nothing was won.
    """
    currencies = sorted(counts.won) or [currency]
    return tuple(figure for metric in METRICS for figure in _figures(metric, counts, currencies))


def figure(metric: str, counts: Counts, currency: str | None) -> Figure:
    """Return one measure of a period; money in one currency."""
    if metric in RATES:
        hits, of = RATES[metric]
        return Figure(metric, hits=getattr(counts, hits), of=getattr(counts, of))
    if UNITS[metric] == "count":
        return Figure(metric, getattr(counts, metric))
    won = counts.won.get(currency or "", NOTHING_WON)
    if metric == "revenue_per_customer":
        each = round(won.revenue.minor / won.customers) if won.customers else None
        return Figure(metric, each, currency, of=won.customers)
    known: Sum = getattr(won, metric)
    is_unknown = not known.deals and won.deals + counts.without_currency > 0
    return Figure(metric, None if is_unknown else known.minor, currency)


def _figures(metric: str, counts: Counts, currencies: list[str]) -> list[Figure]:
    return (
        [figure(metric, counts, one) for one in currencies]
        if UNITS[metric] == "money"
        else [figure(metric, counts, None)]
    )
