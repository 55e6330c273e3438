from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.arrays import numpy
from pipeline_cli.domain.snapshot import NEVER, PastDeal, Touch
from pipeline_cli.domain.win_model import USUAL_CEILING, USUAL_MODEL, WinModel
from pipeline_cli.domain.win_model_ceiling import Replayed, ceiling, replayed
from pipeline_cli.domain.win_model_fit import fit
from pipeline_cli.domain.win_model_looks import looks_back
from pipeline_cli.domain.win_model_table import look_table

NOW = 1000.0
MODEL = USUAL_MODEL._replace(closed=500, won=150)
CERTAIN, HOPELESS = 1.5, -5.0
"""Log drives: of a deal for which everything speaks, and of one for which nothing does."""


def said(drive: float, *, won: float, deals: int = 200, days_ago: float = 120) -> Replayed:
    """Return what was said of deals that all looked alike, of which a share was won ten days later."""
    np = numpy()
    at = np.full(deals, NOW - days_ago)
    return Replayed(MODEL, at, np.full(deals, drive), at + 10, np.arange(deals) < won * deals)


def test_without_a_past_the_ceiling_is_the_usual_one() -> None:
    assert ceiling([], NOW, 0) == pytest.approx(USUAL_CEILING)


@pytest.mark.parametrize("won", [0.45, 0.6, 0.9])
def test_the_ceiling_goes_where_the_best_deals_ended(won: float) -> None:
    once = ceiling([said(CERTAIN, won=won)], NOW, 500)
    often = ceiling([said(CERTAIN, won=won)] * 6, NOW, 500)

    assert abs(often - won) < abs(once - won) < abs(USUAL_CEILING - won)


@given(st.floats(0.0, 0.02))
def test_deals_without_much_of_a_chance_say_nothing_of_the_ceiling(won: float) -> None:
    assert ceiling([said(HOPELESS, won=won)] * 6, NOW, 500) == pytest.approx(USUAL_CEILING, abs=0.02)


def test_a_wave_counts_as_few_wins_however_many_deals_are_in_it() -> None:
    some, many = (ceiling([said(CERTAIN, won=0.4, deals=deals)], NOW, 500) for deals in (400, 40_000))

    assert many == pytest.approx(some, abs=0.03)


def test_few_deals_hardly_move_the_ceiling() -> None:
    assert ceiling([said(CERTAIN, won=0.0, deals=1)], NOW, 500) > 0.6


def test_a_model_that_knew_less_counts_for_less() -> None:
    as_much, a_tenth = (ceiling([said(CERTAIN, won=0.4)], NOW, closed) for closed in (500, 5000))

    assert as_much < a_tenth < USUAL_CEILING


def test_a_model_that_knew_nothing_counts_for_nothing() -> None:
    knew_nothing = said(CERTAIN, won=0.0)._replace(model=USUAL_MODEL)

    assert ceiling([knew_nothing], NOW, 0) == pytest.approx(USUAL_CEILING)


def test_what_had_no_time_to_come_true_is_not_held_against_a_chance() -> None:
    assert ceiling([said(CERTAIN, won=0.0, days_ago=5)] * 6, NOW, 500) == pytest.approx(USUAL_CEILING)


def test_what_is_decided_later_does_not_count() -> None:
    won, lost = (said(CERTAIN, won=share)._replace(closed_at=numpy().full(200, NOW + 5)) for share in (1.0, 0.0))

    assert ceiling([won], NOW, 500) == ceiling([lost], NOW, 500)


@given(st.lists(st.tuples(st.floats(-8, 8), st.floats(0, 1), st.integers(0, 30)), max_size=5))
def test_a_ceiling_leaves_room_for_doubt(past: list[tuple[float, float, int]]) -> None:
    found = ceiling([said(drive, won=won, deals=deals) for drive, won, deals in past], NOW, 500)

    assert 0.25 < found < 1


def test_what_was_said_is_said_of_the_latest_look_at_each_open_deal() -> None:
    deals = [PastDeal(1, 900.0, NEVER, is_won=False), PastDeal(2, 900.0, 960.0, is_won=True)]
    table = look_table(looks_back(deals, NOW), 7.0)

    assert replayed(MODEL, table, NOW - 35).at.tolist() == [NOW - 35]
    assert replayed(MODEL, table, NOW - 42).is_won.tolist() == [False, True]


# Fitted


def lively(seed: int, won: float) -> list[PastDeal]:
    """Return deals that customers call about till the end, a share of them won, and quiet ones that are all lost."""
    dice = Random(seed)
    return [_deal(dice, number, won) for number in range(400)]


def _deal(dice: Random, number: int, won: float) -> PastDeal:
    opened_at, is_lively = dice.uniform(300, 960), number % 3 == 0
    closed_at = opened_at + dice.uniform(20, 60)
    calls = range(3, int(closed_at - opened_at), 4) if is_lively else ()
    touches = tuple(Touch(opened_at + day, is_reached=True, is_inbound=True, minutes=5) for day in calls)
    return PastDeal(number, opened_at, closed_at, is_lively and dice.random() < won, touches=touches)


def best(model: WinModel, deals: list[PastDeal]) -> float:
    """Return the mean of the highest chances that deals were given: a tenth of them."""
    chances = sorted((model.chance(look.seen) for look in looks_back(deals, NOW)), reverse=True)
    return mean(chances[: len(chances) // 10])


@pytest.mark.parametrize("won", [0.5, 0.9])
def test_the_best_chances_are_what_the_best_deals_came_to(won: float) -> None:
    deals = lively(3, won)

    assert best(fit(deals, NOW), deals) == pytest.approx(won, abs=0.12)
