"""The ceiling of a chance: how high the best chances may be, learnt from what came of those given in the past.

Within its own history a model always looks right. So it is fitted again as it was at past times, and what it would
have said then is held against what came since. Where its best deals were won less often than it said, their chances
are lowered, and hardly those of the others: in a history in which nothing tells winners from losers, the liveliest
deals are decided for certain, but not for certain won.
"""

from collections.abc import Sequence
from math import exp
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.arrays import numpy
from pipeline_cli.domain.win_model import HIGHEST_DRIVE, USUAL_CEILING, WinModel
from pipeline_cli.domain.win_model_table import LookTable, shares_within

LEAST_SHARE: Final = 0.5
"""Past chances are held against what came once half of the wins that they meant have had the time to."""

MONTH_WORTH: Final = 25
"""Wins that a past time counts as at the most. Deals are decided in waves, and those of one time go alike: besides
chance, months differ by a fifth."""

SPREAD: Final = 1.0
"""How far a ceiling usually is from the usual one (one standard deviation of its log odds): from .52 to .89."""

_SHIFTS: Final = tuple(step / 10 for step in range(-20, 36))  # of its log odds: from .29 to .99

Array = Any
"""An array of numpy, which is loaded only when a model is fitted."""


class Replayed(NamedTuple):
    """What a model said at a past time of the deals that were open then.

    Attributes:
        model: as fitted to what was known then.
        at: when each deal was looked at.
        drives: its log drive.
        closed_at: when it was decided, NEVER where it was not.
        is_won: whether that was a win.
    """

    model: WinModel
    at: Array
    drives: Array
    closed_at: Array
    is_won: Array


class Held(NamedTuple):
    """What was said at a past time against what has come since: drives, outcomes, and what they count together."""

    drives: Array
    is_won: Array
    worth: float

    def agreement(self, ceiling: float) -> float:
        """Return the log likelihood of what came under a ceiling."""
        np = numpy()

        chances = np.clip(-ceiling * np.expm1(-self.drives * USUAL_CEILING / ceiling), _SMALL, 1 - _SMALL)
        return self.worth * float(np.log(np.where(self.is_won, chances, 1 - chances)).sum())


def replayed(model: WinModel, looks: LookTable, at: float) -> Replayed:
    """Return what a model says of the latest look at each deal that was open shortly before a time."""
    latest = (looks.at <= at) & (looks.at > at - looks.every + _A_MOMENT)
    drives = looks.drives(model)[latest]
    return Replayed(model, looks.at[latest], drives, looks.closed_at[latest], looks.is_won[latest])


def ceiling(past: Sequence[Replayed], now: float, closed: int) -> float:
    """Return the ceiling under which what was said at past times agrees best with what came, near the usual one.

    Args:
        past: what was said, in any order.
        now: what was decided later is not known.
        closed: how many deals are decided now. A model that knew fewer says less of today's.

    Returns:
        The likeliest one, drawn towards the usual ceiling by a normal distribution of its log odds.
    """
    held = [_held(one, now, closed) for one in past]
    shift = max(_SHIFTS, key=lambda one: sum(each.agreement(_shifted(one)) for each in held) - (one / SPREAD) ** 2 / 2)
    return _shifted(shift)


def _held(said: Replayed, now: float, closed: int) -> Held:
    np = numpy()

    shares = shares_within(said.model, now - said.at)
    is_told = shares >= LEAST_SHARE
    drives = (shares * np.exp(np.minimum(said.drives, HIGHEST_DRIVE)))[is_told]
    wins = -USUAL_CEILING * float(np.expm1(-drives).sum())
    worth = min(1.0, said.model.closed / max(1, closed)) / (1 + wins / MONTH_WORTH)
    return Held(drives, (said.is_won & (said.closed_at <= now))[is_told], worth)


def _shifted(shift: float) -> float:
    """Return the usual ceiling with its log odds shifted."""
    odds = USUAL_CEILING / (1 - USUAL_CEILING) * exp(shift)
    return odds / (1 + odds)


_SMALL: Final = 1e-9
_A_MOMENT: Final = 1e-6  # days
