"""How long a deal was at each stage, from what it became and when."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline_cli.domain.funnel import DECIDED, Stay

DAY: Final = 86_400

ALL_UP_TO: Final = 5_000
SAMPLE: Final = 2_500
"""The days of so many deals are looked at, and of an even sample where there are more than the first number: those of
100,000 would take longer than everything else together, and their median would be the same to a day or so."""


class StageChange(NamedTuple):
    """What a deal became at an instant. A closed or parked one names the stage that it was in."""

    state: str
    stage: str
    at: datetime


def stays(
    changes: Sequence[StageChange], closed_at: datetime | None = None, cohorts: tuple[str, ...] = ()
) -> Iterator[Stay]:
    """Yield a stay for each stage that a deal has left.

    Days while it was parked, or lost and not reopened yet, are no days at a stage. A stage that it may still go on
    from is not left, and one that it jumped over was never stayed at.

    Args:
        changes: of one deal, oldest first.
        closed_at: when it was won or lost, where its last change does not say so; None while it is neither.
        cohorts: what the stays belong to.
    """
    if not changes:
        return
    days: dict[str, float] = defaultdict(float)
    last = changes[-1]
    ended = StageChange("", last.stage, max(closed_at, last.at)) if closed_at else None
    for change, after in pairwise([*changes, *([ended] if ended else [])]):
        if change.state == "open":
            days[change.stage] += (after.at - change.at).total_seconds() / DAY
    if last.state not in DECIDED and not ended:
        days.pop(last.stage, None)
    for stage, spent in days.items():
        yield Stay(stage, spent, cohorts)
