import pytest

from pipeline_cli.domain.funnel import DealCount, Records, StageFigures, stage_figures, win_rate
from pipeline_cli.domain.funnel_ratio import Ratio, narrowest, ratio


def won(deals: int) -> DealCount:
    return DealCount("won", "commit", "commit", deals)


def lost(stage: str, deals: int) -> DealCount:
    return DealCount("lost", stage, stage, deals)


def at(stage: str, deals: int) -> DealCount:
    return DealCount("open", stage, stage, deals)


def ratio_of(*counts: DealCount, tallied: int = 0) -> Ratio:
    records = Records(counts, tallied=tallied)
    return ratio(stage_figures(records), win_rate(records))


def stages(*counts: DealCount) -> tuple[StageFigures, ...]:
    return stage_figures(Records(counts))


def test_ratio_is_the_rule_of_thumb_until_ten_deals_are_won() -> None:
    found = ratio_of(won(9), lost("approach", 90))

    assert (found.own, found.won) == (None, 9)
    assert found.needed == {"approach": 300, "potential": 30, "prospect": 3, "commit": 2}


def test_ratio_is_the_users_own_from_ten_deals_on() -> None:
    found = ratio_of(won(10), lost("prospect", 15), lost("potential", 48), lost("approach", 100))

    assert list(found.own or ()) == [1, 2.5, 7.3, 17.3]
    assert found.needed == {"approach": 18, "potential": 8, "prospect": 3, "commit": 1}


def test_ratio_counts_what_was_tallied_as_new_approaches() -> None:
    assert ratio_of(won(10), tallied=1000).own == (1, 1, 1, 101)


def test_ratio_counts_no_deal_that_is_still_open() -> None:
    assert ratio_of(won(10), at("prospect", 500)).own == (1, 1, 1, 1)


def test_ratio_says_what_is_there_and_how_many_contracts_that_makes() -> None:
    found = ratio_of(at("approach", 150), at("potential", 6), at("commit", 1))

    assert found.have == {"approach": 150, "potential": 6, "prospect": 0, "commit": 1}
    assert found.contracts == pytest.approx(150 / 300 + 6 / 30 + 2 / 3)


def test_narrowest_is_where_the_smallest_share_goes_on() -> None:
    found = narrowest(stages(won(10), lost("potential", 30), lost("commit", 2)))

    assert found is not None
    assert found.stage == "potential"


def test_narrowest_is_not_judged_from_few_deals() -> None:
    assert narrowest(stages(won(1), lost("potential", 8))) is None


def test_narrowest_takes_two_stages_to_compare() -> None:
    assert narrowest(stages(won(5), lost("approach", 30))) is None


def test_narrowest_is_nowhere_while_all_go_on() -> None:
    assert narrowest(stages(won(20))) is None


def test_narrowest_leaves_a_stage_with_few_deals_out() -> None:
    found = narrowest(stages(won(1), lost("prospect", 4), lost("potential", 7), lost("approach", 3)))

    assert found is not None
    assert found.stage == "potential"
