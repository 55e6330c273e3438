"""What a figure is made of: the deals, activities and tallied days behind it, each with what it adds."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.domain.measures import AMOUNTS, RATES, UNITS, Figure


class WonDeal(NamedTuple):
    """A deal that was won, and what it brought; an amount that is not known is None."""

    id: int
    customer_id: int
    on: date
    currency: str | None
    revenue: int | None
    gross_profit: int | None
    mrr: int | None
    is_repeat: bool


class CountedActivity(NamedTuple):
    """An activity, and what it counts as."""

    id: int
    customer_id: int
    on: date
    kind: str
    is_call: bool
    is_appointment: bool
    is_meeting: bool
    is_valid: bool


class TalliedDay(NamedTuple):
    """A day's tally of one kind."""

    id: int
    on: date
    kind: str
    amount: int


class OtherDeal(NamedTuple):
    """A deal that was lost, or opened."""

    id: int
    customer_id: int
    on: date


class Behind(NamedTuple):
    """All records that the figures of a period are made of."""

    won: tuple[WonDeal, ...] = ()
    lost: tuple[OtherDeal, ...] = ()
    opened: tuple[OtherDeal, ...] = ()
    activities: tuple[CountedActivity, ...] = ()
    tallies: tuple[TalliedDay, ...] = ()


class Part(NamedTuple):
    """One record behind a figure.

    Attributes:
        record: deal, activity or tally.
        id: its number.
        on: the day it counts on.
        amount: what it adds to a sum or a count.
        hits: what it adds to the hits of a rate.
        of: what it adds to the cases of a rate, or to the customers that revenue is divided by.
        customer_id: whose it is; None for a tally.
        currency: of a sum.
        kind: of an activity or a tally.
    """

    record: str
    id: int
    on: date
    amount: int = 0
    hits: int = 0
    of: int = 0
    customer_id: int | None = None
    currency: str | None = None
    kind: str = ""


_ACTIVITIES: Final = {
    "calls": "is_call",
    "appointments": "is_appointment",
    "meetings": "is_meeting",
    "valid_meetings": "is_valid",
}
_TALLIED: Final = {"calls": "calls", "appointments": "appointments", "new_approaches": "calls"}


def parts(metric: str, behind: Behind) -> tuple[Part, ...]:
    """Return the records behind a figure, in order of day; of money, those of all currencies."""
    if metric == "revenue_per_customer":
        found = _customers(behind)
    elif metric in AMOUNTS:
        found = (_deal(deal, amount, 0) for deal, amount in _amounts(metric, behind))
    elif metric in RATES:
        found = _rated(metric, behind)
    else:
        found = _counted(metric, behind)
    return tuple(sorted(found, key=lambda part: (part.on, part.record, part.id)))


def added_up(metric: str, found: Iterable[Part], currency: str | None = None) -> Figure:
    """Return the figure that records add up to; money in one currency."""
    own = [part for part in found if part.currency == currency]
    if UNITS[metric] == "rate":
        return Figure(metric, hits=sum(part.hits for part in own), of=sum(part.of for part in own))
    amount = sum(part.amount for part in own)
    if metric == "revenue_per_customer":
        of = sum(part.of for part in own)
        return Figure(metric, round(amount / of) if of else None, currency, of=of)
    return Figure(metric, amount, currency)


def _amounts(metric: str, behind: Behind) -> Iterator[tuple[WonDeal, int]]:
    for deal in behind.won:
        amount: int | None = getattr(deal, metric)
        if amount is not None:
            yield deal, amount


def _customers(behind: Behind) -> Iterator[Part]:
    """Yield the deals with a value; the first of each customer counts as that customer."""
    seen: set[tuple[int, str | None]] = set()
    for deal, amount in _amounts("revenue", behind):
        key = deal.customer_id, deal.currency
        yield _deal(deal, amount, int(key not in seen))
        seen.add(key)


def _deal(deal: WonDeal, amount: int, of: int) -> Part:
    return Part("deal", deal.id, deal.on, amount=amount, of=of, customer_id=deal.customer_id, currency=deal.currency)


def _rated(metric: str, behind: Behind) -> Iterator[Part]:
    """Yield each record once, with what it adds to the hits and to the cases of a rate."""
    hits, of = ({(part.record, part.id): part for part in _counted(name, behind)} for name in RATES[metric])
    for key, part in (of | hits).items():
        counted = (one[key].amount if key in one else 0 for one in (hits, of))
        yield part._replace(amount=0, hits=next(counted), of=next(counted))


def _counted(name: str, behind: Behind) -> Iterator[Part]:
    """Yield the records of a count: of a measure, or of what a rate is made of."""
    deals: dict[str, tuple[WonDeal | OtherDeal, ...]] = {
        "contracts": behind.won,
        "repeats": tuple(deal for deal in behind.won if deal.is_repeat),
        "decided": (*behind.won, *behind.lost),
        "new_approaches": behind.opened,
    }
    for deal in deals.get(name, ()):
        yield Part("deal", deal.id, deal.on, amount=1, customer_id=deal.customer_id)
    flag = _ACTIVITIES.get(name)
    for activity in behind.activities:
        if flag and getattr(activity, flag):
            yield Part(
                "activity", activity.id, activity.on, amount=1, customer_id=activity.customer_id, kind=activity.kind
            )
    for day in behind.tallies:
        if day.kind == _TALLIED.get(name):
            yield Part("tally", day.id, day.on, amount=day.amount, kind=day.kind)
