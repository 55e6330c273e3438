"""Where a measure will end up if things go on like this, and between what 8 of 10 such periods end.

Counts, and amounts without a forecast, go on at the pace of the last weeks: their mean for each working day, times the
working days left. How much the weeks differed says how wide the range is, leaning on ``USUAL_UNEVENNESS`` while they
are few, and on ``USUAL_DRIFT`` for how much the pace itself may change. Rates lean on the usual ones until
``USUAL_WORTH`` cases of one's own outweigh them. Also in the README, "How the figures are worked out".
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.rate import Rate

USUAL_RATES: Final = {"appointment_rate": 0.1, "close_rate": 1 / 3, "win_rate": 1 / 3, "repeat_rate": 0.2}
"""Until one's own cases tell. Source: 1 contract : 3 prospects : 30 potential customers : 300 new approaches, the rule
of thumb of the trade, for the first three; the last is ours."""

USUAL_WORTH: Final = 10
"""Cases of one's own that count as much as a usual rate."""

USUAL_UNEVENNESS: Final = 2.0
"""How many times the variance of pure chance (Poisson) a count of a week has, usually: calls come in rows."""

USUAL_WEEKS: Final = 4
"""Weeks of one's own that count as much as the usual unevenness."""

USUAL_DRIFT: Final = 0.25
"""How far the pace of the weeks to come usually is from that of the last weeks, besides chance, as a share of it."""

DRIFT_WORTH: Final = 1
"""How many times one's own weeks have to show another drift until that counts as much as the usual one."""

USUAL_SPREAD: Final = 1.0
"""The standard deviation of what customers pay, as a share of their mean."""

_NORMAL_80: Final = 1.2816  # of 10 normal values one lies below the range and one above


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


class Stretch(NamedTuple):
    """What some working days brought, a week in most cases."""

    amount: float
    days: float


class Pace(NamedTuple):
    """What a working day brings.

    Attributes:
        per_day: on average.
        variance: of a single day.
        days: how many days that is known from.
        drift: how far the days to come may be from that, besides chance, as a share (one standard deviation).
    """

    per_day: float
    variance: float
    days: float
    drift: float = 0.0


def over(actual: float) -> Landing:
    """Return the landing of a period that is over."""
    return Landing(actual, actual, actual, "over")


def pace(weeks: Sequence[Stretch], grain: float = 1.0) -> Pace | None:
    """Return what a working day brings; None where not even one is known.

    Args:
        weeks: what the last weeks brought; one with less than a working day counts with the week before it.
        grain: how much comes at a time: 1 of a count, the usual deal of an amount.
    """
    known = _whole(weeks)
    amount, days = _together(known)
    if days < 1:
        return None
    # Half a piece where nothing has come yet: nobody knows that nothing ever will.
    per_day = max(amount, grain / 2) / days
    variance = per_day * grain * _unevenness(known, per_day, grain)
    return Pace(per_day, variance, days, _drift(known, per_day, variance))


def by_pace(so_far: float, left: float, known: Pace | None) -> Landing | None:
    """Return where a count or an amount ends at a pace; None where that is not known.

    Args:
        so_far: what has come.
        left: working days left.
        known: the pace.
    """
    if known is None:
        return None
    rest = known.per_day * left
    variance = known.variance * left * (1 + left / known.days) + (known.drift * rest) ** 2
    low, high = _range(rest, variance)
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
    variance = share * (1 - share) * to_come * (1 + to_come / cases) / of**2
    return _between_shares(end, variance)


def of_average(actual: tuple[float, float], known: tuple[float, float], to_come: float) -> Landing | None:
    """Return where an average ends: total and cases so far, total and cases that are known, and the cases to come."""
    total, cases = known
    if not cases:
        return None
    mean = total / cases
    of = actual[1] + to_come
    end = (actual[0] + mean * to_come) / of if of else mean
    spread = USUAL_SPREAD * mean
    variance = spread**2 * (to_come * (1 + to_come / cases) / of**2 if of else 1 / cases)
    return Landing(end, *_range(end, variance), "history")


def _whole(weeks: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches of a working day or more: what is shorter is added to the one before it, or after."""
    found: list[Stretch] = []
    for week in weeks:
        if found and (week.days < 1 or found[-1].days < 1):
            last = found.pop()
            week = Stretch(last.amount + week.amount, last.days + week.days)  # noqa: PLW2901
        found.append(week)
    return found


def _unevenness(weeks: Sequence[Stretch], per_day: float, grain: float) -> float:
    """Return how many times the variance of pure chance the weeks have, at least once."""
    misses = sum((week.amount - per_day * week.days) ** 2 / (per_day * week.days * grain) for week in weeks)
    freedom = max(0, len(weeks) - 1)
    return max(1.0, (misses + USUAL_WEEKS * USUAL_UNEVENNESS) / (freedom + USUAL_WEEKS))


def _drift(weeks: Sequence[Stretch], per_day: float, variance: float) -> float:
    """Return how far the pace drifts: by what the later half of the weeks differs from the earlier, less chance."""
    half = len(weeks) // 2
    if not half:
        return USUAL_DRIFT
    earlier, later = _together(weeks[:half]), _together(weeks[half:])
    apart = (later.amount / later.days - earlier.amount / earlier.days) ** 2
    beyond_chance = max(0.0, apart - variance * (1 / earlier.days + 1 / later.days)) / per_day**2
    return sqrt((beyond_chance + DRIFT_WORTH * USUAL_DRIFT**2) / (1 + DRIFT_WORTH))


def _together(weeks: Sequence[Stretch]) -> Stretch:
    return Stretch(sum(week.amount for week in weeks), sum(week.days for week in weeks))


def _range(mean: float, variance: float) -> tuple[float, float]:
    """Return the 10th and 90th percentile of a gamma distribution.

    Source: Wilson and Hilferty, The distribution of chi-square, PNAS 17 (1931).
    """
    if mean <= 0 or variance <= 0:
        return mean, mean
    part = variance / mean**2 / 9
    low, high = (mean * max(0.0, 1 - part + side * _NORMAL_80 * sqrt(part)) ** 3 for side in (-1, 1))
    return min(low, mean), max(high, mean)


def _between_shares(share: float, variance: float) -> Landing:
    """Return a share with its range: of hits or of misses, whichever are fewer, and never beyond 0 and 1."""
    if share <= 1 / 2:
        low, high = _range(share, variance)
    else:
        high, low = (1 - end for end in _range(1 - share, variance))
    return Landing(share, min(max(0.0, low), share), max(min(1.0, high), share), "history")
