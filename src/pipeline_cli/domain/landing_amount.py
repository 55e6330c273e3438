"""Where an amount ends that comes in whole deals: nobody receives a part of one."""

from math import log
from typing import Final

from pipeline_cli.domain.landing import Landing

LIKELY: Final = log(2)
"""With fewer deals expected than that, none is likelier than any (Poisson)."""

NEARLY_NONE: Final = -log(0.9)
"""With fewer than that, nine of ten such periods bring none."""


def in_whole_deals(landing: Landing, so_far: float, each: float) -> Landing:
    """Return a landing by pace with its ends where they can be.

    Args:
        landing: by the mean of what is to come.
        so_far: what has come.
        each: what a deal usually brings.
    """
    deals = (landing.expected - so_far) / each
    if deals >= LIKELY:
        return landing
    high = so_far if deals < NEARLY_NONE else max(landing.high, so_far + each)
    return landing._replace(expected=so_far, low=so_far, high=high)
