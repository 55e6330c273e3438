"""Looks in columns say the same as the model, look by look."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.snapshot import PastDeal, Touch
from pipeline_cli.domain.win_model import USUAL_MODEL, WinModel, features
from pipeline_cli.domain.win_model_fit import fit, fit_chances
from pipeline_cli.domain.win_model_looks import days_between_looks, looks_back, staggered_looks
from pipeline_cli.domain.win_model_table import LookTable, look_table, shares_within

NOW = 1000.0


def history(deals: int) -> list[PastDeal]:
    dice = Random(5)
    return [_deal(dice, number) for number in range(1, deals + 1)]


def _deal(dice: Random, number: int) -> PastDeal:
    opened_at, is_won = dice.uniform(300, 900), dice.random() < 0.4
    days = dice.uniform(20, 90)
    touches = tuple(Touch(opened_at + day, is_won, is_inbound=False, minutes=10) for day in range(1, int(days), 9))
    return PastDeal(number, opened_at, opened_at + days, is_won, dice.choice(("fair", "web")), touches=touches)


DEALS = history(150)
TABLE = look_table(looks_back(DEALS, NOW), 7.0)


@given(st.floats(30, 180))
def test_features_are_those_of_each_look(horizon: float) -> None:
    expected = [features(look.seen, horizon) for look in TABLE.looks]

    assert TABLE.features(horizon).tolist() == [pytest.approx(row) for row in expected]


@pytest.mark.parametrize("model", [USUAL_MODEL, fit(DEALS, NOW)], ids=["usual", "fitted"])
def test_chances_are_those_of_the_model(model: WinModel) -> None:
    assert TABLE.chances(model).tolist() == pytest.approx([model.chance(look.seen) for look in TABLE.looks])


@given(st.floats(0, 400))
def test_shares_are_those_of_the_model(days: float) -> None:
    found = shares_within(USUAL_MODEL, TABLE.at * 0 + days)

    assert found[0] == pytest.approx(USUAL_MODEL.share_within(days))


def test_looks_until_a_time_leave_out_later_ones() -> None:
    part = TABLE.until(700.0)

    assert [look.at for look in part.looks] == part.at.tolist()
    assert 0 < max(part.at) <= 700 < max(TABLE.at)


def test_a_table_without_looks_has_no_chances() -> None:
    empty: LookTable = look_table([], 7.0)

    assert empty.chances(USUAL_MODEL).tolist() == []


def test_later_looks_change_no_earlier_fit() -> None:
    known = look_table([look for look in TABLE.looks if look.at <= 800], 7.0)

    assert fit_chances(DEALS, TABLE, 800.0) == fit_chances(DEALS, known, 800.0)


# Looks that each begin on a day of their own


@given(st.integers(7, 200))
def test_staggered_looks_see_a_deal_as_often_as_regular_ones(every: int) -> None:
    regular, staggered = looks_back(DEALS, NOW, every), staggered_looks(DEALS, NOW, every)

    assert abs(len(staggered) - len(regular)) <= len(DEALS)
    assert all(look.deal.is_open(look.at) and look.at <= NOW for look in staggered)


def test_staggered_looks_are_spread_over_all_days() -> None:
    days = {int(look.at) for look in staggered_looks(DEALS, NOW, 100.0)}

    assert len(days) > 60 > len({int(look.at) for look in looks_back(DEALS, NOW, 100.0)})


def test_deals_are_looked_at_less_often_where_there_are_many() -> None:
    assert days_between_looks(DEALS, NOW) == 7
    assert days_between_looks(DEALS, NOW, most=100) > 60
