from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain import forecast_draws
from pipeline_cli.domain.forecast import (
    USUAL_SPREAD,
    Chances,
    Ways,
    Window,
    chances,
    correction,
    is_lived_through,
    mixed,
    spread_of,
    still_to_come,
    ways,
    won_between,
)
from pipeline_cli.domain.forecast_draws import Amounts, Outlook, draw
from pipeline_cli.domain.snapshot import NEVER, PastDeal
from pipeline_cli.domain.win_model import USUAL_MODEL

MONTH = Window(seen_at=1000.0, start=1000.0, end=1030.0)
MUCH = 10**6
"""So many wins that nothing is left to doubt about the pace."""

NOTHING_TO_COME = Outlook({}, 0.0, 0.1, MUCH)


def won(number: int, opened: float, closed: float) -> PastDeal:
    return PastDeal(number, opened, closed, is_won=True)


def said(model: float, pace: float, came: int | None = None, so_far: int = 0) -> Ways:
    return Ways(MONTH, so_far, model, pace, pace, pace, 2 * pace, MUCH, came)


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

    assert still_to_come(deals, MONTH) == pytest.approx(3.5 / 3)


def test_the_pace_of_a_short_history_goes_on_into_a_later_period() -> None:
    deals = [won(number, 920.0 + 8 * number, 922.0 + 8 * number) for number in range(10)]
    next_quarter = Window(1000.0, 1040.0, 1130.0)

    assert still_to_come(deals, next_quarter) == pytest.approx(10.5 / 80 * 90)


def test_wins_that_take_long_are_not_expected_of_deals_yet_to_come() -> None:
    assert still_to_come([won(1, 975.0, 990.0)], MONTH) == pytest.approx(1.5 / 25 * (30 + 15) / 2)


def test_a_first_day_with_three_wins_is_no_pace_of_three_a_day() -> None:
    deals = [won(number, 999.0, 999.5) for number in range(3)]

    assert still_to_come(deals, MONTH) == pytest.approx(3.5 / 10 * (30 + 3 * 29.5) / 4)


def test_a_way_that_needs_more_history_than_there_is_says_nothing() -> None:
    deals = [won(1, 950.0, 960.0)]
    found = ways(deals, MONTH, Chances(()), [])

    assert found.values() == (found.model, None, None, None)
    assert mixed(found, []).weights == pytest.approx((1, 0, 0, 0))
    assert mixed(found, []).wins == pytest.approx(found.model)


def test_the_weight_of_an_unknown_quarter_goes_to_the_mean_that_stands_in_for_it() -> None:
    known = said(20, 10)
    found = mixed(known._replace(quarter_ago=None), []).weights

    assert found[3] == 0
    assert found[2] == pytest.approx(sum(mixed(known, []).weights[2:]))


def test_the_pace_is_that_of_the_windows_that_are_over() -> None:
    deals = [won(number, 900.0, 975.0) for number in range(6)] + [won(9, 800.0, 950.0)]
    found = ways(
        deals, MONTH, chances(deals, MONTH, USUAL_MODEL), [MONTH.earlier(1), MONTH.earlier(2), MONTH.earlier(3)]
    )

    assert (found.last, found.quarter_ago) == (6, 0)
    assert found.mean_of_three == pytest.approx(7 / 3)


def test_without_a_past_the_ways_count_as_usual() -> None:
    found = mixed(said(model=20, pace=10), [])

    assert 10 < found.wins < 15
    assert sum(found.weights) == pytest.approx(1)


def test_the_way_that_was_right_counts_more() -> None:
    past = [said(model=100, pace=200, came=100)] * 6

    assert mixed(said(model=100, pace=200), past).wins < 125 < mixed(said(model=100, pace=200), []).wins


def test_a_model_that_always_said_too_much_is_corrected() -> None:
    assert correction([said(model=20, pace=0, came=15)] * 9) == pytest.approx(0.775)
    assert correction([]) == 1.0


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500), st.integers(0, 500)), max_size=9), st.integers(0, 50))
def test_a_mixture_is_never_below_what_has_come(past: list[tuple[float, float, int]], so_far: int) -> None:
    found = mixed(said(so_far, so_far, so_far=so_far), [said(*one) for one in past])

    assert found.wins >= so_far
    assert found.spread > 0


def test_a_window_is_lived_through_where_deals_were_decided_as_it_began() -> None:
    assert is_lived_through([won(1, 900.0, 1003.0)], MONTH)
    assert not is_lived_through([won(1, 900.0, 1010.0)], MONTH)
    assert not is_lived_through([won(1, 990.0, 1003.0)], MONTH)


def test_a_win_that_is_expected_and_does_not_come_tells_little_of_the_spread() -> None:
    assert spread_of([(2.0, 0.0)] * 9) == pytest.approx(USUAL_SPREAD, rel=0.15)
    assert spread_of([(400.0, 400.0)] * 9) < USUAL_SPREAD / 1.5


def test_few_months_do_not_make_one_way_sure() -> None:
    """However right the quarter's rhythm was in nine months, it is no law."""
    past = [said(20, 10, came=300)._replace(quarter_ago=300)] * 9

    assert 0.5 < mixed(said(20, 10), past).weights[3] < 0.9
    assert mixed(said(20, 10), past[:2]).weights[3] < 0.7


def test_a_quarter_ago_is_three_months_back_however_many_are_not_over() -> None:
    deals = [won(number, 700.0, 941.0) for number in range(5)]
    ahead = MONTH._replace(start=1030.0, end=1060.0)
    found = ways(deals, ahead, Chances(()), [ahead.earlier(back) for back in range(1, 7)])

    assert (found.last, found.quarter_ago) == (0, 5)
    assert found.mean_of_three == pytest.approx(5 / 3)


# Drawing


def test_what_has_come_is_sure() -> None:
    assert draw(NOTHING_TO_COME, 7, {})["wins"] == (7, 7, 7, 7, 7.0)


def test_the_same_records_give_the_same_forecast() -> None:
    outlook_ = Outlook({1: 0.3, 2: 0.6}, 4.0, 0.3, 2)

    assert draw(outlook_, 0, {}) == draw(outlook_, 0, {})


def test_the_mean_is_what_the_chances_add_up_to() -> None:
    found = draw(Outlook(dict.fromkeys(range(200), 0.25), 10.0, 0.1, MUCH), 5, {})["wins"]

    assert found.mean == pytest.approx(65, rel=0.03)
    assert found.p10 < found.p50 < found.p90


def test_how_far_off_a_forecast_was_is_a_share_of_what_was_still_to_come() -> None:
    """Of 100 wins 80 had come: ten fewer than the twenty expected is far off, and not a tenth."""
    early, late = ([said(100.0, 100.0, came=90, so_far=so_far)] * 6 for so_far in (0, 80))

    assert mixed(late[0], late).spread > 1.5 * mixed(early[0], early).spread


def test_a_wider_spread_makes_a_wider_range() -> None:
    narrow, wide = (draw(Outlook({}, 50.0, spread, MUCH), 0, {})["wins"] for spread in (0.05, 0.5))

    assert wide.p90 - wide.p10 > 2 * (narrow.p90 - narrow.p10)


def test_the_fewer_wins_a_pace_is_known_from_the_wider_is_the_range() -> None:
    found = [draw(Outlook({}, 50.0, 0.1, known), 0, {})["wins"] for known in (0, 1, 3, 10, 30, 99)]
    widths = [one.p90 - one.p10 for one in found]

    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 5 * widths[-1]


def test_much_history_leaves_only_how_far_off_forecasts_were() -> None:
    assert Outlook({}, 50.0, 0.25, 16).wider == 0
    assert Outlook({}, 50.0, 0.25, 3).wider == pytest.approx(1 / 3.5 - 1 / 16)


def test_nothing_won_yet_does_not_mean_that_nothing_ever_will_be() -> None:
    deals = [PastDeal(number, 998.0, NEVER, is_won=False) for number in range(5)]
    rest = MONTH._replace(start=982.0, end=1012.0)
    found = ways(deals, rest, Chances(()), [])
    mixture = mixed(found, [])
    drawn = draw(Outlook({}, mixture.wins, mixture.spread, mixture.known), 0, {})["wins"]

    assert drawn.p10 == 0 < drawn.p90


def test_months_without_a_win_leave_room_for_one() -> None:
    found = mixed(said(0.1, 0), [said(0.1, 0, came=0)] * 6)

    assert found.wins == pytest.approx(0.5 * 30 / 90)


def test_what_few_wins_bring_may_be_much_more_or_less() -> None:
    few, many = (
        draw(Outlook({}, 9.0, 0.1, MUCH), 0, {"revenue": Amounts(0, {}, [100] * wins)})["revenue"] for wins in (2, 50)
    )

    assert few.p90 - few.p10 > 1.5 * (many.p90 - many.p10)


def test_before_the_first_win_a_deal_brings_what_open_ones_would() -> None:
    assert Amounts(0, {1: 100, 2: 300}, []).usual == 200


@pytest.mark.parametrize("known", [Amounts(0, {}, [100] * 9 + [10**14]), Amounts(0, {1: 10**14, 2: 100, 3: 100}, [])])
def test_one_odd_amount_makes_no_deal_to_come_worth_a_fortune(known: Amounts) -> None:
    assert known.usual <= 2000


def test_an_open_deal_says_nothing_of_those_to_come_where_there_are_wins() -> None:
    assert Amounts(0, {1: 10**14}, [100, 200]).usual == 150


def test_revenue_takes_a_deals_own_value_and_else_the_usual_one() -> None:
    known = Amounts(so_far=100, deals={1: 1000}, past=[10, 30])
    found = draw(Outlook({1: 1.0, 2: 1.0}, 0.0, 1e-9, 10**20), 1, {"revenue": known})["revenue"]

    assert found.so_far == 100
    assert found.mean == pytest.approx(1120, rel=0.01)


def test_very_many_deals_are_drawn_like_few(monkeypatch: pytest.MonkeyPatch) -> None:
    outlook_ = Outlook(dict.fromkeys(range(900), 0.2), 5.0, 0.1, MUCH)
    known = {"revenue": Amounts(so_far=0, deals=dict.fromkeys(range(450), 3000), past=[1000])}
    one_by_one = draw(outlook_, 0, known)
    monkeypatch.setattr(forecast_draws, "MOST_DRAWN", 100)
    together = draw(outlook_, 0, known)

    for name, found in together.items():
        assert found == pytest.approx(one_by_one[name], rel=0.03)


@given(st.dictionaries(st.integers(1, 50), st.floats(0, 1), max_size=8), st.integers(0, 9), st.randoms())
def test_percentiles_are_in_order_and_the_order_of_deals_does_not_matter(
    known: dict[int, float], so_far: int, dice: Random
) -> None:
    shuffled = dict(dice.sample(sorted(known.items()), len(known)))
    found = draw(Outlook(shuffled, 1.0, 0.2, 9), so_far, {})["wins"]

    assert so_far <= found.p10 <= found.p50 <= found.p90
    assert found == draw(Outlook(known, 1.0, 0.2, 9), so_far, {})["wins"]


# What holds whatever the records

deals_ = st.builds(
    lambda number, opened, days, won, is_open: PastDeal(
        number, opened, NEVER if is_open else opened + days, is_won=won and not is_open
    ),
    number=st.integers(1, 10**6),
    opened=st.floats(700, 999),
    days=st.floats(0.1, 300),
    won=st.booleans(),
    is_open=st.booleans(),
)
histories = st.lists(deals_, max_size=25, unique_by=lambda deal: deal.deal_id)


@given(histories, st.randoms())
def test_the_order_of_deals_changes_no_forecast(deals: list[PastDeal], dice: Random) -> None:
    before = [MONTH.earlier(back) for back in (1, 2, 3)]
    shuffled = dice.sample(deals, len(deals))
    one, other = (ways(known, MONTH, chances(known, MONTH, USUAL_MODEL), before) for known in (deals, shuffled))

    assert one.values() == pytest.approx(other.values())


@given(histories)
def test_no_more_wins_are_expected_of_open_deals_than_there_are(deals: list[PastDeal]) -> None:
    found = chances(deals, MONTH, USUAL_MODEL)

    assert 0 <= found.expected <= len(found.deals) == sum(deal.is_open(MONTH.seen_at) for deal in deals)


@given(histories, st.floats(1, 60))
def test_a_longer_period_is_never_expected_to_bring_less(deals: list[PastDeal], more: float) -> None:
    longer = MONTH._replace(end=MONTH.end + more)

    assert chances(deals, longer, USUAL_MODEL).expected >= chances(deals, MONTH, USUAL_MODEL).expected - 1e-9


@given(histories, st.floats(1, 200))
def test_a_period_that_began_in_the_past_counts_what_it_has_won(deals: list[PastDeal], ago: float) -> None:
    begun = MONTH._replace(start=MONTH.seen_at - ago)
    found = ways(deals, begun, chances(deals, begun, USUAL_MODEL), [])

    assert found.so_far == won_between(deals, begun.start, begun.seen_at)
    assert min(found.filled()) >= found.so_far


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500), st.integers(0, 500)), max_size=9))
def test_the_ways_share_the_whole_weight(past: list[tuple[float, float, int]]) -> None:
    found = mixed(said(10, 20), [said(*one) for one in past])

    assert sum(found.weights) == pytest.approx(1)
    assert all(weight >= 0 for weight in found.weights)


def test_eight_of_ten_steady_months_end_in_the_range() -> None:
    dice = Random(11)
    inside = [is_inside([wins(dice, 30.0) for _ in range(12)]) for _ in range(80)]

    assert 0.7 <= sum(inside) / len(inside) <= 0.95


def wins(dice: Random, mean: float) -> int:
    """Return what a month brings: a Poisson count."""
    elapsed, count = dice.expovariate(mean), 0
    while elapsed < 1:
        elapsed, count = elapsed + dice.expovariate(mean), count + 1
    return count


def is_inside(months: list[int]) -> bool:
    """Tell whether the last month ends in the range that the ones before it give."""
    past = [_as_said(months[place - 3 : place], months[place]) for place in range(3, len(months))]
    now = past[-1]._replace(won=None)
    mixture = mixed(now, past[:-1])
    found = draw(Outlook({}, mixture.wins, mixture.spread, mixture.known), 0, {})["wins"]
    return found.p10 <= months[-1] <= found.p90


def _as_said(before: list[int], came: int) -> Ways:
    mean = sum(before) / 3
    return Ways(MONTH, 0, mean, before[-1], mean, before[0], mean, sum(before), came)
