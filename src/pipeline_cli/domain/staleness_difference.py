"""Why a chance is lower than the user's own deals that were as silent make one expect: what else the model weighs."""

from collections.abc import Callable, Collection, Iterator
from typing import Final, NamedTuple

from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import Precedents
from pipeline_cli.domain.snapshot import Snapshot
from pipeline_cli.domain.win_model import NAMES, WinModel, effect_keys, features
from pipeline_cli.i18n import t, tn

CountAsOld = Callable[[Collection[str] | None, int, int], tuple[int, int]]
"""Counts the closed deals, and the won ones, of some stages (None for all) that were once so many days silent, and
were open for at least so many."""

LEAST_WEIGHT: Final = 0.3
"""What a thing must take from the log drive, a quarter of the chance, to be given as a reason."""

MOST_REASONS: Final = 2

MOST_LOOKED_UP: Final = 1_000
"""Of more deals than so many it would take too long to look up how old each was."""


class Difference(NamedTuple):
    """What makes a chance lower than a count of deals that were as silent.

    Attributes:
        as_old: of those deals, the ones that were open as long; None where they were not counted.
        reasons: what else speaks against the deal, in words, the weightiest first.
    """

    as_old: Precedents | None
    reasons: tuple[str, ...]


def is_below(chance: float, counted: Precedents) -> bool:
    """Tell whether a chance, at its highest, is below the share that was won of the deals counted."""
    return counted.won > chance * counted.closed


def difference(
    deal: OpenDeal, seen: Snapshot, precedents: Precedents, stages: Collection[str], model: WinModel, count: CountAsOld
) -> Difference:
    """Return why a chance is below the share won of deals that were as silent.

    Args:
        deal: the open deal.
        seen: what is known of it.
        precedents: the deals that were as silent.
        stages: those at which they are counted, unless they are all deals.
        model: gives the chance.
        count: counts those that were as old, too.
    """
    as_old = None
    if precedents.closed <= MOST_LOOKED_UP:
        closed, won = count(stages if precedents.is_at_stage else None, seen.silence, seen.age)
        as_old = Precedents(closed, won, precedents.is_at_stage)
        if not is_below(model.interval(seen)[1], as_old):
            return Difference(as_old, ())
    return Difference(as_old, tuple(_reasons(deal, seen, model)))


def _reasons(deal: OpenDeal, seen: Snapshot, model: WinModel) -> Iterator[str]:
    """Yield what takes most from the chance, but for silence and age: the deals counted are like it in those."""
    taken = dict(zip(NAMES, map(float.__mul__, model.weights, features(seen, model.horizon_days)), strict=True))
    stage, source, owner = (model.effects.get(key, 0.0) for key in effect_keys(seen))
    taken |= {"stage": stage if model.is_stage_known else 0.0, "source": source, "owner": owner}
    weighty = sorted((name for name in taken if taken[name] <= -LEAST_WEIGHT), key=lambda name: taken[name])
    words = _words(deal, seen)
    yield from [words[name] for name in weighty if name in words][:MOST_REASONS]


def _words(deal: OpenDeal, seen: Snapshot) -> dict[str, str]:
    """Return in words what may speak against a deal, by the names of what the model weighs."""
    return {
        "never_reached": t("no conversation with them is on record"),
        "attempts": tn("{n} try has had no answer", "{n} tries have had no answer", seen.attempts),
        "moves": tn("its next step was pushed once", "its next step was pushed {n} times", seen.moves),
        "own_plan": t("its next step is your own plan"),
        "overdue_step": t("its next step is overdue"),
        "waiting": t("they said they would be in touch"),
        "stage": t("deals at its stage are won more rarely"),
        "source": t("deals from where it came are won more rarely"),
        "owner": t("deals of {owner} are won more rarely", owner=deal.owner),
    }
