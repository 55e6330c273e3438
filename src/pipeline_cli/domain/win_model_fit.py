"""Draw the weights of the model of winning towards the user's own history, by replaying it.

Every deal is looked at once a week, or less often where there are many: what was known of it then, and whether it
was won within the horizon. Only looks whose horizon has passed count. The weights are those that are likeliest
given all looks and the usual weights (a Gaussian around these: ridge regression), found by Newton's method.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log, log1p
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.snapshot import NEVER, PastDeal, Snapshot, is_stage_recorded, replay
from pipeline_cli.domain.win_chance import UNKNOWN_STAGE_CHANCE
from pipeline_cli.domain.win_model import (
    DEFAULT_HORIZON_DAYS,
    EFFECT_SPREAD,
    FEATURES,
    TIMING,
    USUAL_LET_GO_BELOW,
    USUAL_TIMING,
    WinModel,
    effect_keys,
    features,
    usual_drive,
    usual_model,
)

LOOK_EVERY_DAYS: Final = 7
MOST_LOOKS: Final = 20_000
ENOUGH_LOOKS: Final = 6_000
"""For one of many replays."""

LOOK_WORTH_DAYS: Final = 30
"""Looks at one deal tell nearly the same: those of a month count as one."""

SHORTEST_VIEW_DAYS: Final = 3
HALF_LIFE_DAYS: Final = 365
"""How one sells changes: what was seen a year ago counts half."""

HORIZON_WORTH: Final = 20  # wins
SHORTEST_HORIZON_DAYS: Final = 30
LONGEST_HORIZON_DAYS: Final = 180
WINS_TO_RISK: Final = 0.04
"""Deals that hold so few of all wins are worth less than the time of new approaches."""

FAR_BELOW_MEAN: Final = 0.5
FEWEST_LOOKS: Final = 50
_WON_SHARE: Final = 0.95
_FEWEST_OF_A_KIND: Final = 10
_USUAL_WORTH: Final = 5  # deals
_HIGHEST_RATE: Final = 0.95
_EFFECTS_WORTH: Final = 4
_ROUNDS: Final = 2
_STEPS: Final = 30
_PRECISE_ENOUGH: Final = 1e-4

Array = Any
"""An array of numpy, which is loaded only when a model is fitted."""


class Look(NamedTuple):
    """A deal at a past time, and what is known of how it went on."""

    at: float
    deal: PastDeal
    seen: Snapshot


def fit(deals: Sequence[PastDeal], now: float, most_looks: int = MOST_LOOKS) -> WinModel:
    """Return the model that a history gives, as it was known at a time.

    Args:
        deals: the user's deals, in any order; what they became after ``now`` changes nothing.
        now: local days since 1970.
        most_looks: about so many looks at the most.
    """
    looks = looks_back(deals, now, most_looks)
    return fit_looks(deals, looks, now)


def looks_back(deals: Sequence[PastDeal], now: float, most: int = MOST_LOOKS) -> list[Look]:
    """Return every deal at regular times before now at which it was open; fewer times where there are many."""
    days = sum(min(deal.closed_at, now) - deal.opened_at for deal in deals if deal.opened_at < now)
    every = max(LOOK_EVERY_DAYS, days / most)
    first = min((deal.opened_at for deal in deals), default=now)
    times = [now - every * n for n in range(int(max(0.0, now - first) / every), -1, -1)]
    return [Look(*found) for found in replay(deals, times)]


def fit_looks(deals: Sequence[PastDeal], looks: Sequence[Look], now: float) -> WinModel:
    """Return the model that looks at a history give; those whose horizon has not passed yet count for nothing."""
    decided = [deal for deal in deals if deal.closed_at <= now]
    won = [deal for deal in decided if deal.is_won]
    model = usual_model()._replace(closed=len(decided), won=len(won), horizon_days=horizon_days(won))
    if not decided:
        return model
    if len(decided) >= HORIZON_WORTH and not is_stage_recorded(decided):
        start = _start(len(won), len(decided))
        model = model._replace(is_stage_known=False, weights=(start, *model.weights[1:]))
    model = model._replace(timing=_timing(looks, model.horizon_days, now))
    known = [look for look in looks if look.at + SHORTEST_VIEW_DAYS <= now]
    fitted = _fitted(model, known, now) if known else model
    return fitted._replace(let_go_below=let_go_below(fitted, looks), fitted_at=now)


def let_go_below(model: WinModel, looks: Sequence[Look]) -> float:
    """Return the chance below which all deals together hold few of the wins that may be expected.

    Args:
        model: gives the chance of each look.
        looks: the user's deals at regular past times.

    Returns:
        The deals below it would have held WINS_TO_RISK of the wins; but never more than half the mean chance.
    """
    chances = sorted(model.chance(look.seen) for look in looks)
    if len(chances) < FEWEST_LOOKS:
        return USUAL_LET_GO_BELOW
    sums = list(accumulate(chances))
    place = bisect_left(sums, WINS_TO_RISK * sums[-1])
    return min(chances[place], FAR_BELOW_MEAN * sums[-1] / len(chances))


def _timing(looks: Sequence[Look], horizon: float, now: float) -> tuple[float, ...]:
    """Return how the wins of a horizon are spread over it, from looks that were followed long enough.

    Drawn towards the usual spread as if that were known from so many wins as outweigh the usual horizon.
    """
    waits = [(now - look.at, look.deal.closed_at - look.at if look.deal.is_won_by(now) else NEVER) for look in looks]
    drives, total, reached, before = [], 0.0, 0, 0.0
    for part in TIMING:
        days = part * horizon
        followed = [wait for follow_up, wait in waits if follow_up >= days]
        came = sum(before < wait <= days for wait in followed)
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


def _fitted(model: WinModel, looks: Sequence[Look], now: float) -> WinModel:
    import numpy as np

    kinds = _kinds(looks, is_stage_known=model.is_stage_known)
    columns = {key: len(FEATURES) + place for place, key in enumerate(kinds)}
    matrix = np.zeros((len(looks), len(FEATURES) + len(kinds)))
    matrix[:, : len(FEATURES)] = [features(look.seen, model.horizon_days) for look in looks]
    for row, look in enumerate(looks):
        for key in effect_keys(look.seen):
            if key in columns:
                matrix[row, columns[key]] = 1.0
    offset = np.array([usual_drive(look.seen.stage) if model.is_stage_known else 0.0 for look in looks])
    offset += np.log([model.share_within(min(now - look.at, model.horizon_days)) for look in looks])
    is_won = np.array([look.deal.is_won_by(min(now, look.at + model.horizon_days)) for look in looks], dtype=float)
    usual = np.array([*model.weights, *(0.0 for _ in kinds)])
    spread = np.array([*(feature.spread for feature in FEATURES), *(EFFECT_SPREAD for _ in kinds)])
    drawn = _Drawn(matrix, offset, is_won, _worth(looks, now))
    weights, covariance = drawn.with_effects(usual, spread, [key.split(" ")[0] for key in kinds])
    size = len(FEATURES)
    return model._replace(
        weights=tuple(float(weight) for weight in weights[:size]),
        effects={key: float(weights[column]) for key, column in columns.items()},
        covariance=tuple(tuple(float(cell) for cell in row[:size]) for row in covariance[:size]),
    )


def _start(won: int, decided: int) -> float:
    """Return where the drive starts without a stage that means something: at the user's own win rate."""
    rate = (won + _USUAL_WORTH * UNKNOWN_STAGE_CHANCE) / (decided + _USUAL_WORTH)
    return log(-log1p(-min(rate, _HIGHEST_RATE)))


def _kinds(looks: Sequence[Look], *, is_stage_known: bool) -> list[str]:
    """Return the stages, sources and owners that enough deals have."""
    deals: dict[int, set[str]] = {}
    for look in looks:
        deals.setdefault(look.deal.deal_id, set()).update(effect_keys(look.seen))
    counts = Counter(key for keys in deals.values() for key in keys)
    return sorted(
        key
        for key, count in counts.items()
        if count >= _FEWEST_OF_A_KIND and not key.endswith(" ") and (is_stage_known or not key.startswith("stage "))
    )


def _worth(looks: Sequence[Look], now: float) -> Array:
    """Return how much each look counts: together, those of a deal within a month count as one."""
    import numpy as np

    times = sorted({look.at for look in looks})
    every = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else LOOK_WORTH_DAYS
    ages = now - np.array([look.at for look in looks])
    return min(1.0, every / LOOK_WORTH_DAYS) * 0.5 ** (ages / HALF_LIFE_DAYS)


class _Drawn(NamedTuple):
    """A regression: looks by features, and what came of each look."""

    matrix: Array
    offset: Array
    is_won: Array
    worth: Array

    def with_effects(self, usual: Array, spread: Array, groups: Sequence[str]) -> tuple[Array, Array]:
        """Return the weights where it is learnt, too, how much the effects of a group differ from each other."""
        import numpy as np

        spread, size = spread.copy(), len(usual) - len(groups)
        weights, covariance = self.bounded(usual, spread, usual)
        for _ in range(_ROUNDS if groups else 0):
            for group in set(groups):
                places = [size + n for n, one in enumerate(groups) if one == group]
                found = float((weights[places] ** 2 + np.diag(covariance)[places]).sum())
                spread[places] = ((_EFFECTS_WORTH * EFFECT_SPREAD**2 + found) / (_EFFECTS_WORTH + len(places))) ** 0.5
            weights, covariance = self.bounded(usual, spread, weights)
        return weights, covariance

    def bounded(self, usual: Array, spread: Array, start: Array) -> tuple[Array, Array]:
        """Return the weights where none is beyond its bounds: one that would be is set to the bound."""
        import numpy as np

        low = np.array([feature.least for feature in FEATURES] + [-np.inf] * (len(usual) - len(FEATURES)))
        high = np.array([feature.most for feature in FEATURES] + [np.inf] * (len(usual) - len(FEATURES)))
        free = np.ones(len(usual), dtype=bool)
        weights = np.clip(start, low, high)
        while True:
            weights, covariance = self.newton(usual, spread, weights, free)
            beyond = (weights < low) | (weights > high)
            weights = np.clip(weights, low, high)
            if not beyond.any():
                return weights, covariance
            free &= ~beyond

    def newton(self, usual: Array, spread: Array, start: Array, free: Array) -> tuple[Array, Array]:
        """Return the likeliest weights and their covariance, drawn towards the usual ones as their spread tells."""
        import numpy as np

        weights, pull = start.copy(), 1 / spread**2
        curvature = np.diag(pull)
        for _ in range(_STEPS):
            drive = np.exp(np.clip(self.matrix @ weights + self.offset, -30, 3))
            chance = np.maximum(-np.expm1(-drive), 1e-12)
            slope = self.matrix.T @ (self.worth * drive * (self.is_won - chance) / chance) - pull * (weights - usual)
            bend = self.worth * drive**2 * (1 - chance) / chance
            curvature = (self.matrix * bend[:, None]).T @ self.matrix + np.diag(pull)
            step = np.zeros(len(weights))
            step[free] = np.linalg.solve(curvature[np.ix_(free, free)], slope[free])
            weights += step * min(1.0, 2.0 / max(2.0, float(np.abs(step).max())))
            if float(np.abs(step).max()) < _PRECISE_ENOUGH:
                break
        return weights, np.linalg.inv(curvature)
