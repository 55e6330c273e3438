"""The pace of the last weeks: what a working day brings now, how sure that is, and how fast it changes.

A count of a week is its pace times its days, and chance; from week to week the pace itself wanders. How uneven the
weeks are and how much the pace wanders is told apart by how well each pace foretold the week after it. What agrees
with that is averaged, leaning on ``USUAL_UNEVENNESS`` and ``USUAL_WANDERING`` while the weeks are few. Also in the
README, "How the figures are worked out".

Source: the local level model, A. C. Harvey, Forecasting, structural time series models and the Kalman filter (1989).
"""

from collections.abc import Callable, Sequence
from math import exp, log
from typing import Final, NamedTuple

USUAL_UNEVENNESS: Final = 2.0
"""How many times the variance of pure chance (Poisson) a count of a week has, usually: calls come in rows."""

UNEVENNESS_SPREAD: Final = 1.0
"""How far from that it may well be (one standard deviation of its logarithm)."""

USUAL_WANDERING: Final = 0.2
"""How far the pace of a week usually is from that of the week before, besides chance, as a share of it."""

WANDERING_SPREAD: Final = 0.7
"""How far from that it may well be (one standard deviation of its logarithm)."""

WEEK: Final = 5  # working days

DAYS_OFF_WORTH: Final = 2
"""So many days off without anything are taken for granted: who worked on one Sunday does not work on Sundays."""

_UNEVENNESSES: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_WANDERINGS: Final = (0.03, 0.07, 0.15, 0.3, 0.6)
_MOST_OFF: Final = 2.0


class Stretch(NamedTuple):
    """What some working days brought, a week in most cases; a day off counts as the part of one that it usually is."""

    amount: float
    days: float


class Pace(NamedTuple):
    """What a working day brings.

    Attributes:
        per_day: on average, now.
        variance: of a single day.
        unsure: how sure the average is (its variance).
        wandering: the variance that the average gains with each day to come.
        off: what a day off brings, as a share of a working day.
    """

    per_day: float
    variance: float
    unsure: float = 0.0
    wandering: float = 0.0
    off: float = 0.0

    def variance_of(self, days: float) -> float:
        """Return the variance of what so many days to come bring together."""
        return self.variance * days + self.unsure * days**2 + self.wandering * days**3 / 3


class _Guess(NamedTuple):
    """What the weeks say if they are so uneven, and the pace wanders so much; and how well they agree with that."""

    agreement: float
    per_day: float
    unsure: float
    unevenness: float
    wandering: float


def pace(weeks: Sequence[Stretch], grain: float = 1.0, off: float = 0.0) -> Pace | None:
    """Return what a working day brings; None where not even one is known.

    Args:
        weeks: what the last weeks brought, in order; one with less than a working day counts with the week before it.
        grain: how much comes at a time: 1 of a count, the usual deal of an amount.
        off: what a day off brings, as a share of a working day.
    """
    known = _whole(weeks)
    amount, days = sum(week.amount for week in known), sum(week.days for week in known)
    if days < 1:
        return None
    # Half a piece where nothing has come yet: nobody knows that nothing ever will.
    least = grain / 2 / days
    usual = max(amount / days, least)
    guesses = [_guess(known, usual, grain, uneven, wander) for uneven in _UNEVENNESSES for wander in _WANDERINGS]
    mean = _average_over(guesses)
    per_day = max(least, mean(lambda one: one.per_day))
    return Pace(
        per_day=per_day,
        variance=per_day * grain * mean(lambda one: one.unevenness),
        unsure=mean(lambda one: one.unsure + (one.per_day - per_day) ** 2),
        wandering=mean(lambda one: one.wandering**2) * usual**2 / WEEK,
        off=off,
    )


def share_of_day_off(on_days_off: Stretch, on_working_days: Stretch) -> float:
    """Return what a day off brings of what a working day does, by what so many of each brought; at the most twice."""
    if not on_days_off.amount:
        return 0.0
    each = on_days_off.amount / (on_days_off.days + DAYS_OFF_WORTH)
    return min(_MOST_OFF, each * on_working_days.days / on_working_days.amount) if on_working_days.amount else 1.0


def _guess(weeks: Sequence[Stretch], usual: float, grain: float, uneven: float, wander: float) -> _Guess:
    """Follow the pace through the weeks (a Kalman filter), and see how well each week was foretold."""
    chance, agreement = uneven * grain * usual, _nearness(uneven, wander)
    per_day, unsure = weeks[0].amount / weeks[0].days, chance / weeks[0].days
    for amount, days in weeks[1:]:
        unsure += (wander * usual) ** 2 * min(1.0, days / WEEK)
        expected, miss = unsure + chance / days, amount / days - per_day
        agreement -= (log(expected / usual**2) + miss**2 / expected) / 2
        per_day += miss * unsure / expected
        unsure *= 1 - unsure / expected
    return _Guess(agreement, per_day, unsure, uneven, wander)


def _nearness(uneven: float, wander: float) -> float:
    """Return how well a guess agrees with what is usual."""
    far = log(uneven / USUAL_UNEVENNESS) / UNEVENNESS_SPREAD, log(wander / USUAL_WANDERING) / WANDERING_SPREAD
    return -(far[0] ** 2 + far[1] ** 2) / 2


def _average_over(guesses: Sequence[_Guess]) -> Callable[[Callable[[_Guess], float]], float]:
    """Return what averages something over guesses, each as likely as the weeks make it."""
    best = max(one.agreement for one in guesses)
    odds = [exp(one.agreement - best) for one in guesses]
    total = sum(odds)
    return lambda value: sum(one * value(guess) for one, guess in zip(odds, guesses, strict=True)) / total


def _whole(weeks: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches of a working day or more: what is shorter is added to the one before it, or after."""
    found: list[Stretch] = []
    for week in weeks:
        if found and (week.days < 1 or found[-1].days < 1):
            last = found.pop()
            week = Stretch(last.amount + week.amount, last.days + week.days)  # noqa: PLW2901
        found.append(week)
    return found
