import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.win_chance import interval, shrunk, usual_chance, usual_fading

shares = st.floats(0, 1)
counts = st.integers(0, 100_000)


def test_default_chances_follow_the_rule_of_thumb() -> None:
    assert [round(1 / usual_chance(stage)) for stage in ("prospect", "potential", "approach")] == [
        3,
        30,
        300,
    ]


def test_usual_chance_of_a_stage_that_the_user_named_is_that_of_a_prospect() -> None:
    assert usual_chance("Engaging") == usual_chance("prospect") == 1 / 3


def test_usual_fading_halves_with_each_limit_of_silence() -> None:
    assert [usual_fading(limits) for limits in (0, 1, 2, 3)] == [1, 1 / 2, 1 / 4, 1 / 8]


def test_shrunk_without_deals_is_the_usual_share() -> None:
    assert shrunk(0, 0, towards=0.25) == 0.25


def test_shrunk_lies_half_way_at_twenty_deals() -> None:
    assert shrunk(20, 20, towards=0.5) == 0.75


def test_shrunk_is_nearly_the_own_share_at_thousands_of_deals() -> None:
    assert shrunk(600, 6000, towards=0.9) == pytest.approx(0.1, abs=0.005)


def test_interval_is_wilsons() -> None:
    assert interval(0.1, 100) == pytest.approx((0.0607, 0.1604), abs=0.0001)


@given(shares, counts)
def test_interval_holds_the_share_and_stays_a_probability(share: float, closed: int) -> None:
    low, high = interval(share, closed)

    assert 0 <= low <= high <= 1
    assert low - 1e-9 <= share <= high + 1e-9


@given(shares, st.integers(5, 10_000))
def test_interval_narrows_with_more_deals(share: float, closed: int) -> None:
    low, high = interval(share, closed)
    surer_low, surer_high = interval(share, closed * 2)

    assert surer_high - surer_low < high - low


def test_interval_of_few_deals_is_wide() -> None:
    low, high = interval(0.2, 10)

    assert high - low > 0.35


def test_interval_without_deals_is_as_wide_as_with_five() -> None:
    assert interval(0.1, 0) == interval(0.1, 5) != interval(0.1, 6)
