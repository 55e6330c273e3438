from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.forecast import (
    Chances,
    Mixed,
    Ways,
    Window,
    chances,
    correction,
    is_lived_through,
    mixed,
    outlook,
    still_to_come,
    ways,
    won_between,
)
from pipeline_cli.domain.forecast_draws import Amounts, Outlook, draw
from pipeline_cli.domain.snapshot import NEVER, PastDeal
from pipeline_cli.domain.win_model import USUAL_MODEL
from pipeline_cli.services.forecast_wins import windows_before

MONTH = Window(seen_at=1000.0, start=1000.0, end=1030.0)
NOTHING_TO_COME = Outlook({}, 0.0, 0.1)


def won(number: int, opened: float, closed: float) -> PastDeal:
    return PastDeal(number, opened, closed, is_won=True)


def said(model: float, pace: float, came: int | None = None, so_far: int = 0) -> Ways:
    return Ways(MONTH, so_far, model, pace, pace, pace, 2 * pace, came)


def test_wins_are_counted_from_the_first_day_to_before_the_end() -> None:
    assert won_between([won(1, 0, 1000.0), won(2, 0, 1029.9), won(3, 0, 1030.0)], 1000.0, 1030.0) == 2


def test_a_period_to_come_leaves_out_the_wins_before_it() -> None:
    deals = [PastDeal(1, 990.0, NEVER, is_won=False)]
    whole = chances(deals, Window(1000.0, 1000.0, 1060.0), USUAL_MODEL).expected
    parts = [chances(deals, Window(1000.0, start, start + 30), USUAL_MODEL).expected for start in (1000.0, 1030.0)]

    assert sum(parts) == pytest.approx(whole)
    assert parts[0] > parts[1] > 0


def test_wins_of_deals_to_come_are_those_of_the_windows_before() -> None:
    deals = [won(1, 800.0, 980.0), won(2, 975.0, 985.0), won(3, 945.0, 950.0), won(4, 946.0, 951.0)]

    assert still_to_come(deals, MONTH) == 1.0


def test_the_pace_is_that_of_the_windows_that_are_over() -> None:
    deals = [won(number, 900.0, 975.0) for number in range(6)] + [won(9, 800.0, 950.0)]
    found = ways(deals, MONTH, USUAL_MODEL, [MONTH.earlier(1), MONTH.earlier(2), MONTH.earlier(3)])

    assert (found.last, found.quarter_ago) == (6, 0)
    assert found.mean_of_three == pytest.approx(7 / 3)


def test_without_a_past_the_ways_count_as_usual() -> None:
    found = mixed(said(model=20, pace=10), [])

    assert 10 < found.wins < 15
    assert sum(found.weights) == pytest.approx(1)


def test_the_way_that_was_right_counts_more() -> None:
    past = [said(model=10, pace=20, came=10)] * 6

    assert mixed(said(model=10, pace=20), past).wins < 11


def test_a_model_that_always_said_too_much_is_corrected() -> None:
    assert correction([said(model=20, pace=0, came=15)] * 9) == pytest.approx(0.775)
    assert correction([]) == 1.0


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500), st.integers(0, 500)), max_size=9), st.integers(0, 50))
def test_a_mixture_is_never_below_what_has_come(past: list[tuple[float, float, int]], so_far: int) -> None:
    found = mixed(said(so_far, so_far, so_far=so_far), [said(*one) for one in past])

    assert found.wins >= so_far
    assert found.spread > 0


def test_the_ways_together_raise_or_lower_the_chances() -> None:
    found = outlook(Chances(((1, 0.5), (2, 0.3))), 1.2, Mixed(4.0, (), 0.2), so_far=3)

    assert found.chances == pytest.approx({1: 0.25, 2: 0.15})
    assert found.to_come == pytest.approx(0.6)


def test_a_window_is_lived_through_where_deals_were_decided_as_it_began() -> None:
    assert is_lived_through([won(1, 900.0, 1003.0)], MONTH)
    assert not is_lived_through([won(1, 900.0, 1010.0)], MONTH)
    assert not is_lived_through([won(1, 990.0, 1003.0)], MONTH)


def test_windows_before_a_month_are_months() -> None:
    found = windows_before(date(1970, 3, 1), date(1970, 3, 31), 70.0)

    assert found[:3] == [Window(70.0, 59.0, 90.0), Window(42.0, 31.0, 59.0), Window(11.0, 0.0, 31.0)]


def test_windows_before_other_days_are_as_long() -> None:
    assert windows_before(date(1970, 2, 10), date(1970, 2, 19), 45.0)[1] == Window(35.0, 30.0, 40.0)


# Drawing


def test_what_has_come_is_sure() -> None:
    assert draw(NOTHING_TO_COME, 7, {})["wins"] == (7, 7, 7, 7, 7.0)


def test_the_same_records_give_the_same_forecast() -> None:
    outlook_ = Outlook({1: 0.3, 2: 0.6}, 4.0, 0.3)

    assert draw(outlook_, 0, {}) == draw(outlook_, 0, {})


def test_the_mean_is_what_the_chances_add_up_to() -> None:
    found = draw(Outlook(dict.fromkeys(range(200), 0.25), 10.0, 0.1), 5, {})["wins"]

    assert found.mean == pytest.approx(65, rel=0.03)
    assert found.p10 < found.p50 < found.p90


def test_a_wider_spread_makes_a_wider_range() -> None:
    narrow, wide = (draw(Outlook({}, 50.0, spread), 0, {})["wins"] for spread in (0.05, 0.5))

    assert wide.p90 - wide.p10 > 2 * (narrow.p90 - narrow.p10)


def test_revenue_takes_a_deals_own_value_and_else_the_usual_one() -> None:
    known = Amounts(so_far=100, deals={1: 1000}, past=[10, 30])
    found = draw(Outlook({1: 1.0, 2: 1.0}, 0.0, 1e-9), 1, {"revenue": known})["revenue"]

    assert found.so_far == 100
    assert found.mean == pytest.approx(1120, rel=0.01)


@given(st.dictionaries(st.integers(1, 50), st.floats(0, 1), max_size=8), st.integers(0, 9), st.randoms())
def test_percentiles_are_in_order_and_the_order_of_deals_does_not_matter(
    known: dict[int, float], so_far: int, dice: Random
) -> None:
    shuffled = dict(dice.sample(sorted(known.items()), len(known)))
    found = draw(Outlook(shuffled, 1.0, 0.2), so_far, {})["wins"]

    assert so_far <= found.p10 <= found.p50 <= found.p90
    assert found == draw(Outlook(known, 1.0, 0.2), so_far, {})["wins"]
