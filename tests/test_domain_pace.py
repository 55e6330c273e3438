"""What a working day brings, how sure that is, and how fast it changes."""

import random
from itertools import accumulate
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.landing import by_pace
from pipeline_cli.domain.pace import Pace, Stretch, pace, share_of_day_off

STEADY = [Stretch(50, 5)] * 8
RISING = [Stretch(20 * week, 5) for week in range(1, 9)]
UNEVEN = [Stretch(10, 5), Stretch(90, 5)] * 4

weeks = st.lists(
    st.builds(Stretch, st.integers(0, 500), st.integers(0, 50).map(lambda tenths: tenths / 10)), max_size=9
)


def known(weeks: list[Stretch]) -> Pace:
    found = pace(weeks)
    assert found
    return found


def test_a_steady_pace_is_that_of_every_week() -> None:
    assert known(STEADY).per_day == pytest.approx(10)


def test_a_pace_that_rises_is_nearer_to_that_of_the_last_week_than_to_the_mean() -> None:
    assert 18 * 1.25 < known(RISING).per_day < 32


def test_a_pace_that_changed_may_change_again() -> None:
    assert known(RISING).wandering > 3 * known(STEADY).wandering


def test_weeks_that_go_up_and_down_are_chance_and_no_change_of_pace() -> None:
    assert known(UNEVEN).variance > 3 * known(STEADY).variance
    assert known(UNEVEN).per_day == pytest.approx(10, rel=0.2)


def test_the_more_weeks_the_surer() -> None:
    unsure = [known(STEADY[:many]).unsure for many in (1, 2, 4, 8)]

    assert unsure == sorted(unsure, reverse=True)


def test_days_further_ahead_are_less_sure_than_in_proportion() -> None:
    near, far = (known(STEADY).variance_of(days) for days in (10, 20))

    assert far > 3 * near


@given(weeks)
def test_a_pace_is_never_nothing(found: list[Stretch]) -> None:
    one = pace(found)

    assert one is None or (one.per_day > 0 and one.variance > 0 and one.unsure >= 0 and one.wandering > 0)


@given(st.floats(0.5, 1e9))
def test_the_unit_of_an_amount_changes_nothing(grain: float) -> None:
    found = pace([Stretch(week.amount * grain, week.days) for week in RISING], grain)

    assert found
    assert found.per_day == pytest.approx(known(RISING).per_day * grain)
    assert found.variance_of(7) == pytest.approx(known(RISING).variance_of(7) * grain**2)


def test_eight_of_ten_periods_of_a_pace_that_wanders_end_in_the_range() -> None:
    dice = random.Random(8)
    inside = mean(_is_inside(dice, ahead=dice.randint(1, 8)) for _ in range(400))

    assert 0.72 < inside < 0.88


def _is_inside(dice: random.Random, ahead: int) -> bool:
    """Tell whether some weeks end in the range, of a pace that changes by a fifth a week, and comes in rows of two."""
    paces = list(accumulate(range(8 + ahead), lambda one, _: one * (1 + dice.gauss(0, 0.2)), initial=40.0))[1:]
    came = [max(0.0, dice.gauss(one * 5, (2 * abs(one) * 5) ** 0.5)) for one in paces]
    found = by_pace(0, 5 * ahead, pace([Stretch(amount, 5) for amount in came[:8]]))
    return found is not None and found.low <= sum(came[8:]) <= found.high


# Days off


def test_who_never_works_on_a_day_off_does_not_then() -> None:
    assert share_of_day_off(Stretch(0, 16), Stretch(400, 40)) == 0


def test_who_works_every_day_brings_nearly_as_much_on_a_day_off() -> None:
    assert 0.85 < share_of_day_off(Stretch(160, 16), Stretch(400, 40)) < 1


def test_one_sunday_is_no_habit() -> None:
    assert share_of_day_off(Stretch(10, 1), Stretch(400, 40)) < 0.4


def test_who_works_on_days_off_only_is_taken_as_working_every_day() -> None:
    assert share_of_day_off(Stretch(30, 16), Stretch(0, 40)) == 1


@given(st.floats(0, 1e6), st.floats(0, 20), st.floats(0, 1e6), st.floats(0, 50))
def test_a_day_off_brings_twice_as_much_at_the_most(off: float, days: float, amount: float, working: float) -> None:
    assert 0 <= share_of_day_off(Stretch(off, days), Stretch(amount, working)) <= 2
