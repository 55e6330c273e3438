"""Amounts end in whole deals."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.landing_amount import in_whole_deals

amounts = st.integers(0, 10**9)


def landing(so_far: float, rest: float) -> Landing:
    return Landing(so_far + rest, so_far, so_far + 3 * rest, "pace")


def test_where_a_deal_is_hardly_to_be_expected_nothing_comes() -> None:
    assert in_whole_deals(landing(500, 5), 500, 100) == Landing(500, 500, 500, "pace")


def test_where_a_deal_may_come_it_is_a_whole_one() -> None:
    assert in_whole_deals(landing(500, 20), 500, 100) == Landing(500, 500, 600, "pace")


def test_of_several_deals_the_mean_is_told() -> None:
    assert in_whole_deals(landing(500, 250), 500, 100) == landing(500, 250)


@given(amounts, amounts, st.integers(1, 10**6))
def test_an_amount_lies_in_its_range(so_far: int, rest: int, each: int) -> None:
    found = in_whole_deals(landing(so_far, rest), so_far, each)

    assert so_far <= found.low <= found.expected <= found.high
