"""Which open deals to let go: the suggestions that ``pipe prune`` shows, and what following them frees.

``rank`` judges every open deal in plain figures, ``explain`` puts those in words that are shown.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, Protocol

from pipeline_cli.domain.chasing import NOT_PRICED, Chasing, Price
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import Basis, ClosedCount, History
from pipeline_cli.domain.staleness_difference import CountAsOld, difference, is_below
from pipeline_cli.domain.staleness_evidence import Evidence, evidence
from pipeline_cli.domain.staleness_verdict import Verdict, rank
from pipeline_cli.domain.win_model import USUAL_MODEL, WinModel
from pipeline_cli.money.amount import Money

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

WEEKS: Final = 52
_DIGITS: Final = 4


class Suggestion(NamedTuple):
    """What is suggested for one open deal, and why. Probabilities are 0 to 1, low to high 9 times in 10.

    ``action`` is "close" (let go), "ask" (for a decision), "park" (until the decision), "reconnect" or,
    where nothing is suggested, "". ``price`` is that of going on, where it is known.
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
    price: Price | None = None


class Chased(Protocol):
    """A deal that time was spent on: a verdict, a suggestion, or :class:`Spent`."""

    @property
    def minutes_spent(self) -> int:
        """Return the minutes spent on the deal so far."""

    @property
    def age_days(self) -> int:
        """Return the days since it was opened."""


class Spent(NamedTuple):
    """The time that a deal took, whether part of that is an estimate, and over how many days."""

    minutes_spent: int
    age_days: int
    is_estimated: bool = False


class Freed(NamedTuple):
    """What letting deals go gives back.

    Attributes:
        minutes_per_week: that they take.
        new_approaches_per_week: that fit into those.
        is_estimated: whether part of the minutes is an estimate.
        minutes_spent: what they took so far.
        contracts_per_year: that the new approaches would come to.
        is_own_ratio: whether that is by the user's own ratios, and not by the rule of thumb.
        hour_worth: what an hour is worth, None where that is neither set nor known.
        is_hour_set: whether the user set it.
        worth_per_week: of the minutes of a week.
    """

    minutes_per_week: int
    new_approaches_per_week: int
    is_estimated: bool = False
    minutes_spent: int = 0
    contracts_per_year: float = 0.0
    hour_worth: Money | None = None
    is_hour_set: bool = False
    worth_per_week: Money | None = None
    is_own_ratio: bool = False


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


def explain(
    verdict: Verdict,
    history: History,
    today: date,
    model: WinModel = USUAL_MODEL,
    count_as_old: CountAsOld | None = None,
) -> Suggestion:
    """Put a verdict in words and figures; history, day and model are those that it was reached with.

    Where more of the deals that were as silent were won than the chance allows for, it is said why: ``count_as_old``
    counts those of them that were open as long.
    """
    deal, seen = verdict.deal, verdict.deal.seen(today)
    precedents = history.precedents(deal.stage, verdict.silent_days)
    low, high = model.interval(seen)
    apart = None
    if count_as_old and is_below(high, precedents):
        apart = difference(deal, seen, precedents, history.stages_from(deal.stage), model, count_as_old)
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
        evidence=evidence(verdict, precedents, history, today, apart),
        price=verdict.price,
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


def freed(
    let_go: Iterable[Chased], minutes_per_approach: int = MINUTES_PER_APPROACH, chasing: Chasing = NOT_PRICED
) -> Freed:
    """Return what letting deals go gives back.

    Args:
        let_go: those verdicts or suggestions that are followed by letting go or parking.
        minutes_per_approach: what a new approach takes, 1 or more.
        chasing: what an hour is worth, and how many new approaches make a contract.

    Returns:
        Each deal's minutes / weeks of age, the first week counted in full, added up and rounded; and
        how many whole new approaches fit into that, and so on.
    """
    spent = list(let_go)
    minutes = round(sum(one.minutes_spent * 7 / max(one.age_days, 7) for one in spent))
    is_estimated = any(isinstance(one, Spent) and one.is_estimated for one in spent)
    approaches = minutes // minutes_per_approach
    return Freed(
        minutes_per_week=minutes,
        new_approaches_per_week=approaches,
        is_estimated=is_estimated,
        minutes_spent=sum(one.minutes_spent for one in spent),
        contracts_per_year=round(approaches * WEEKS / chasing.approaches_per_contract, 1),
        hour_worth=chasing.hour,
        is_hour_set=chasing.is_set,
        worth_per_week=chasing.worth_of(minutes),
        is_own_ratio=chasing.is_own_ratio,
    )
