import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.silence_history import USUAL_LIMIT_DAYS, Basis, ClosedCount, History, Precedents

counts = st.lists(
    st.builds(
        ClosedCount,
        stage=st.sampled_from(["approach", "prospect", "commit", "Engaging"]),
        longest_silence_days=st.integers(0, 400),
        is_won=st.booleans(),
        deals=st.integers(1, 50),
    ),
    max_size=30,
)
stages = st.sampled_from(["approach", "potential", "prospect", "commit", "Engaging", "unheard of"])


def won(days: int, deals: int, stage: str = "commit") -> ClosedCount:
    return ClosedCount(stage, days, is_won=True, deals=deals)


def lost(days: int, deals: int, stage: str = "prospect") -> ClosedCount:
    return ClosedCount(stage, days, is_won=False, deals=deals)


def test_basis_counts_closed_and_won_deals() -> None:
    assert History([won(3, 2), lost(10, 5), lost(10, 1, "approach")]).basis == Basis(8, 2, is_own_history=False)


def test_basis_is_ones_own_history_from_twenty_deals() -> None:
    assert not History([lost(10, 19)]).basis.is_own_history
    assert History([lost(10, 20)]).basis.is_own_history


def test_won_silence_is_what_19_of_20_won_deals_never_exceeded() -> None:
    history = History([won(7, 10), won(31, 9), won(200, 1), lost(300, 80)])

    assert history.won_silence_days == 31


def test_won_silence_is_unknown_without_won_deals() -> None:
    assert History([lost(300, 80)]).won_silence_days is None


def test_limit_without_history_is_the_usual_one() -> None:
    assert History([]).limit_days == USUAL_LIMIT_DAYS


def test_limit_without_won_deals_is_the_usual_one() -> None:
    assert History([lost(5, 6000)]).limit_days == USUAL_LIMIT_DAYS


@pytest.mark.parametrize(("deals", "limit"), [(1, 32), (5, 40), (20, 60), (300, 110), (6000, 119)])
def test_limit_moves_from_the_usual_one_to_that_of_ones_own_wins(deals: int, limit: int) -> None:
    assert round(History([won(120, deals)]).limit_days) == limit


def test_limit_is_hardly_moved_by_a_single_win_after_years() -> None:
    assert History([won(2000, 1)]).limit_days < 40


def test_limit_is_two_weeks_at_least() -> None:
    assert History([won(0, 6000)]).limit_days == 14


def test_precedents_were_at_least_as_silent() -> None:
    history = History([lost(29, 100), lost(30, 8), lost(90, 30), won(30, 2, "prospect")])

    assert history.precedents("prospect", 30) == Precedents(40, 2, is_at_stage=True)


def test_precedents_came_at_least_as_far() -> None:
    history = History([lost(50, 30, "approach"), lost(50, 12, "prospect"), won(50, 3, "commit")])

    assert history.precedents("approach", 40) == Precedents(45, 3, is_at_stage=True)
    assert history.precedents("prospect", 40) == Precedents(15, 3, is_at_stage=True)


def test_precedents_of_all_stages_stand_in_where_a_stage_has_few() -> None:
    history = History([lost(50, 30, "approach"), lost(50, 9, "commit")])

    assert history.precedents("commit", 40) == Precedents(39, 0, is_at_stage=False)


def test_precedents_follow_the_users_own_order_of_stages() -> None:
    history = History([lost(50, 30, "hello"), won(50, 10, "deal")], stages=("hello", "deal"))

    assert history.precedents("hello", 40).closed == 40
    assert history.precedents("deal", 40) == Precedents(10, 10, is_at_stage=True)


def test_precedents_at_an_unknown_stage_are_its_own() -> None:
    history = History([lost(50, 30, "Engaging"), won(50, 10)])

    assert history.precedents("Engaging", 40) == Precedents(30, 0, is_at_stage=True)


def test_nobody_was_silent_longer_than_the_longest() -> None:
    assert History([won(3, 500)]).precedents("commit", 1000) == Precedents(0, 0, is_at_stage=False)


def test_a_silence_below_zero_counts_as_none() -> None:
    assert History([lost(-400, 12)]).precedents("prospect", 0) == Precedents(12, 0, is_at_stage=True)


def test_chance_without_history_falls_with_silence_and_rises_with_stages() -> None:
    history = History([])

    assert history.chance("prospect", 60) < history.chance("prospect", 30) < history.chance("commit", 30)


def test_chance_is_ones_own_share_at_thousands_of_deals() -> None:
    history = History([lost(60, 4000), won(60, 1000, "prospect")])

    assert history.chance("prospect", 60) == pytest.approx(0.2, abs=0.01)


def test_chance_leans_on_the_usual_one_at_five_deals() -> None:
    history = History([won(60, 5, "approach")])

    assert 0 < history.chance("approach", 60) < 0.5


def test_chance_fades_soon_beyond_what_was_ever_seen() -> None:
    assert History([won(90, 4000), lost(90, 2000)]).chance("prospect", 100) < 0.01


def test_chance_without_precedents_fades_as_usual_while_wins_are_few() -> None:
    assert History([won(5, 3)]).chance("prospect", 30) == pytest.approx(1 / 3 * 1 / 2 * 20 / 23, rel=0.2)


@given(counts, stages, st.integers(0, 5000))
def test_chance_is_a_probability(closed: list[ClosedCount], stage: str, days: int) -> None:
    history = History(closed)

    assert 0 <= history.chance(stage, days) <= 1
    assert history.chance(stage, days) == history.chance(stage, days)


@given(counts)
def test_limit_lies_between_the_usual_and_ones_own(closed: list[ClosedCount]) -> None:
    history = History(closed)
    own = USUAL_LIMIT_DAYS if history.won_silence_days is None else max(14, history.won_silence_days)

    assert min(own, USUAL_LIMIT_DAYS) <= round(history.limit_days, 9) <= max(own, USUAL_LIMIT_DAYS)


@given(counts, stages, st.integers(0, 500))
def test_answers_are_the_same_for_rows_of_single_deals_in_any_order(
    closed: list[ClosedCount], stage: str, days: int
) -> None:
    single = [count._replace(deals=1) for count in reversed(closed) for _ in range(count.deals)]
    one, other = History(closed), History(single)

    assert one.basis == other.basis
    assert one.limit_days == other.limit_days
    assert one.precedents(stage, days) == other.precedents(stage, days)
    assert one.chance(stage, days) == other.chance(stage, days)


@given(counts, st.integers(0, 500))
def test_precedents_are_what_counting_by_hand_gives(closed: list[ClosedCount], days: int) -> None:
    alike = [count for count in closed if count.longest_silence_days >= days]
    found = History(closed).precedents("unheard of", days)

    assert found.closed == sum(count.deals for count in alike)
    assert found.won == sum(count.deals for count in alike if count.is_won)
