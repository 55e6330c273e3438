"""Amounts of a deal: one currency, and none that changes by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deal_support import DEAL
from pipeline_cli.domain.deal import Deal
from pipeline_cli.errors import RefusedError
from pipeline_cli.money.amount import Money
from pipeline_cli.services.deal_changes import amounts

NAMES = ("value", "profit", "mrr")
MONEY = st.builds(Money, st.integers(0, 10**9), st.sampled_from(["JPY", "EUR"]))


def deal_with(value: Money | None = None, profit: Money | None = None, mrr: Money | None = None) -> Deal:
    return DEAL._replace(value=value, profit=profit, mrr=mrr)


def test_no_amounts_change_nothing() -> None:
    assert amounts(deal_with(value=Money(5, "JPY")), {}) == {}


def test_amount_brings_its_currency() -> None:
    assert amounts(None, {"value": Money(5, "JPY")}) == {"currency": "JPY", "value_minor": 5}


def test_amount_in_the_currency_of_the_others_is_taken() -> None:
    deal = deal_with(profit=Money(1, "EUR"))

    assert amounts(deal, {"value": Money(5, "EUR")}) == {"currency": "EUR", "value_minor": 5}


def test_emptied_amount_is_no_longer_known() -> None:
    assert amounts(deal_with(value=Money(5, "JPY")), {}, emptied=["value"]) == {"value_minor": None}


@pytest.mark.parametrize("other", ["profit", "mrr"])
def test_amount_in_another_currency_than_what_stays_is_refused(other: str) -> None:
    with pytest.raises(RefusedError, match="EUR \\+ JPY"):
        amounts(deal_with(**{other: Money(1, "EUR")}), {"value": Money(5, "JPY")})


@given(
    st.fixed_dictionaries({name: st.none() | MONEY for name in NAMES}), st.dictionaries(st.sampled_from(NAMES), MONEY)
)
def test_deal_never_has_two_currencies(before: dict[str, Money | None], told: dict[str, Money]) -> None:
    kept = {money.currency for money in before.values() if money}
    before = before if len(kept) < 2 else {**before, "profit": None, "mrr": None}
    try:
        changed = amounts(deal_with(**before), told)
    except RefusedError:
        return
    after = {**{name: money for name, money in before.items() if money}, **told}

    assert {money.currency for money in after.values()} <= {changed.get("currency", deal_with(**before).currency)}
