"""Where a measure will end up, and how wide that is."""

import random
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.landing import Landing, by_pace, of_rate, over
from pipeline_cli.domain.pace import Pace, Stretch, pace
from pipeline_cli.domain.rate import Rate

STEADY = [Stretch(50, 5)] * 8

days = st.integers(0, 600).map(lambda tenths: tenths / 10)
weeks = st.lists(st.builds(Stretch, st.integers(0, 500), days), max_size=9)
counts = st.integers(0, 300)


def landed(so_far: float, left: float, known: list[Stretch]) -> Landing:
    found = by_pace(so_far, left, pace(known))
    assert found
    return found


def test_a_steady_pace_goes_on() -> None:
    found = landed(80, 10, STEADY)

    assert found.expected == 180
    assert 150 < found.low < 170
    assert 190 < found.high < 210


def test_uneven_weeks_make_the_range_wider() -> None:
    uneven = landed(0, 10, [Stretch(10, 5), Stretch(90, 5)] * 4)
    steady = landed(0, 10, STEADY)

    assert uneven.expected == pytest.approx(steady.expected, rel=0.15)
    assert uneven.high - uneven.low > 1.5 * (steady.high - steady.low)


def test_few_weeks_make_the_range_wider() -> None:
    few, many = landed(0, 10, STEADY[:1]), landed(0, 10, STEADY)

    assert few.high - few.low > many.high - many.low


def test_nothing_so_far_may_still_become_something() -> None:
    found = landed(0, 20, [Stretch(0, 5)] * 4)

    assert 0 <= found.low < found.expected < found.high < 3


def test_no_pace_is_known_before_a_working_day_is_over() -> None:
    assert pace([]) is None
    assert pace([Stretch(3, 0), Stretch(1, 0.9)]) is None
    assert by_pace(3, 10, None) is None


def test_a_monday_morning_upsets_nothing() -> None:
    early, usual = landed(0, 10, [*STEADY, Stretch(3, 0.01)]), landed(0, 10, STEADY)

    assert (early.low, early.high) == pytest.approx((usual.low, usual.high), rel=0.05)


def test_no_time_left_lands_at_what_there_is() -> None:
    assert landed(7, 0, STEADY) == Landing(7, 7, 7, "pace")
    assert over(7) == Landing(7, 7, 7, "over")


def test_eight_of_ten_random_periods_end_in_the_range() -> None:
    dice, known = random.Random(6), Pace(10.0, variance=20.0, unsure=1.0, wandering=0.1)
    found = by_pace(0, 20, known)
    tenths = quantiles((_wandered(dice, known, 20) for _ in range(4000)), n=10)

    assert found
    assert tenths[0] == pytest.approx(found.low, rel=0.05)
    assert tenths[-1] == pytest.approx(found.high, rel=0.05)


def _wandered(dice: random.Random, known: Pace, days: int) -> float:
    """Return what some days bring at a pace that is not sure, and that changes from day to day."""
    pace_now, total = dice.gauss(known.per_day, known.unsure**0.5), 0.0
    for _ in range(days):
        total += dice.gauss(pace_now, known.variance**0.5)
        pace_now += dice.gauss(0, known.wandering**0.5)
    return total


@given(so_far=counts, left=days, known=weeks)
def test_a_landing_lies_in_its_range_and_behind_what_there_is(so_far: int, left: float, known: list[Stretch]) -> None:
    found = by_pace(so_far, left, pace(known))

    assert found is None or so_far <= found.low <= found.expected <= found.high


@given(left=st.floats(1, 60), grain=st.floats(0.5, 1e9))
def test_the_unit_of_an_amount_changes_nothing(left: float, grain: float) -> None:
    known = pace([Stretch(week.amount * grain, week.days) for week in STEADY], grain)
    found, plain = by_pace(0, left, known), landed(0, left, STEADY)

    assert found
    assert (found.low / grain, found.high / grain) == pytest.approx((plain.low, plain.high))


def test_a_rate_leans_on_the_usual_one_while_its_cases_are_few() -> None:
    few = of_rate(Rate(0, 1), Rate(0, 1), 0.3, 1)
    many = of_rate(Rate(0, 1), Rate(0, 1000), 0.3, 1)

    assert few
    assert many
    assert many.expected < 0.01
    assert 0.1 < few.expected < 0.3
    assert few.high > 0.3
    assert many.high < 0.1


def test_the_cases_that_have_come_are_settled() -> None:
    found = of_rate(Rate(50, 100), Rate(50, 100), 0.5, 10)
    settled = of_rate(Rate(50, 100), Rate(50, 100), 0.5, 0)

    assert found
    assert 0.46 < found.low < 0.5 < found.high < 0.54
    assert settled
    assert (settled.low, settled.high) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("actual", "known", "to_come"),
    [
        (Rate(0, 0), Rate(0, 0), 5),
        (Rate(0, 0), Rate(1, 9), 0.4),
        (Rate(2, 1), Rate(3, 9), 5),
        (Rate(0, 1), Rate(9, 3), 5),
    ],
)
def test_a_rate_that_nobody_can_know_has_no_landing(actual: Rate, known: Rate, to_come: float) -> None:
    assert of_rate(actual, known, 0.3, to_come) is None


@given(hits=counts, more=counts, usual=st.floats(0.01, 0.99), to_come=days)
def test_a_rate_lands_between_nought_and_one(hits: int, more: int, usual: float, to_come: float) -> None:
    rate = Rate(hits, hits + more)
    found = of_rate(rate, rate, usual, to_come)

    assert found is None or 0 <= found.low <= found.expected <= found.high <= 1
