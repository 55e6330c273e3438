"""Where a rate ends of which few cases are still to come: each is a hit or none, so it can't end just anywhere."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import exp
from typing import Final

from pipeline_cli.domain.rate import Rate

FEW: Final = 20
"""Of more cases to come the range of a gamma distribution is the same, to the digits that are shown."""

_LEFT_OUT: Final = 1e-4  # chance of more cases than are looked at
_TENTH: Final = 0.1
_ROUNDING: Final = 1e-9


def ends_of_few(actual: Rate, hits: float, misses: float, to_come: float) -> tuple[float, float]:
    """Return the 10th and 90th percentile of where a rate ends.

    How many cases come is a matter of chance (Poisson), and how many of them are hits (beta-binomial).

    Args:
        actual: the cases that have come.
        hits: those that are known, besides; above 0.
        misses: the same.
        to_come: how many more cases are expected.
    """
    ends = sorted(
        ((actual.hits + more) / (actual.of + cases), likely * chance)
        for cases, likely in _cases(to_come)
        if actual.of + cases
        for more, chance in enumerate(_hits_of(cases, hits, misses))
    )
    below = list(accumulate(chance for _, chance in ends))
    low, high = ((part - _ROUNDING) * below[-1] for part in (_TENTH, 1 - _TENTH))
    return _first(ends, below, low), _first(ends, below, high)


def _first(ends: Iterable[tuple[float, float]], below: Iterable[float], reach: float) -> float:
    """Return the first end up to which the chances add up to so much."""
    return next(end for (end, _), total in zip(ends, below, strict=True) if total >= reach)


def _cases(expected: float) -> Iterator[tuple[int, float]]:
    """Yield how many cases may come, each with its chance."""
    cases, chance, left = 0, exp(-expected), 1.0
    while left > _LEFT_OUT:
        yield cases, chance
        left -= chance
        cases += 1
        chance *= expected / cases


def _hits_of(cases: int, hits: float, misses: float) -> Iterator[float]:
    """Yield the chance of none, one, two … hits among some cases."""
    chance = 1.0
    for case in range(cases):
        chance *= (misses + case) / (hits + misses + case)
    yield chance
    for more in range(cases):
        chance *= (cases - more) * (hits + more) / ((more + 1) * (misses + cases - more - 1))
        yield chance
