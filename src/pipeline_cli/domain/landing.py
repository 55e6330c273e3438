"""Where a measure will end up if things go on like this, and between what 8 of 10 such periods end.

Counts, and amounts without a forecast, go on at the pace of the last weeks (see ``pace``). How much the weeks differed
says how wide the range is, and the further ahead the end, the wider. Rates lean on the usual ones until
``USUAL_WORTH`` cases of one's own outweigh them. Also in the README, "How the figures are worked out".
"""

from math import sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.few_cases import FEW, ends_of_few
from pipeline_cli.domain.pace import Pace
from pipeline_cli.domain.rate import Rate

USUAL_RATES: Final = {"appointment_rate": 0.1, "close_rate": 1 / 3, "win_rate": 1 / 3, "repeat_rate": 0.2}
"""Until one's own cases tell. Source: 1 contract : 3 prospects : 30 potential customers : 300 new approaches, the rule
of thumb of the trade, for the first three; the last is ours."""

USUAL_WORTH: Final = 10
"""Cases of one's own that count as much as a usual rate."""

NORMAL_80: Final = 1.2816  # of 10 normal values one lies below the range and one above


class Landing(NamedTuple):
    """Where something ends: what is expected, and the range that 8 of 10 such periods end in.

    Attributes:
        expected: in minor units, as a count, or as a share.
        low: one of ten ends below.
        high: one of ten ends above.
        basis: what it rests on: forecast, pace, history, or "over" where nothing can change any more.
    """

    expected: float
    low: float
    high: float
    basis: str


def over(actual: float) -> Landing:
    """Return the landing of a period that is over."""
    return Landing(actual, actual, actual, "over")


def by_pace(so_far: float, left: float, known: Pace | None) -> Landing | None:
    """Return where a count or an amount ends at a pace; None where that is not known.

    Args:
        so_far: what has come.
        left: working days left; a day off counts as the part of one that it usually is.
        known: the pace.
    """
    if known is None:
        return None
    rest = known.per_day * left
    low, high = _range(rest, known.variance_of(left))
    return Landing(so_far + rest, so_far + low, so_far + high, "pace")


def of_rate(actual: Rate, known: Rate, usual: float, to_come: float) -> Landing | None:
    """Return where a rate ends.

    Args:
        actual: of the period, so far.
        known: of the last weeks, or of the period itself where that has more cases.
        usual: the rate to lean on.
        to_come: how many more cases are expected.

    Returns:
        None where no case is known or none is to be expected, or where more hits than cases are.
    """
    if not 0 < known.of >= known.hits or actual.hits > actual.of:
        return None
    cases = known.of + USUAL_WORTH
    share = (known.hits + USUAL_WORTH * usual) / cases
    of = actual.of + to_come
    if of < 1:
        return None
    end = (actual.hits + share * to_come) / of
    if to_come <= FEW:
        low, high = ends_of_few(actual, share * cases, (1 - share) * cases, to_come)
        return Landing(end, min(low, end), max(high, end), "history")
    variance = share * (1 - share) * to_come * (1 + to_come / cases) / of**2
    return _between_shares(end, variance)


def _range(mean: float, variance: float) -> tuple[float, float]:
    """Return the 10th and 90th percentile of a gamma distribution.

    Source: Wilson and Hilferty, The distribution of chi-square, PNAS 17 (1931).
    """
    if mean <= 0 or variance <= 0:
        return mean, mean
    part = variance / mean**2 / 9
    low, high = (mean * max(0.0, 1 - part + side * NORMAL_80 * sqrt(part)) ** 3 for side in (-1, 1))
    return min(low, mean), max(high, mean)


def _between_shares(share: float, variance: float) -> Landing:
    """Return a share with its range: of hits or of misses, whichever are fewer, and never beyond 0 and 1."""
    if share <= 1 / 2:
        low, high = _range(share, variance)
    else:
        high, low = (1 - end for end in _range(1 - share, variance))
    return Landing(share, min(max(0.0, low), share), max(min(1.0, high), share), "history")
