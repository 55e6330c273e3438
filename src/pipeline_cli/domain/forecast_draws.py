"""Draw a period again and again from the chances of its deals: how many wins, and what they bring."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.arrays import numpy

DRAWS: Final = 2000
MOST_DRAWN: Final = 5000
"""Of more open deals it is their sum that is drawn, not each of them."""

SEED: Final = 20261118
"""The same records give the same forecast."""

ENOUGH_AMOUNTS: Final = 5
"""Of fewer wins nobody knows yet how much they differ: as much as ``USUAL_SPREAD``, at least."""

MOST_TIMES_USUAL: Final = 20
"""No deal makes others look worth more than so many times the middle one: it may be mistyped, or one of a kind."""

USUAL_SPREAD: Final = 1.0
"""The standard deviation of what wins bring, as a share of their mean."""

_PART: Final = 100  # draws at a time, so that all fit into memory
_Numpy = Any
"""An array or a generator of numpy, which is loaded only when something is drawn."""

_PERCENTILES: Final = (10, 50, 90)


class Range(NamedTuple):
    """What has come so far, and what it will be at the end: 80 of 100 times from ``p10`` to ``p90``."""

    so_far: int
    p10: int
    p50: int
    p90: int
    mean: float


class Outlook(NamedTuple):
    """What the draws are made from.

    Attributes:
        chances: of each open deal to be won in the period, by number.
        to_come: wins to be expected of deals that are not open yet.
        spread: how far off such forecasts were, besides chance.
        known: from how many wins all that is known. Nobody knows a pace any better than those allow.
    """

    chances: Mapping[int, float]
    to_come: float
    spread: float
    known: int

    @property
    def wider(self) -> float:
        """Return how much more variance the pace has than ``spread`` holds, as a share of its square.

        A pace known from n wins is distributed as a gamma of the shape n + 1/2 (a Poisson rate by Jeffreys' prior).
        """
        return max(0.0, 1 / (self.known + 1 / 2) - self.spread**2)


class Amounts(NamedTuple):
    """What wins bring, in minor units: so far, each open deal if it is won, and what wins brought in the past."""

    so_far: int
    deals: Mapping[int, int]
    past: Sequence[int]

    @property
    def usual(self) -> float:
        """Return what a win usually brings, by what open deals would where no win tells; 0 where nothing does."""
        known = self.usual_ones
        return sum(known) / len(known) if known else 0.0

    @property
    def usual_ones(self) -> Sequence[int]:
        """Return what wins brought, or open deals would where no win tells, each within what is usual."""
        known = self.past or tuple(self.deals.values())
        paid = sorted(one for one in known if one)
        most = MOST_TIMES_USUAL * paid[len(paid) // 2] if paid else 0
        return [min(one, most) for one in known]

    @property
    def deviation(self) -> float:
        """Return how far one win usually is from another, in minor units (one standard deviation)."""
        usual = self.usual
        known = sqrt(sum((one - usual) ** 2 for one in self.usual_ones) / len(self.past)) if self.past else 0.0
        return known if len(self.past) >= ENOUGH_AMOUNTS else max(known, USUAL_SPREAD * usual)

    def worths(self, deals: Iterable[int]) -> list[float]:
        """Return what some open deals bring if they are won, as usual where that is not known."""
        usual = self.usual
        return [float(self.deals.get(deal, usual)) for deal in deals]


def draw(outlook: Outlook, so_far: int, amounts: Mapping[str, Amounts]) -> dict[str, Range]:
    """Return the range of wins, under "wins", and that of each amount under its name."""
    np = numpy()

    # Each kind of dice is its own, so that a longer period is drawn with the same luck.
    luck_dice, pace_dice, deal_dice, new_dice, amount_dice = map(np.random.default_rng, range(SEED, SEED + 5))
    deals = sorted(outlook.chances)
    chances = np.array([outlook.chances[deal] for deal in deals])
    worths = {name: np.array(known.worths(deals)) for name, known in amounts.items()}
    usual = {name: known.usual for name, known in amounts.items()}
    deviations = {name: known.deviation for name, known in amounts.items()}
    found: dict[str, list[float]] = {name: [] for name in ("wins", *amounts)}
    for _ in range(DRAWS // _PART):
        luck = np.exp(luck_dice.normal(-(outlook.spread**2) / 2, outlook.spread, _PART))
        if outlook.wider:
            luck *= pace_dice.gamma(1 / outlook.wider, outlook.wider, _PART)
        won = _drawer(deal_dice, chances, luck)
        to_come = new_dice.poisson(outlook.to_come * luck)
        found["wins"] += (so_far + won(np.ones(len(deals))) + to_come).tolist()
        for name, known in amounts.items():
            unsure = np.sqrt(to_come * (1 + to_come / max(1, len(known.past)))) * deviations[name]
            fresh = to_come * usual[name] + amount_dice.normal(0.0, 1.0, _PART) * unsure
            found[name] += (known.so_far + won(worths[name]) + np.maximum(0.0, fresh)).tolist()
    means = {name: chances @ worths[name] + outlook.to_come * usual[name] for name in amounts}
    ends = {"wins": so_far, **{name: known.so_far for name, known in amounts.items()}}
    means["wins"] = float(chances.sum()) + outlook.to_come
    return {name: _range(values, ends[name], ends[name] + float(means[name])) for name, values in found.items()}


def _drawer(dice: _Numpy, chances: _Numpy, luck: _Numpy) -> Callable[[_Numpy], _Numpy]:
    """Return what tells, for each luck, what the deals bring that are won: given what each is worth.

    A sum over very many deals is normal to the last digit that is shown, and drawn as such.
    """
    np = numpy()

    if len(chances) <= MOST_DRAWN:
        is_won = dice.random((len(luck), len(chances))) < np.minimum(1.0, chances[None, :] * luck[:, None])
        return lambda worth: is_won @ worth

    def drawn(worth: _Numpy) -> _Numpy:
        variance = luck * (chances @ worth**2) - luck**2 * (chances**2 @ worth**2)
        chance = dice.normal(0.0, 1.0, len(luck)) * np.sqrt(np.maximum(0.0, variance))
        return np.maximum(0.0, luck * (chances @ worth) + chance)

    return drawn


def _range(values: Sequence[float], so_far: int, mean: float) -> Range:
    np = numpy()

    low, middle, high = (round(float(value)) for value in np.percentile(values, _PERCENTILES))
    return Range(so_far, low, middle, high, mean)
