"""Which open deals to let go: the suggestions that ``pipe prune`` shows, and what following them frees.

``rank`` judges every open deal in plain figures, ``explain`` puts those in words that are shown.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, Protocol

from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import Basis, ClosedCount, History
from pipeline_cli.domain.staleness_evidence import Evidence, evidence
from pipeline_cli.domain.staleness_verdict import Verdict, rank
from pipeline_cli.domain.win_model import USUAL_MODEL, WinModel

__all__ = [
    "Basis",
    "Chased",
    "ClosedCount",
    "Evidence",
    "Freed",
    "History",
    "OpenDeal",
    "Spent",
    "Suggestion",
    "Verdict",
    "explain",
    "freed",
    "rank",
    "suggest",
    "unsuggested",
]

MINUTES_PER_APPROACH: Final = 10
"""What a new approach takes: to look up, call and note. An assumption, until the user's own records tell."""

_DIGITS: Final = 4


class Suggestion(NamedTuple):
    """What is suggested for one open deal, and why. Probabilities are 0 to 1, low to high 9 times in 10.

    ``action`` is "close" (let go), "ask" (for a decision), "park" (until the decision), "reconnect" or,
    where nothing is suggested, "".
    """

    deal_id: int
    action: str
    silent_days: int
    age_days: int
    stage_days: int
    moves: int
    minutes_spent: int
    win_probability: float
    win_probability_low: float
    win_probability_high: float
    evidence: tuple[Evidence, ...]


class Chased(Protocol):
    """A deal that time was spent on: a verdict, a suggestion, or :class:`Spent`."""

    @property
    def minutes_spent(self) -> int:
        """Return the minutes spent on the deal so far."""

    @property
    def age_days(self) -> int:
        """Return the days since it was opened."""


class Spent(NamedTuple):
    """The time that a deal took, and over how many days."""

    minutes_spent: int
    age_days: int


class Freed(NamedTuple):
    """What letting deals go gives back each week."""

    minutes_per_week: int
    new_approaches_per_week: int


def suggest(
    deals: Iterable[OpenDeal],
    history: History,
    today: date,
    model: WinModel = USUAL_MODEL,
    *,
    limit: int | None = None,
) -> list[Suggestion]:
    """Return what is suggested for open deals, the clearest first.

    Args:
        deals: all open deals, in any order: what is usual among them counts.
        history: the user's own closed deals.
        today: the day of the judgement.
        model: gives each deal its chance.
        limit: no more than so many; ``rank`` alone tells how many there are.
    """
    return [explain(verdict, history, today, model) for verdict in rank(deals, history, today, model)[:limit]]


def explain(verdict: Verdict, history: History, today: date, model: WinModel = USUAL_MODEL) -> Suggestion:
    """Put a verdict in words and figures; history, day and model are those that it was reached with."""
    deal = verdict.deal
    precedents = history.precedents(deal.stage, verdict.silent_days)
    low, high = model.interval(deal.seen(today))
    return Suggestion(
        deal_id=deal.deal_id,
        action=verdict.action,
        silent_days=verdict.silent_days,
        age_days=verdict.age_days,
        stage_days=deal.stage_days(today),
        moves=deal.moves,
        minutes_spent=deal.minutes,
        win_probability=round(verdict.chance, _DIGITS),
        win_probability_low=round(low, _DIGITS),
        win_probability_high=round(high, _DIGITS),
        evidence=evidence(verdict, precedents, history, today),
    )


def unsuggested(deal: OpenDeal, today: date, model: WinModel) -> Suggestion:
    """Return the figures of an open deal that nothing is suggested for; its action is "" ."""
    seen = deal.seen(today)
    low, high = model.interval(seen)
    return Suggestion(
        deal_id=deal.deal_id,
        action="",
        silent_days=seen.silence,
        age_days=seen.age,
        stage_days=seen.stage_age,
        moves=deal.moves,
        minutes_spent=deal.minutes,
        win_probability=round(model.chance(seen), _DIGITS),
        win_probability_low=round(low, _DIGITS),
        win_probability_high=round(high, _DIGITS),
        evidence=(),
    )


def freed(let_go: Iterable[Chased], minutes_per_approach: int = MINUTES_PER_APPROACH) -> Freed:
    """Return what letting deals go gives back.

    Args:
        let_go: those verdicts or suggestions that are followed by letting go or parking.
        minutes_per_approach: what a new approach takes, 1 or more.

    Returns:
        Each deal's recorded minutes / weeks of age, the first week counted in full, added up and rounded; and
        how many whole new approaches fit into that.
    """
    minutes = round(sum(spent.minutes_spent * 7 / max(spent.age_days, 7) for spent in let_go))
    return Freed(minutes, minutes // minutes_per_approach)
