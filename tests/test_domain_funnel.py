from itertools import pairwise
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline_cli.domain.deal import STAGES, STATES
from pipeline_cli.domain.funnel import (
    DealCount,
    OpenValue,
    Records,
    StageFigures,
    Stay,
    median,
    removed_figures,
    stage_figures,
    win_rate,
)
from pipeline_cli.domain.rate import Rate
from pipeline_cli.money.amount import Money


def count(state: str, stage: str, *, furthest: str = "", deals: int = 1) -> DealCount:
    return DealCount(state, stage, furthest or stage, deals)


def figures(*counts: DealCount, tallied: int = 0) -> dict[str, StageFigures]:
    return {one.stage: one for one in stage_figures(Records(counts, tallied=tallied))}


def went_on(*counts: DealCount) -> list[tuple[int, int]]:
    return [(one.went_on.hits, one.went_on.of) for one in stage_figures(Records(counts))]


deal_counts = st.lists(
    st.builds(
        DealCount, st.sampled_from(STATES), st.sampled_from(STAGES), st.sampled_from(STAGES), st.integers(1, 1000)
    ),
    max_size=20,
)


def test_stage_figures_of_nothing_know_no_shares() -> None:
    found = stage_figures(Records())

    assert [one.stage for one in found] == list(STAGES)
    assert {(one.entered, one.went_on.share, one.median_days) for one in found} == {(0, None, None)}


def test_stage_figures_count_a_won_deal_as_advanced_from_every_stage() -> None:
    found = figures(count("won", "prospect"))

    assert [(one.entered, one.advanced) for one in found.values()] == [(1, 1)] * 4


def test_stage_figures_never_count_a_loss_as_an_advance() -> None:
    found = figures(count("lost", "prospect"))

    assert [(one.entered, one.advanced, one.closed_lost) for one in found.values()] == [
        (1, 1, 0),
        (1, 1, 0),
        (1, 0, 1),
        (0, 0, 0),
    ]


def test_stage_figures_leave_open_and_parked_deals_out_of_both_parts_of_a_share() -> None:
    decided = (count("won", "commit"), count("lost", "potential"))

    assert went_on(*decided) == [(2, 2), (1, 2), (1, 1), (1, 1)]
    assert went_on(*decided, count("open", "commit", deals=5), count("parked", "prospect")) == went_on(*decided)


def test_stage_figures_of_a_deal_moved_back_count_it_as_far_as_it_came() -> None:
    found = figures(count("lost", "approach", furthest="prospect"))

    assert [one.entered for one in found.values()] == [1, 1, 1, 0]
    assert [one.closed_lost for one in found.values()] == [1, 0, 0, 0]
    assert went_on(count("lost", "approach", furthest="prospect")) == [(1, 1), (1, 1), (0, 1), (0, 0)]


def test_stage_figures_say_where_open_and_parked_deals_are_now() -> None:
    found = figures(count("open", "potential", furthest="commit", deals=3), count("parked", "prospect", deals=2))

    assert [(one.open, one.parked) for one in found.values()] == [(0, 0), (3, 0), (0, 2), (0, 0)]


def test_stage_figures_count_what_was_tallied_at_the_top_and_in_no_share() -> None:
    found = figures(count("won", "commit"), tallied=40)

    assert (found["approach"].entered, found["approach"].tallied, found["potential"].entered) == (41, 40, 1)
    assert found["approach"].went_on == Rate(1, 1)


def test_deal_in_a_stage_that_was_removed_came_to_the_first_and_is_told_by_itself() -> None:
    counts = (count("open", "demo"), count("won", "demo"))
    (removed,) = removed_figures(Records(counts))

    assert (removed.stage, removed.open, removed.entered, removed.went_on) == ("demo", 1, 1, Rate(0, 0))
    assert [(one.open, one.entered) for one in figures(*counts).values()] == [(0, 2), (0, 1), (0, 1), (0, 1)]


def test_stage_figures_keep_currencies_apart_the_most_used_first() -> None:
    values = [
        OpenValue("commit", Money(500, "EUR"), 1),
        OpenValue("commit", Money(90, "JPY"), 2),
        OpenValue("commit", Money(10, "JPY"), 1),
    ]

    found = stage_figures(Records(values=values))

    assert found[3].open_values == (Money(100, "JPY"), Money(500, "EUR"))
    assert found[0].open_values == ()


def test_stage_figures_take_the_median_of_the_days_at_each_stage() -> None:
    found = stage_figures(Records(stays=[Stay("approach", 2), Stay("approach", 9), Stay("approach", 4)]))

    assert [one.median_days for one in found] == [4, None, None, None]


@given(deal_counts, st.integers(0, 500))
def test_stage_figures_add_up(counts: list[DealCount], tallied: int) -> None:
    found = stage_figures(Records(counts, tallied=tallied))
    won = sum(one.deals for one in counts if one.state == "won")

    assert sum(one.open + one.closed_lost + one.parked for one in found) + won == sum(one.deals for one in counts)
    assert [one.advanced for one in found] == [*(one.entered for one in found[1:]), won]


@given(deal_counts)
def test_stage_figures_never_widen_and_never_go_on_with_more_than_came(counts: list[DealCount]) -> None:
    found = stage_figures(Records(counts))

    assert all(later.entered <= earlier.entered for earlier, later in pairwise(found))
    assert all(0 <= one.went_on.hits <= one.went_on.of <= one.entered for one in found)


@given(deal_counts)
def test_shares_of_all_stages_together_are_the_win_rate(counts: list[DealCount]) -> None:
    shares = [one.went_on.share for one in stage_figures(Records(counts))]
    known = [share for share in shares if share is not None]
    assume(len(known) == len(shares))

    assert prod(known) == pytest.approx(win_rate(Records(counts)).share)


def test_win_rate_leaves_open_and_parked_deals_out() -> None:
    counts = (
        count("won", "commit", deals=3),
        count("lost", "approach"),
        count("open", "commit"),
        count("parked", "commit"),
    )

    assert win_rate(Records(counts)) == Rate(3, 4)


@pytest.mark.parametrize(("figures", "middle"), [([], None), ([3], 3), ([9, 1, 2], 2), ([1, 4, 2, 9], 3)])
def test_median_is_the_middle(figures: list[float], middle: float | None) -> None:
    assert median(figures) == middle
