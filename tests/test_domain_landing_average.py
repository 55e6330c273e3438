"""Where revenue per customer ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.landing_average import Buyers, of_average

counts = st.integers(0, 300)
days = st.floats(0, 400)


def end(expected: float, low: float | None = None, high: float | None = None) -> Landing:
    return Landing(expected, expected if low is None else low, expected if high is None else high, "pace")


def test_new_customers_become_fewer() -> None:
    known = Buyers(half=40, whole=60, days=20)

    assert known.within(0) == 0
    assert known.within(20) == pytest.approx(40)
    assert known.within(40) == pytest.approx(60)
    assert known.within(60) == pytest.approx(70)
    assert known.within(4000) == pytest.approx(80)


def test_where_nobody_buys_twice_there_are_ever_more() -> None:
    assert Buyers(half=5, whole=10, days=20).within(80) == 20
    assert Buyers(half=0, whole=3, days=20).within(80) == 6


def test_no_new_customer_came_in_the_second_half() -> None:
    known = Buyers(half=85, whole=85, days=60)

    assert known.within(250) - known.within(130) == 0


@given(half=counts, more=counts, days_known=st.floats(0, 100), ends=st.tuples(days, days))
def test_customers_never_become_fewer_with_time(
    half: int, more: int, days_known: float, ends: tuple[float, float]
) -> None:
    known = Buyers(half, half + more, days_known)
    sooner, later = (known.within(one) for one in sorted(ends))

    assert 0 <= sooner <= later + 1e-9


def test_customers_who_buy_again_raise_the_average() -> None:
    found = of_average(5_480, 85, end(9_760, 8_610, 11_000), new=0)

    assert found
    assert found.expected == pytest.approx(9_760 / 85)
    assert found.low == pytest.approx(8_610 / 85, rel=0.03)
    assert found.high == pytest.approx(11_000 / 85, rel=0.03)


def test_more_new_customers_come_with_more_revenue() -> None:
    found = of_average(1_000, 10, end(2_000, 1_500, 2_500), new=10)

    assert found
    assert found.expected == 100
    assert 60 < found.low < 90
    assert 110 < found.high < 150


@pytest.mark.parametrize(("total", "ends"), [(0, end(0)), (0, end(0, 0, 50))])
def test_nobody_knows_an_average_of_nothing(total: int, ends: Landing) -> None:
    assert of_average(total, 0, ends, 3) is None


def test_nobody_knows_an_average_without_a_customer() -> None:
    assert of_average(0, 0, end(50), 0.4) is None


@given(total=st.integers(0, 1000), customers=counts, new=st.floats(0, 100), steps=st.tuples(*[st.integers(0, 500)] * 3))
def test_an_average_lies_in_its_range(total: int, customers: int, new: float, steps: tuple[int, int, int]) -> None:
    low, middle, high = (total + step for step in sorted(steps))
    found = of_average(total if customers else 0, customers, end(middle, low, high), new)

    assert found is None or 0 <= found.low <= found.expected <= found.high
