"""What was known of an open deal at a time: what a judgement may rest on, today or replayed.

Times here are local days since 1970 as plain numbers, with the part of the day behind the point: a replay compares
hundreds of thousands of them. How long ago something was is counted in whole days, as everywhere.
Nothing that a deal became later is in a snapshot: no final stage, no value (which an import gives as it ended), no
reason, no customer (some programs fill that in for closed deals only).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import floor
from operator import attrgetter
from typing import Final, NamedTuple

RECENT_DAYS: Final = 30
"""Contacts count as recent for so long."""

NEVER: Final = float("inf")


class Touch(NamedTuple):
    """One activity of a deal. ``is_try`` is false for a note to oneself."""

    at: float
    is_reached: bool
    is_inbound: bool
    minutes: int
    is_try: bool = True


class PlannedStep(NamedTuple):
    """A next step, and from when to when it was the one. Without a day the customer was to be in touch."""

    set_at: float
    ended_at: float
    due_on: int | None
    is_agreed: bool
    moves: int


class StageEntered(NamedTuple):
    """A deal's stage and state from a time on."""

    at: float
    stage: str
    state: str


class PastDeal(NamedTuple):
    """A deal with all that is recorded of it, each with its time; what is not in order of time is not in use.

    Attributes:
        deal_id: its number.
        opened_at: when it was opened.
        closed_at: when it was won or lost, NEVER while it is not.
        is_won: whether it was won.
        source: where it came from, "" if not recorded.
        owner: whose it is, "" if not recorded.
        touches: its activities, oldest first.
        steps: its next steps, in order of being set.
        stages: the stages and states it went through, oldest first.
    """

    deal_id: int
    opened_at: float
    closed_at: float
    is_won: bool
    source: str = ""
    owner: str = ""
    touches: tuple[Touch, ...] = ()
    steps: tuple[PlannedStep, ...] = ()
    stages: tuple[StageEntered, ...] = ()

    def is_open(self, at: float) -> bool:
        """Tell whether it was open then: opened, and neither decided nor parked."""
        if not self.opened_at <= at < self.closed_at:
            return False
        entered = self._entered(at)
        return entered is None or entered.state != "parked"

    def is_won_by(self, at: float) -> bool:
        """Tell whether it was known then that it is won."""
        return self.is_won and self.closed_at <= at

    def _entered(self, at: float) -> StageEntered | None:
        place = bisect_right(self.stages, at, key=_at)
        return self.stages[place - 1] if place else None


class Snapshot(NamedTuple):
    """What is known of one open deal at a time.

    Attributes:
        deal_id: its number.
        stage: the stage it is in; "" if that is not known.
        source: where it came from.
        owner: whose it is.
        age: days since it was opened.
        silence: days since the customer was last reached, or since it was opened if that is later.
        stage_age: days since it entered its stage.
        contacts: how often the customer was reached.
        recent: how often in the last RECENT_DAYS.
        inbound: how often in those the customer was the one to get in touch.
        minutes: the time spent on it.
        attempts: tries since the customer was last reached.
        moves: pushes of the present next step.
        step: "agreed" or "planned" (a step to come), "overdue", "waiting" (for the customer, without a day), "".
        replies: how often, in all that time, the customer was the one to get in touch.
    """

    deal_id: int
    stage: str
    source: str
    owner: str
    age: int
    silence: int
    stage_age: int
    contacts: int
    recent: int
    inbound: int
    minutes: int
    attempts: int
    moves: int
    step: str
    replies: int = 0


def snapshot(deal: PastDeal, at: float) -> Snapshot:
    """Return what was known of a deal at a time; what came later changes nothing."""
    past = _past_touches(deal.touches[: bisect_right(deal.touches, at, key=_at)], at - RECENT_DAYS)
    stage, entered_at = _stage(deal, at)
    step = next((one for one in reversed(deal.steps) if one.set_at <= at < one.ended_at), None) if deal.steps else None
    return Snapshot(
        deal_id=deal.deal_id,
        stage=stage,
        source=deal.source,
        owner=deal.owner,
        age=_days(deal.opened_at, at),
        silence=_days(max(deal.opened_at, past.last_at), at),
        stage_age=_days(entered_at, at),
        contacts=past.contacts,
        recent=past.recent,
        inbound=past.inbound,
        minutes=past.minutes,
        attempts=past.attempts,
        moves=step.moves if step else 0,
        step=step_word(step.due_on, int(at), is_agreed=step.is_agreed) if step else "",
        replies=past.replies,
    )


class _PastTouches(NamedTuple):
    last_at: float
    contacts: int
    recent: int
    inbound: int
    minutes: int
    attempts: int
    replies: int


def _past_touches(touches: Sequence[Touch], recent_from: float) -> _PastTouches:
    """Count activities in one go: a replay does so a hundred thousand times."""
    last_at, contacts, recent, inbound, minutes, attempts, replies = -NEVER, 0, 0, 0, 0, 0, 0
    for at, is_reached, is_inbound, minutes_spent, is_try in touches:
        minutes += minutes_spent
        if not is_reached:
            attempts += is_try
            continue
        last_at, attempts, contacts = at, 0, contacts + 1
        replies += is_inbound
        if at > recent_from:
            recent += 1
            inbound += is_inbound
    return _PastTouches(last_at, contacts, recent, inbound, minutes, attempts, replies)


def step_word(due_on: int | None, today: int, *, is_agreed: bool) -> str:
    """Return what a next step that is set says on a day."""
    if due_on is None:
        return "waiting"
    if due_on < today:
        return "overdue"
    return "agreed" if is_agreed else "planned"


def replay(deals: Sequence[PastDeal], times: Sequence[float]) -> Iterator[tuple[float, PastDeal, Snapshot]]:
    """Yield every deal at each of some times at which it was open; the times in order."""
    for deal in deals:
        first = bisect_right(times, deal.opened_at)
        for at in times[first:]:
            if at >= deal.closed_at:
                break
            if deal.is_open(at):
                yield at, deal, snapshot(deal, at)


def as_seen(stages: Sequence[StageEntered], *, is_imported: bool) -> tuple[StageEntered, ...]:
    """Return a deal's stages as they could be seen at the time, oldest first.

    The first stage of a deal that was imported may be the one that it ended in, which would tell the end beforehand:
    up to its first move, it is not known.
    """
    return (stages[0]._replace(stage=""), *stages[1:]) if is_imported and stages else tuple(stages)


def is_stage_recorded(deals: Sequence[PastDeal]) -> bool:
    """Tell whether deals were seen to move from stage to stage, and the stages of most are known.

    Where that is not so, stages are not in use, or what those of closed deals meant is not known.
    """
    seen = [{entered.stage for entered in deal.stages if entered.state == "open"} for deal in deals]
    moved = sum(len(stages) > 1 for stages in seen)
    known = sum(bool(stages - {""}) for stages in seen)
    return moved > 0 and moved * _SEEN_TO_MOVE >= len(seen) and known * _KNOWN_OF >= len(seen)


_SEEN_TO_MOVE: Final = 20  # one deal in so many; deals that are closed within a day never move
_KNOWN_OF: Final = 2  # one deal in so many
_at = attrgetter("at")


def _stage(deal: PastDeal, at: float) -> tuple[str, float]:
    """Return the stage that a deal was in, and since when."""
    place = bisect_right(deal.stages, at, key=_at)
    if not place:
        return "", deal.opened_at
    stage, first = deal.stages[place - 1].stage, place - 1
    while first and deal.stages[first - 1].stage == stage:
        first -= 1
    return stage, deal.stages[first].at


def _days(since: float, at: float) -> int:
    return max(0, floor(at) - floor(since))
