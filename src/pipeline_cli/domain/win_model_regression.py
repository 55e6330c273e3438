"""A regression of wins on features: the likeliest weights, drawn towards usual ones and kept within bounds.

The chance of a win is c * (1 - exp(-exp(features * weights + offset))) with a ceiling c; Newton's method with the
expected curvature (Fisher scoring).
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.arrays import numpy
from pipeline_cli.domain.win_model import EFFECT_SPREAD, FEATURES

_EFFECTS_WORTH: Final = 4
_ROUNDS: Final = 2
_STEPS: Final = 30
_PRECISE_ENOUGH: Final = 1e-4

Array = Any
"""An array of numpy, which is loaded only when a model is fitted."""


class Regression(NamedTuple):
    """Looks by features, and what came of each look.

    Attributes:
        matrix: the features of each look.
        offset: what is added to its log drive.
        is_won: 1.0 where it was won.
        worth: how much it counts.
        ceiling: the chance of a look for which everything speaks.
    """

    matrix: Array
    offset: Array
    is_won: Array
    worth: Array
    ceiling: float

    def with_effects(self, usual: Array, spread: Array, groups: Sequence[str]) -> tuple[Array, Array]:
        """Return the weights where it is learnt, too, how much the effects of a group differ; and the spread of each.

        Args:
            usual: what the weights are drawn towards.
            spread: how far from that each may well be.
            groups: of each effect; these come last among the weights.

        Returns:
            The weights, and how far from the usual ones each may well be, as learnt.
        """
        np = numpy()

        spread, size = spread.copy(), len(usual) - len(groups)
        weights, covariance = self.bounded(usual, spread, usual)
        for _ in range(_ROUNDS if groups else 0):
            for group in set(groups):
                places = [size + n for n, one in enumerate(groups) if one == group]
                found = float((weights[places] ** 2 + np.diag(covariance)[places]).sum())
                spread[places] = ((_EFFECTS_WORTH * EFFECT_SPREAD**2 + found) / (_EFFECTS_WORTH + len(places))) ** 0.5
            weights, covariance = self.bounded(usual, spread, weights)
        return weights, spread

    def covariance(self, weights: Array, spread: Array) -> Array:
        """Return how unsure weights are, each with the spread that it may well have before anything is looked at."""
        np = numpy()

        *_, bend = self._slopes(weights)
        return np.linalg.inv((self.matrix * bend[:, None]).T @ self.matrix + np.diag(1 / spread**2))

    def _slopes(self, weights: Array) -> tuple[Array, Array]:
        """Return how much more likely each look gets as its log drive grows, and how that bends (as expected)."""
        np = numpy()

        drive = np.exp(np.clip(self.matrix @ weights + self.offset, -30, 3))
        chance = np.maximum(-self.ceiling * np.expm1(-drive), 1e-12)
        change, spread_of = self.ceiling * drive * np.exp(-drive), np.maximum(chance * (1 - chance), 1e-12)
        return self.worth * change * (self.is_won - chance) / spread_of, self.worth * change**2 / spread_of

    def bounded(self, usual: Array, spread: Array, start: Array) -> tuple[Array, Array]:
        """Return the weights where none is beyond its bounds: one that would be is set to the bound."""
        np = numpy()

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
        np = numpy()

        weights, pull = start.copy(), 1 / spread**2
        curvature = np.diag(pull)
        for _ in range(_STEPS):
            rise, bend = self._slopes(weights)
            slope = self.matrix.T @ rise - pull * (weights - usual)
            curvature = (self.matrix * bend[:, None]).T @ self.matrix + np.diag(pull)
            step = np.zeros(len(weights))
            step[free] = np.linalg.solve(curvature[np.ix_(free, free)], slope[free])
            weights += step * min(1.0, 2.0 / max(2.0, float(np.abs(step).max())))
            if float(np.abs(step).max()) < _PRECISE_ENOUGH:
                break
        return weights, np.linalg.inv(curvature)
