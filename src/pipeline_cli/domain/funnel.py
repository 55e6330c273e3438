"""The funnel: how far deals came, which share of them went on from each stage, and how long that took.

A deal counts once, by where it stands today and the furthest stage that it ever was in. It has been in all stages up
to that one: a jump counts for each stage that it passes, and a deal that was opened late was a new approach as well.
A verdict that was taken back by reopening is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.money.amount import Money

DECIDED = ("won", "lost")
NOWHERE = -1
"""The place of a stage that is no longer in use."""


class DealCount(NamedTuple):
    """Some deals that are alike.

    Attributes:
        state: what they are: open, won, lost or parked.
        stage: where they are, or were last while they were open.
        furthest: the stage nearest to a contract that they ever were in; later than ``stage`` after a move backwards.
        deals: how many they are.
        cohorts: the cohorts that they belong to.
    """

    state: str
    stage: str
    furthest: str
    deals: int
    cohorts: tuple[str, ...] = ()


class OpenValue(NamedTuple):
    """What some open deals at a stage are worth together; they are all in one currency."""

    stage: str
    value: Money
    deals: int
    cohorts: tuple[str, ...] = ()


class Stay(NamedTuple):
    """How long a deal was open at a stage that it has left, in days, all its visits together."""

    stage: str
    days: float
    cohorts: tuple[str, ...] = ()


class Records(NamedTuple):
    """What a funnel is worked out from. ``tallied`` are new approaches that no deal was recorded for."""

    counts: Sequence[DealCount] = ()
    values: Sequence[OpenValue] = ()
    stays: Sequence[Stay] = ()
    tallied: int = 0


class StageFigures(NamedTuple):
    """One stage of the funnel.

    Attributes:
        stage: its key.
        open: deals that are there now.
        open_values: what those are worth, an amount for each currency, the most used first.
        entered: deals that came there or further; the tallied ones too, where it is the first stage.
        tallied: those of them that no deal was recorded for.
        advanced: deals that came further, or were won.
        closed_lost: deals that were lost there.
        parked: deals that were put aside there, until a day to come.
        went_on: of the deals won or lost that came there, those that came further; open and parked ones are in
            neither part, and neither is what was tallied.
        median_days: of the deals that left it, None where none did.
    """

    stage: str
    open: int
    open_values: tuple[Money, ...]
    entered: int
    tallied: int
    advanced: int
    closed_lost: int
    parked: int
    went_on: Rate
    median_days: float | None


class _Passage(NamedTuple):
    """A count of deals, its stages as places on the way: 0 is the first stage, past the last one is the contract."""

    state: str
    at: int
    came_to: int
    deals: int


def stage_figures(records: Records, stages: Sequence[str] | None = None) -> tuple[StageFigures, ...]:
    """Return the figures of each stage, from furthest to nearest to a contract.

    Args:
        records: the deals that count, and what was tallied.
        stages: all stages, in order; those in use where none are given. A deal in any other one, which was removed
            since, came to the first; that it is there is told by ``removed_figures``.
    """
    stages = stage_keys() if stages is None else stages
    places = {stage: place for place, stage in enumerate(stages)}
    passages = [_passage(count, places, len(stages)) for count in records.counts]
    values, days = _values_by_stage(records.values), _days_by_stage(records.stays)
    return tuple(
        _figures(stage, place, passages, tallied=0 if place else records.tallied)._replace(
            open_values=tuple(values.get(stage, ())), median_days=median(days.get(stage, ()))
        )
        for stage, place in places.items()
    )


def removed_figures(records: Records) -> tuple[StageFigures, ...]:
    """Return what is at stages that are no longer in use; which share goes on from there is not told."""
    found = sorted({count.stage for count in records.counts if count.state != "won"} - set(stage_keys()))
    return tuple(
        one._replace(entered=one.open + one.closed_lost + one.parked, advanced=0, went_on=Rate(0, 0))
        for stage in found
        for one in stage_figures(records._replace(tallied=0), [stage])
    )


def win_rate(records: Records) -> Rate:
    """Return how many of the deals that are won or lost were won."""
    decided = {state: sum(count.deals for count in records.counts if count.state == state) for state in DECIDED}
    return Rate(decided["won"], sum(decided.values()))


def median(figures: Iterable[float]) -> float | None:
    """Return the middle one of some figures, or the mean of the two in the middle; None where there are none."""
    ordered = sorted(figures)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _passage(count: DealCount, places: Mapping[str, int], end: int) -> _Passage:
    at = places.get(count.stage, NOWHERE)
    came_to = end if count.state == "won" else max(at, places.get(count.furthest, 0))
    return _Passage(count.state, at, came_to, count.deals)


def _figures(stage: str, place: int, passages: Sequence[_Passage], *, tallied: int) -> StageFigures:
    """Return the counts of one stage, its amounts and days left out."""
    reached = [one for one in passages if one.came_to >= place]
    further = [one for one in reached if one.came_to > place]
    return StageFigures(
        stage=stage,
        open=_standing(passages, place, "open"),
        open_values=(),
        entered=_deals(reached) + tallied,
        tallied=tallied,
        advanced=_deals(further),
        closed_lost=_standing(passages, place, "lost"),
        parked=_standing(passages, place, "parked"),
        went_on=Rate(_deals(_decided(further)), _deals(_decided(reached))),
        median_days=None,
    )


def _standing(passages: Iterable[_Passage], place: int, state: str) -> int:
    """Return how many deals are in a state at a stage."""
    return _deals(one for one in passages if one.state == state and one.at == place)


def _decided(passages: Iterable[_Passage]) -> Iterable[_Passage]:
    return (one for one in passages if one.state in DECIDED)


def _deals(passages: Iterable[_Passage]) -> int:
    return sum(one.deals for one in passages)


def _values_by_stage(values: Iterable[OpenValue]) -> dict[str, list[Money]]:
    """Return what is open at each stage, currency by currency, that of the most deals first."""
    deals: dict[tuple[str, str], int] = defaultdict(int)
    minor: dict[tuple[str, str], int] = defaultdict(int)
    for one in values:
        deals[one.stage, one.value.currency] += one.deals
        minor[one.stage, one.value.currency] += one.value.minor
    found: dict[str, list[Money]] = defaultdict(list)
    for stage, currency in sorted(deals, key=lambda key: (-deals[key], key)):
        found[stage].append(Money(minor[stage, currency], currency))
    return found


def _days_by_stage(stays: Iterable[Stay]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for stay in stays:
        found[stay.stage].append(stay.days)
    return found
