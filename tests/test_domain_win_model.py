from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline_cli.domain.snapshot import NEVER, PastDeal, Snapshot, Touch
from pipeline_cli.domain.win_model import FEATURES, USUAL_MODEL, USUAL_TIMING, WinModel, features, timing_share
from pipeline_cli.domain.win_model_fit import fit, horizon_days, let_go_below
from pipeline_cli.domain.win_model_looks import looks_back

NOW = 1000.0
SEEN = Snapshot(1, "prospect", "", "", 40, 10, 10, 3, 1, 0, 60, 0, 0, "")

snapshots = st.builds(
    Snapshot,
    deal_id=st.just(1),
    stage=st.sampled_from(["approach", "potential", "prospect", "commit", "Engaging"]),
    source=st.sampled_from(["", "fair"]),
    owner=st.just(""),
    age=st.integers(0, 4000),
    silence=st.integers(0, 4000),
    stage_age=st.integers(0, 4000),
    contacts=st.integers(0, 50),
    recent=st.integers(0, 30),
    inbound=st.integers(0, 30),
    minutes=st.integers(0, 5000),
    attempts=st.integers(0, 50),
    moves=st.integers(0, 20),
    step=st.sampled_from(["", "agreed", "planned", "overdue", "waiting"]),
    replies=st.integers(0, 60),
)


def history(deals: int, seed: int = 7) -> list[PastDeal]:
    """Return deals of which those that are called on again are won, and the others mostly lost."""
    dice = Random(seed)
    return [_deal(dice, number) for number in range(1, deals + 1)]


def _deal(dice: Random, number: int) -> PastDeal:
    opened_at, is_lively = dice.uniform(300, 900), dice.random() < 0.5
    is_won = dice.random() < (0.6 if is_lively else 0.05)
    closed_at = opened_at + dice.uniform(20, 60 if is_won else 150)
    calls = range(5, int(closed_at - opened_at), 7) if is_lively else range(5, 6)
    touches = tuple(Touch(opened_at + day, is_reached=True, is_inbound=False, minutes=10) for day in calls)
    return PastDeal(number, opened_at, closed_at, is_won, touches=touches)


FITTED = fit(history(300), NOW)


@pytest.mark.parametrize("model", [USUAL_MODEL, FITTED], ids=["usual", "fitted"])
@given(seen=snapshots)
def test_chances_lie_within_their_interval_and_between_0_and_1(model: WinModel, seen: Snapshot) -> None:
    low, high = model.interval(seen)

    assert 0 <= low <= model.chance(seen) <= high <= 1


@pytest.mark.parametrize("model", [USUAL_MODEL, FITTED], ids=["usual", "fitted"])
@given(seen=snapshots, more=st.integers(1, 500))
def test_silence_and_age_never_raise_a_chance(model: WinModel, seen: Snapshot, more: int) -> None:
    assert model.log_drive(seen._replace(silence=seen.silence + more)) < model.log_drive(seen)
    assert model.log_drive(seen._replace(age=seen.age + more)) <= model.log_drive(seen) + 1e-9


@pytest.mark.parametrize("model", [USUAL_MODEL, FITTED], ids=["usual", "fitted"])
@given(seen=snapshots)
def test_an_agreed_step_never_lowers_a_chance(model: WinModel, seen: Snapshot) -> None:
    bare = seen._replace(step="")

    assert model.log_drive(bare._replace(step="agreed")) >= model.log_drive(bare)


def test_a_customer_who_gets_in_touch_has_a_better_chance() -> None:
    assert USUAL_MODEL.chance(SEEN._replace(inbound=1)) > USUAL_MODEL.chance(SEEN)


def test_there_is_a_value_for_each_feature() -> None:
    assert len(features(SEEN, 90.0)) == len(FEATURES) == len(USUAL_MODEL.weights)


def test_without_deals_the_model_is_the_usual_one() -> None:
    assert fit([], NOW)._replace(fitted_at=0.0) == USUAL_MODEL


def test_own_deals_teach_that_lively_ones_are_won() -> None:
    lively, quiet = SEEN._replace(contacts=6, recent=4, silence=3), SEEN._replace(contacts=1, recent=0, silence=35)

    assert FITTED.chance(lively) > 0.3 > 3 * FITTED.chance(quiet)


def test_few_deals_leave_the_interval_wider_than_many() -> None:
    few, many = fit(history(10), NOW), fit(history(600), NOW)
    width = [high - low for low, high in (few.interval(SEEN), many.interval(SEEN))]

    assert width[0] > 0.3 > width[1]


@pytest.mark.parametrize("closed", [1, 3])
def test_a_few_closed_deals_make_chances_hardly_surer_than_none(closed: int) -> None:
    ever_open = [deal._replace(deal_id=1000 + deal.deal_id, closed_at=NEVER, is_won=False) for deal in history(60)]
    none, few = (fit([*history(60)[:deals], *ever_open], NOW) for deals in (0, closed))

    assert _width(few) > 0.7 * _width(none)


def test_looks_at_one_deal_are_one_piece_of_evidence() -> None:
    """A year of weekly looks at 20 deals makes no surer than a month of them."""
    known = history(20)
    long = [deal._replace(closed_at=deal.closed_at + 300) for deal in known]

    assert _width(fit(long, NOW + 300)) > 0.7 * _width(fit(known, NOW))


def _width(model: WinModel) -> float:
    low, high = model._replace(weights=USUAL_MODEL.weights, effects={}, ceiling=USUAL_MODEL.ceiling).interval(SEEN)
    return high - low


def test_the_order_of_deals_does_not_matter() -> None:
    deals = history(60)
    one, other = fit(deals, NOW), fit(deals[::-1], NOW)

    assert one.weights == pytest.approx(other.weights)
    assert one.let_go_below == pytest.approx(other.let_go_below)


def test_what_comes_later_teaches_nothing() -> None:
    deals, now = history(80), 600.0
    known = [
        deal if deal.closed_at <= now else deal._replace(is_won=not deal.is_won, closed_at=deal.closed_at + 99)
        for deal in deals
    ]

    assert fit(known, now) == fit(deals, now)


def test_a_source_of_which_nothing_is_won_lowers_a_chance() -> None:
    deals = [
        deal._replace(source="fair" if deal.deal_id % 2 else "cold", is_won=deal.is_won and deal.deal_id % 2 == 1)
        for deal in history(200)
    ]
    model = fit(deals, NOW)

    assert model.chance(SEEN._replace(source="fair")) > 2 * model.chance(SEEN._replace(source="cold"))


def test_a_last_stage_that_nobody_was_seen_to_enter_counts_for_nothing() -> None:
    assert not FITTED.is_stage_known
    assert FITTED.chance(SEEN) == FITTED.chance(SEEN._replace(stage="commit"))


@settings(max_examples=20)
@given(st.lists(st.floats(1, 400), max_size=60))
def test_the_horizon_stays_between_a_month_and_half_a_year(days: list[float]) -> None:
    won = [PastDeal(1, 0.0, one, is_won=True) for one in days]

    assert 30 <= horizon_days(won) <= 180


def test_deals_that_are_let_go_hold_few_of_the_wins_to_be_expected() -> None:
    looks = looks_back(history(200), NOW)
    chances = [FITTED.chance(look.seen) for look in looks]
    below = let_go_below(chances)

    assert sum(chance for chance in chances if chance < below) <= 0.04 * sum(chances)
    assert any(chance < below for chance in chances)


def test_the_usual_share_is_used_with_few_looks() -> None:
    assert let_go_below([]) == USUAL_MODEL.let_go_below


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_share_of_wins_grows_with_time(one: float, other: float) -> None:
    early, late = sorted((one, other))

    assert 0 <= timing_share(USUAL_TIMING, early) <= timing_share(USUAL_TIMING, late) + 1e-12 <= 1 + 1e-9


def test_an_open_deal_counts_among_the_looks() -> None:
    assert len(looks_back([PastDeal(1, NOW - 20, NEVER, is_won=False)], NOW)) == 3


@pytest.mark.parametrize("model", [USUAL_MODEL, FITTED], ids=["usual", "fitted"])
@given(seen=snapshots, more=st.integers(1, 20))
def test_getting_in_touch_never_lowers_a_chance(model: WinModel, seen: Snapshot, more: int) -> None:
    livelier = seen._replace(replies=seen.replies + more, inbound=seen.inbound + more)

    assert model.chance(livelier) >= model.chance(seen)


@given(seen=snapshots)
def test_no_chance_is_above_the_ceiling(seen: Snapshot) -> None:
    assert FITTED.chance(seen) <= FITTED.ceiling < 1
