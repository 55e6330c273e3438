"""A customer's card: which next step counts, and the order of deals."""

from datetime import timedelta

import pytest

from deal_support import DEAL
from pipeline_cli.domain.card import CustomerCard, card_order
from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import Due, NextStep
from support import NOW, TODAY, ago, day

AOKI = Customer(1, None, "Aoki", "", "", (), (), (), "")
EARLIER = Due(TODAY, NOW - timedelta(hours=1))
LATER = Due(TODAY, NOW + timedelta(hours=1))


def a_step(deal: int, due: Due | None) -> NextStep:
    return NextStep(deal, deal, due, "call", "", agreed=True, waiting=due is None, moves=0, attempts=0)


def a_card(dues: list[Due | None], asked: int | None = None) -> CustomerCard:
    steps = {number: a_step(number, due) for number, due in enumerate(dues)}
    return CustomerCard(NOW, AOKI, (), asked, steps, (), 0)


def a_deal(number: int, state: str, opened: int, closed: int | None = None) -> Deal:
    return DEAL._replace(
        id=number,
        state=state,
        if_solved="",
        opened_at=ago(opened),
        stage_since=ago(opened),
        closed_at=ago(closed) if closed else None,
    )


@pytest.mark.parametrize(
    ("dues", "expected"),
    [
        ([], None),
        ([None], None),
        ([None, LATER], 1),
        ([Due(day(1)), LATER, EARLIER], 2),
        ([LATER, Due(TODAY)], 1),
        ([Due(day(1)), Due(day(-1))], 1),
    ],
)
def test_next_step_is_the_soonest(dues: list[Due | None], expected: int | None) -> None:
    step = a_card(dues).next_step

    assert (step and step.deal_id) == expected


def test_next_step_is_that_of_the_deal_asked_for() -> None:
    assert a_card([LATER, EARLIER], asked=0).next_step == a_step(0, LATER)
    assert a_card([LATER, EARLIER], asked=9).next_step is None


def test_card_order_puts_open_before_parked_before_closed() -> None:
    deals = [
        a_deal(1, "won", 200, 30),
        a_deal(2, "lost", 100, 60),
        a_deal(3, "parked", 10),
        a_deal(4, "open", 90),
        a_deal(5, "open", 20),
    ]

    assert [deal.id for deal in sorted(deals, key=lambda deal: card_order(deal, None))] == [5, 4, 3, 1, 2]
    assert min(deals, key=lambda deal: card_order(deal, 2)).id == 2
