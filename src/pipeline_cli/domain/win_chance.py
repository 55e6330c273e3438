"""The chance that a silent deal is won after all: counts, leaning on the usual figures while they are few."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log, sqrt
from typing import Final

from pipeline_cli.domain.stages import stage_keys

DEFAULTS_WORTH: Final = 20
"""How many of one's own deals outweigh the usual figures: with fewer, a 95th percentile says nothing."""

DEFAULT_CHANCES: Final = {"approach": 1 / 300, "potential": 1 / 30, "prospect": 1 / 3, "commit": 2 / 3}
"""The chance of a deal just reached. Source: 1 contract : 3 prospects : 30 potential customers : 300 new
approaches, the rule of thumb of the trade; between a prospect and a contract it is ours."""

UNKNOWN_STAGE_CHANCE: Final = DEFAULT_CHANCES["prospect"]
"""For a stage that is not in use any more: rather asked for a decision than let go without knowing."""

_SUREST_DEFAULT: Final = 5  # deals: how sure the usual figures are taken to be when there is nothing else
_NORMAL_95: Final = 1.6449  # of 20 true shares, one lies below the interval and one above


def usual_chance(stage: str) -> float:
    """Return the usual chance at a stage, of a deal whose customer was just reached."""
    return usual_chances(stage_keys()).get(stage, UNKNOWN_STAGE_CHANCE)


@cache
def usual_chances(stages: tuple[str, ...]) -> Mapping[str, float]:
    """Return the usual chance at each of the user's stages.

    Those of the four that are among them, in their usual order, keep their chances. The first of all is otherwise taken
    for a new approach, the last for a commitment, and those in between lie between their neighbours in equal ratios.

    Args:
        stages: all stages, from furthest to nearest to a contract.
    """
    if len(stages) == 1:
        return {stages[0]: DEFAULT_CHANCES.get(stages[0], UNKNOWN_STAGE_CHANCE)}
    known = _known_places(stages)
    chances = {}
    for (start, low), (end, high) in pairwise(sorted(known.items())):
        for place in range(start + 1, end):
            chances[stages[place]] = float(low * (high / low) ** ((place - start) / (end - start)))
    return chances | {stages[place]: chance for place, chance in known.items()}


def stage_like(key: str) -> str:
    """Return the stage in use that is as near to a contract as one of the four usually is: itself, where it is used."""
    if key in stage_keys():
        return key
    wanted = log(DEFAULT_CHANCES[key])
    return min(stage_keys(), key=lambda stage: abs(log(usual_chance(stage)) - wanted))


def _known_places(stages: Sequence[str]) -> dict[int, float]:
    """Return the chances that are given, by the place of their stage: at least those of the first and the last."""
    given = {place: DEFAULT_CHANCES[stage] for place, stage in enumerate(stages) if stage in DEFAULT_CHANCES}
    if list(given.values()) != sorted(given.values()):
        given = {}
    usual = list(DEFAULT_CHANCES.values())
    return {0: usual[0], len(stages) - 1: usual[-1], **given}


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
