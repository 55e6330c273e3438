"""Looks in columns, so that one replay serves many fits: each takes the looks of its time and its own horizon."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.arrays import numpy
from pipeline_cli.domain.win_model import (
    DEFAULT_HORIZON_DAYS,
    HIGHEST_DRIVE,
    NAMES,
    TIMING,
    USUAL_CEILING,
    WinModel,
    age_quarters,
    effect_keys,
    features,
    usual_drive,
)
from pipeline_cli.domain.win_model_looks import Look

_AGE: Final = NAMES.index("age_first_quarter")
_AFTER_AGE: Final = NAMES.index("silence_to_14")

Array = Any
"""An array of numpy, which is loaded only when a model is fitted."""


class LookTable(NamedTuple):
    """Looks at deals, each a row.

    Attributes:
        every: days between two looks at a deal.
        looks: the looks themselves.
        at: when each was.
        closed_at: when its deal was decided, NEVER where it was not.
        is_won: whether that was a win.
        deals: the number of its deal.
        keys: the stages, sources and owners that occur, as effects are kept; the same for every part of a table.
        marks: the places of its stage, source and owner in ``keys``.
        usual: the usual log drive of its stage.
        counted: its features, those of age by the quarters of the usual horizon.
    """

    every: float
    looks: Sequence[Look]
    at: Array
    closed_at: Array
    is_won: Array
    deals: Array
    keys: Sequence[str]
    marks: Array
    usual: Array
    counted: Array

    def until(self, at: float) -> "LookTable":
        """Return the looks up to a time."""
        keep = numpy().flatnonzero(self.at <= at)
        return self._replace(
            looks=[self.looks[place] for place in keep.tolist()],
            at=self.at[keep],
            closed_at=self.closed_at[keep],
            is_won=self.is_won[keep],
            deals=self.deals[keep],
            marks=self.marks[keep],
            usual=self.usual[keep],
            counted=self.counted[keep],
        )

    def is_won_by(self, at: Array) -> Array:
        """Tell of each look whether its deal was won by a time, or by the look's own."""
        return self.is_won & (self.closed_at <= at)

    def features(self, horizon_days: float) -> Array:
        """Return the features of each look, in the order of FEATURES."""
        np, found = numpy(), self.counted.copy()
        age = self.counted[:, _AGE:_AFTER_AGE].sum(axis=1)  # the parts of a logarithm add up to it
        for column, (low, high) in enumerate(pairwise((0.0, *age_quarters(horizon_days), inf)), _AGE):
            found[:, column] = np.clip(age, low, high) - low
        return found

    def usual_drives(self, model: WinModel) -> Array:
        """Return the usual log drive of each look's stage; 0 where a stage means nothing."""
        return self.usual if model.is_stage_known else numpy().zeros(len(self.looks))

    def drives(self, model: WinModel) -> Array:
        """Return the log drive of each look, as the model itself gives it."""
        np = numpy()

        effects = np.array([_effect(model, key) for key in self.keys] or [0.0])
        own = self.features(model.horizon_days) @ np.array(model.weights)
        return own + self.usual_drives(model) + effects[self.marks].sum(axis=1)

    def chances(self, model: WinModel) -> Array:
        """Return the chance of each look to be won within the horizon."""
        np = numpy()

        drives = np.exp(np.minimum(self.drives(model), HIGHEST_DRIVE))
        return -model.ceiling * np.expm1(-drives * USUAL_CEILING / model.ceiling)


def look_table(looks: Sequence[Look], every: float) -> LookTable:
    """Return looks in columns, in the order given; each deal was looked at once in so many days."""
    np = numpy()

    named = [effect_keys(look.seen) for look in looks]
    keys = sorted({key for keys in named for key in keys})
    places = {key: place for place, key in enumerate(keys)}
    return LookTable(
        every=every,
        looks=looks,
        at=np.array([look.at for look in looks], dtype=float),
        closed_at=np.array([look.deal.closed_at for look in looks], dtype=float),
        is_won=np.array([look.deal.is_won for look in looks], dtype=bool),
        deals=np.array([look.deal.deal_id for look in looks], dtype=np.int64),
        keys=keys,
        marks=np.array([[places[key] for key in keys] for keys in named], dtype=np.int64).reshape(-1, 3),
        usual=np.array([usual_drive(look.seen.stage) for look in looks], dtype=float),
        counted=np.array([features(look.seen, DEFAULT_HORIZON_DAYS) for look in looks], dtype=float).reshape(
            -1, len(NAMES)
        ),
    )


def shares_within(model: WinModel, days: Array) -> Array:
    """Return the share of the horizon's drive that comes within some days."""
    return numpy().interp(days / model.horizon_days, (0.0, *TIMING), (0.0, *model.timing))


def _effect(model: WinModel, key: str) -> float:
    is_meaningless = key.startswith("stage ") and not model.is_stage_known
    return 0.0 if is_meaningless else model.effects.get(key, 0.0)
