"""The same funnel for deals that were opened in the same month, came from the same source, or share a tag."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline_cli.domain.funnel import DealCount, OpenValue, Records, StageFigures, Stay, stage_figures, win_rate
from pipeline_cli.domain.rate import Rate

BY: Final = ("month", "source", "tag")
"""What deals can be told apart by. A deal with two tags is in the cohorts of both."""


class Cohort(NamedTuple):
    """Some deals that belong together; ``key`` is "" for those without a source, or without tags."""

    key: str
    stages: tuple[StageFigures, ...]
    won: Rate


def cohorts(records: Records, by: str, tallied: Mapping[str, int]) -> tuple[Cohort, ...]:
    """Return each cohort's figures: months in order, sources and tags by how many deals they brought.

    Args:
        records: of all deals, each naming its cohorts.
        by: what they are told apart by, one of BY.
        tallied: what was tallied of each cohort.
    """
    counts: dict[str, list[DealCount]] = defaultdict(list)
    values: dict[str, list[OpenValue]] = defaultdict(list)
    days: dict[str, list[Stay]] = defaultdict(list)
    for count in records.counts:
        for key in count.cohorts:
            counts[key].append(count)
    for value in records.values:
        for key in value.cohorts:
            values[key].append(value)
    for stay in records.stays:
        for key in stay.cohorts:
            days[key].append(stay)
    found = (
        _cohort(key, Records(counts[key], values[key], days[key], tallied.get(key, 0)))
        for key in sorted({*counts, *tallied})
    )
    return tuple(found if by == "month" else sorted(found, key=lambda one: -one.stages[0].entered))


def _cohort(key: str, records: Records) -> Cohort:
    return Cohort(key, stage_figures(records), win_rate(records))
