"""Draw the weights of the model of winning towards the user's own history, by replaying it.

Every deal is looked at once a week, or less often where there are many: what was known of it then, and whether it
was won within the horizon. Only looks whose horizon has passed count. The weights are those that are likeliest
given all looks and the usual weights (a Gaussian around these: ridge regression), found by Newton's method.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import Final

from pipeline_cli.domain.arrays import numpy
from pipeline_cli.domain.snapshot import NEVER, PastDeal, is_stage_recorded
from pipeline_cli.domain.win_chance import UNKNOWN_STAGE_CHANCE
from pipeline_cli.domain.win_model import (
    DEFAULT_HORIZON_DAYS,
    EFFECT_SPREAD,
    FEATURES,
    TIMING,
    USUAL_CEILING,
    USUAL_LET_GO_BELOW,
    USUAL_TIMING,
    WinModel,
    drive_of,
    usual_model,
)
from pipeline_cli.domain.win_model_ceiling import LEAST_SHARE, Replayed, ceiling, replayed
from pipeline_cli.domain.win_model_looks import MOST_LOOKS, days_between_looks, looks_back
from pipeline_cli.domain.win_model_regression import Array, Regression
from pipeline_cli.domain.win_model_table import LookTable, look_table, shares_within

LOOK_WORTH_DAYS: Final = 30
"""Looks at one deal tell nearly the same: those of a month count as one."""

SHORTEST_VIEW_DAYS: Final = 3
HALF_LIFE_DAYS: Final = 365
"""How one sells changes: what was seen a year ago counts half."""

OPEN_FOR_CLOSED: Final = 2
"""Open deals together tell no more than so many times the decided ones do."""

REPLAYED_DAYS: Final = 180
"""How one judged chances longer ago says little of today."""

HORIZON_WORTH: Final = 20  # wins
SHORTEST_HORIZON_DAYS: Final = 30
LONGEST_HORIZON_DAYS: Final = 180
WINS_TO_RISK: Final = 0.04
"""Deals that hold so few of all wins are worth less than the time of new approaches."""

FAR_BELOW_MEAN: Final = 0.65
FEWEST_LOOKS: Final = 50
_WON_SHARE: Final = 0.95
_FEWEST_OF_A_KIND: Final = 10
_USUAL_WORTH: Final = 5  # deals
_HIGHEST_RATE: Final = 0.95


def fit(deals: Sequence[PastDeal], now: float, most_looks: int = MOST_LOOKS) -> WinModel:
    """Return the model that a history gives, as it was known at a time.

    Args:
        deals: the user's deals, in any order; what they became after ``now`` changes nothing.
        now: local days since 1970.
        most_looks: about so many looks at the most.
    """
    every = days_between_looks(deals, now, most_looks)
    looks = look_table(looks_back(deals, now, every), every)
    model = fit_chances(deals, looks, now)
    if not model.closed:
        return model
    model = model._replace(ceiling=ceiling(_replays(deals, looks, now, model), now, model.closed))
    return model._replace(let_go_below=let_go_below(looks.chances(model).tolist()))


def fit_chances(deals: Sequence[PastDeal], looks: LookTable, now: float) -> WinModel:
    """Return the model that looks at a history give, but for its ceiling, and for the chance to let deals go below.

    Args:
        deals: the user's deals.
        looks: at these; later ones than ``now``, and those whose horizon had not passed then, count for nothing.
        now: as of when, in local days since 1970.
    """
    decided = [deal for deal in deals if deal.closed_at <= now]
    won = [deal for deal in decided if deal.is_won]
    model = usual_model()._replace(closed=len(decided), won=len(won), horizon_days=horizon_days(won))
    if not decided:
        return model
    if len(decided) >= HORIZON_WORTH and not is_stage_recorded(decided):
        start = _start(len(won), len(decided))
        model = model._replace(is_stage_known=False, weights=(start, *model.weights[1:]))
    model = model._replace(timing=_timing(looks.until(now), model.horizon_days, now))
    known = looks.until(now - SHORTEST_VIEW_DAYS)
    fitted = _fitted(model, known, now) if known.looks else model
    return fitted._replace(fitted_at=now)


def _replays(deals: Sequence[PastDeal], looks: LookTable, now: float, model: WinModel) -> list[Replayed]:
    """Return what the model would have said about once a month in the last half year, as far as that is told by now."""
    apart = ceil(LOOK_WORTH_DAYS / looks.every)
    times = [now - looks.every * back for back in range(apart, int(REPLAYED_DAYS / looks.every) + 1, apart)]
    told = [at for at in times if model.share_within(now - at) >= LEAST_SHARE]
    models = [(at, fit_chances(deals, looks, at)) for at in told]
    return [replayed(one, looks, at) for at, one in models if one.closed]


def let_go_below(chances: Sequence[float]) -> float:
    """Return the chance below which all deals together hold few of the wins that may be expected.

    Args:
        chances: those of the user's deals at regular past times, in any order.

    Returns:
        The deals below it would have held WINS_TO_RISK of the wins; but never more than
        FAR_BELOW_MEAN of the mean chance.
    """
    if len(chances) < FEWEST_LOOKS:
        return USUAL_LET_GO_BELOW
    lowest = sorted(chances)
    sums = list(accumulate(lowest))
    place = bisect_left(sums, WINS_TO_RISK * sums[-1])
    return min(lowest[place], FAR_BELOW_MEAN * sums[-1] / len(lowest))


def _timing(looks: LookTable, horizon: float, now: float) -> tuple[float, ...]:
    """Return how the wins of a horizon are spread over it, from looks that were followed long enough.

    Drawn towards the usual spread as if that were known from so many wins as outweigh the usual horizon.
    """
    np = numpy()

    waits = np.where(looks.is_won_by(now), looks.closed_at - looks.at, NEVER)
    drives, total, reached, before = [], 0.0, 0, 0.0
    for part in TIMING:
        days = part * horizon
        followed = waits[now - looks.at >= days]
        came = int(((followed > before) & (followed <= days)).sum())
        total, reached, before = total + came / max(1, len(followed)), reached + came, days
        drives.append(total)
    own = [drive / total if total else 0.0 for drive in drives]
    share = reached / (reached + HORIZON_WORTH) if total else 0.0
    return tuple(share * mine + (1 - share) * usual for mine, usual in zip(own, USUAL_TIMING, strict=True))


def horizon_days(won: Sequence[PastDeal]) -> float:
    """Return within how many days nearly all deals are won that are won at all, from the user's own and the usual."""
    days = sorted(deal.closed_at - deal.opened_at for deal in won)
    own = days[int(_WON_SHARE * (len(days) - 1))] if days else DEFAULT_HORIZON_DAYS
    share = len(days) / (len(days) + HORIZON_WORTH)
    blended = share * own + (1 - share) * DEFAULT_HORIZON_DAYS
    return float(min(LONGEST_HORIZON_DAYS, max(SHORTEST_HORIZON_DAYS, blended)))


def _fitted(model: WinModel, looks: LookTable, now: float) -> WinModel:
    """Return the model with its weights drawn towards the looks."""
    kinds = _kinds(looks, is_stage_known=model.is_stage_known)
    return _with_weights(model, _regression(model, looks, now, kinds), kinds, _evidence(looks, now, model.closed))


def _regression(model: WinModel, looks: LookTable, now: float, kinds: Sequence[str]) -> Regression:
    np, horizon = numpy(), model.horizon_days
    effects = [(looks.marks == looks.keys.index(kind)).any(axis=1) for kind in kinds]
    matrix = np.column_stack([looks.features(horizon), *effects])
    offset = looks.usual_drives(model) + np.log(shares_within(model, np.minimum(now - looks.at, horizon)))
    is_won = looks.is_won_by(np.minimum(now, looks.at + horizon)).astype(float)
    return Regression(matrix, offset, is_won, _worth(looks, now, model.closed), USUAL_CEILING)


def _with_weights(model: WinModel, regression: Regression, kinds: Sequence[str], evidence: Array) -> WinModel:
    """Return a model with the likeliest weights, drawn towards its own, and as sure of them as the evidence allows."""
    np, size = numpy(), len(FEATURES)
    usual = np.array([*model.weights, *(0.0 for _ in kinds)])
    spread = np.array([*(feature.spread for feature in FEATURES), *(EFFECT_SPREAD for _ in kinds)])
    weights, spread = regression.with_effects(usual, spread, [key.split(" ")[0] for key in kinds])
    covariance = regression._replace(worth=evidence).covariance(weights, spread)
    return model._replace(
        weights=tuple(float(weight) for weight in weights[:size]),
        effects=dict(zip(kinds, map(float, weights[size:]), strict=True)),
        covariance=tuple(tuple(float(cell) for cell in row[:size]) for row in covariance[:size]),
    )


def _start(won: int, decided: int) -> float:
    """Return where the drive starts without a stage that means something: at the user's own win rate."""
    rate = (won + _USUAL_WORTH * UNKNOWN_STAGE_CHANCE) / (decided + _USUAL_WORTH)
    return drive_of(min(rate, _HIGHEST_RATE * USUAL_CEILING), USUAL_CEILING)


def _kinds(looks: LookTable, *, is_stage_known: bool) -> list[str]:
    """Return the stages, sources and owners that enough deals have."""
    np, size = numpy(), len(looks.keys)

    counts = np.bincount(np.unique(looks.deals[:, None] * size + looks.marks) % size, minlength=size)
    return [
        key
        for key, count in zip(looks.keys, counts.tolist(), strict=True)
        if count >= _FEWEST_OF_A_KIND and not key.endswith(" ") and (is_stage_known or not key.startswith("stage "))
    ]


def _worth(looks: LookTable, now: float, closed: int) -> Array:
    """Return how much each look counts: together, those of a deal within a month count as one.

    Open deals count as at most OPEN_FOR_CLOSED times as many as those decided: while hardly any is, nobody knows yet
    whether the others take long or are lost.
    """
    np = numpy()

    is_open = looks.closed_at > now
    of_open = min(1.0, OPEN_FOR_CLOSED * closed / max(1, len(np.unique(looks.deals[is_open]))))
    of_all = min(1.0, looks.every / LOOK_WORTH_DAYS) * 0.5 ** ((now - looks.at) / HALF_LIFE_DAYS)
    return of_all * np.where(is_open, of_open, 1.0)


def _evidence(looks: LookTable, now: float, closed: int) -> Array:
    """Return how much surer each look makes: those of a deal together as one, and only where it is decided."""
    np = numpy()

    worth = _worth(looks, now, closed)
    _, places = np.unique(looks.deals, return_inverse=True)
    together = np.maximum(1.0, np.bincount(places, weights=worth))
    return np.where(looks.closed_at <= now, worth / together[places], 0.0)
