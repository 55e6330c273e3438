"""The chance that a silent deal is won after all: counts, leaning on the usual figures while they are few."""

from math import sqrt
from typing import Final

DEFAULTS_WORTH: Final = 20
"""How many of one's own deals outweigh the usual figures: with fewer, a 95th percentile says nothing."""

DEFAULT_CHANCES: Final = {"approach": 1 / 300, "potential": 1 / 30, "prospect": 1 / 3, "commit": 2 / 3}
"""The chance of a deal just reached. Source: 1 contract : 3 prospects : 30 potential customers : 300 new
approaches, the rule of thumb of the trade; between a prospect and a contract it is ours."""

UNKNOWN_STAGE_CHANCE: Final = DEFAULT_CHANCES["prospect"]
"""For a stage that the user named: rather asked for a decision than let go without knowing."""

_SUREST_DEFAULT: Final = 5  # deals: how sure the usual figures are taken to be when there is nothing else
_NORMAL_95: Final = 1.6449  # of 20 true shares, one lies below the interval and one above


def usual_chance(stage: str) -> float:
    """Return the usual chance at a stage, of a deal whose customer was just reached."""
    return DEFAULT_CHANCES.get(stage, UNKNOWN_STAGE_CHANCE)


def usual_fading(limits: float) -> float:
    """Return what silence usually leaves of a chance: half of it at the limit, a quarter at twice that."""
    return float(0.5**limits)


def shrunk(won: int, closed: int, towards: float) -> float:
    """Return the share won, drawn towards another share as if that were known from DEFAULTS_WORTH deals."""
    return (won + DEFAULTS_WORTH * towards) / (closed + DEFAULTS_WORTH)


def interval(share: float, closed: int) -> tuple[float, float]:
    """Return between what a share may well lie: never surer than the user's own deals allow.

    The usual figures move the share, but don't narrow the interval. With fewer than five deals it is as wide
    as with five.

    Args:
        share: the best guess, 0 to 1.
        closed: how many of the user's own deals it rests on.

    Returns:
        Low and high; in between lies the truth 9 times in 10.

    Source: Wilson's score interval, E. B. Wilson, JASA 22 (1927).
    """
    n = max(closed, _SUREST_DEFAULT)
    square = _NORMAL_95**2 / n
    middle = (share + square / 2) / (1 + square)
    reach = sqrt(square * share * (1 - share) + square**2 / 4) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)
