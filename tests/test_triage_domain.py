"""Going through suggestions: what comes next, what is taken back, what an interrupted run still means."""

from hypothesis import given
from hypothesis import strategies as st

from deal_support import OPEN_DEAL
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.pipeline import Pipeline, pipeline_of
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.domain.triage import Triage, still_good
from pipeline_cli.money.amount import Money
from support import TODAY, day

orders = st.lists(st.integers(1, 99), unique=True).map(tuple)


def deal(number: int, value: int | None = None, currency: str = "") -> OpenDeal:
    long_ago = day(-60)
    return OPEN_DEAL._replace(
        deal_id=number, opened_on=long_ago, stage_since_on=long_ago, value_minor=value, currency=currency
    )


def gone_through(order: tuple[int, ...], steps: str) -> Triage:
    """Return a run after some steps: "d" decides on the present deal, "u" takes the last decision back."""
    triage = Triage(order)
    for step in steps:
        if step == "u":
            triage = triage.undone()
        elif triage.current is not None:
            triage = triage.with_decision(Decision(triage.current, "close"))
    return triage


@given(orders)
def test_triage_shows_every_suggestion_once_in_its_order(order: tuple[int, ...]) -> None:
    triage = gone_through(order, "d" * len(order))

    assert [one.deal for one in triage.decided] == list(order)
    assert (triage.current, triage.left) == (None, 0)


@given(orders, st.text("du"))
def test_triage_shows_the_first_that_is_not_decided(order: tuple[int, ...], steps: str) -> None:
    triage = gone_through(order, steps)
    decided = {one.deal for one in triage.decided}

    assert triage.current == next((one for one in order if one not in decided), None)
    assert triage.left == len(order) - len(decided)


@given(orders.filter(bool), st.text("du"))
def test_undone_shows_the_deal_of_the_decision_taken_back(order: tuple[int, ...], steps: str) -> None:
    triage = gone_through(order, steps)
    if triage.current is not None:
        assert gone_through(order, steps + "du") == triage


def test_undone_of_nothing_is_nothing() -> None:
    assert Triage((1, 2)).undone() == Triage((1, 2))


def test_still_good_are_decisions_whose_deals_and_days_are_still_there() -> None:
    good = [Decision(1, "close"), Decision(2, "ask", due=Due(TODAY)), Decision(3, "park", until=day(1))]
    gone = [Decision(9, "close"), Decision(4, "ask", due=Due(day(-1))), Decision(5, "park", until=TODAY)]

    assert still_good([*good, *gone], {1, 2, 3, 4, 5}, TODAY) == tuple(good)


def test_pipeline_adds_up_values_of_one_currency_that_of_most_deals_first() -> None:
    deals = [deal(1, 10, "EUR"), deal(2, 5, "JPY"), deal(3), deal(4, 7, "JPY")]

    assert pipeline_of(deals) == Pipeline(4, (Money(12, "JPY"), Money(10, "EUR")))


def test_pipeline_of_nothing_is_empty() -> None:
    assert pipeline_of([]) == Pipeline(0, ())
