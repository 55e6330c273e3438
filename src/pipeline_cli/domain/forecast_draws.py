"""Draw a period again and again from the chances of its deals: how many wins, and what they bring."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

DRAWS: Final = 2000
SEED: Final = 20261118
"""The same records give the same forecast."""

_PART: Final = 100  # draws at a time, so that thirty thousand deals fit into memory
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
    """

    chances: Mapping[int, float]
    to_come: float
    spread: float


class Amounts(NamedTuple):
    """What wins bring, in minor units: so far, each open deal if it is won, and what wins brought in the past."""

    so_far: int
    deals: Mapping[int, int]
    past: Sequence[int]

    @property
    def usual(self) -> float:
        """Return what a win usually brings; 0 where that was never recorded."""
        return sum(self.past) / len(self.past) if self.past else 0.0


def draw(outlook: Outlook, so_far: int, amounts: Mapping[str, Amounts]) -> dict[str, Range]:
    """Return the range of wins, under "wins", and that of each amount under its name."""
    import numpy as np

    dice = np.random.default_rng(SEED)
    deals = sorted(outlook.chances)
    chances = np.array([outlook.chances[deal] for deal in deals])
    worths = {
        name: np.array([float(known.deals.get(deal, known.usual)) for deal in deals]) for name, known in amounts.items()
    }
    found: dict[str, list[float]] = {name: [] for name in ("wins", *amounts)}
    for _ in range(DRAWS // _PART):
        luck = np.exp(dice.normal(-(outlook.spread**2) / 2, outlook.spread, _PART))
        is_won = dice.random((_PART, len(deals))) < np.minimum(1.0, chances[None, :] * luck[:, None])
        to_come = dice.poisson(outlook.to_come * luck)
        found["wins"] += (so_far + is_won.sum(axis=1) + to_come).tolist()
        for name, known in amounts.items():
            deviation = float(np.std(known.past)) if known.past else 0.0
            fresh = to_come * known.usual + dice.normal(0.0, 1.0, _PART) * np.sqrt(to_come) * deviation
            found[name] += (known.so_far + is_won @ worths[name] + np.maximum(0.0, fresh)).tolist()
    ends = {"wins": so_far, **{name: known.so_far for name, known in amounts.items()}}
    return {name: _range(values, ends[name]) for name, values in found.items()}


def _range(values: Sequence[float], so_far: int) -> Range:
    import numpy as np

    low, middle, high = (round(float(value)) for value in np.percentile(values, _PERCENTILES))
    return Range(so_far, low, middle, high, float(np.mean(values)))
