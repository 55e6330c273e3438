from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deal_support import OPEN_DEAL, days_ago
from pipeline_cli.domain.chasing import Chasing
from pipeline_cli.domain.staleness import (
    ClosedCount,
    Freed,
    History,
    OpenDeal,
    Suggestion,
    Verdict,
    explain,
    freed,
    rank,
    suggest,
    unsuggested,
)
from pipeline_cli.domain.win_model import USUAL_MODEL, WinModel
from pipeline_cli.money.amount import Money
from support import TODAY

NO_HISTORY = History([])
LENIENT = USUAL_MODEL._replace(let_go_below=0.0)
STRICT = USUAL_MODEL._replace(let_go_below=1.0)


def deal(silent: int, number: int = 1, /, **known: object) -> OpenDeal:
    plain = OPEN_DEAL._replace(
        deal_id=number,
        opened_on=days_ago(silent + 50),
        stage_since_on=days_ago(silent + 10),
        last_reached_on=days_ago(silent),
        contacts=2,
    )
    return plain._replace(**known)  # type: ignore[arg-type]  # each test says what it means


def planned(silent: int, due_in: int, /, **known: object) -> OpenDeal:
    return deal(silent, follow_up="planned", due_on=days_ago(-due_in), **known)


def won(days: int, deals: int, stage: str = "prospect") -> ClosedCount:
    return ClosedCount(stage, days, is_won=True, deals=deals)


def lost(days: int, deals: int) -> ClosedCount:
    return ClosedCount("prospect", days, is_won=False, deals=deals)


def action(
    one: OpenDeal,
    history: History = NO_HISTORY,
    others: tuple[OpenDeal, ...] = (),
    model: WinModel = USUAL_MODEL,
) -> str | None:
    verdicts = rank([one, *others], history, TODAY, model)
    return next((verdict.action for verdict in verdicts if verdict.deal == one), None)


days = st.integers(-30, 4000).map(days_ago)
open_deals = st.builds(
    OpenDeal,
    deal_id=st.integers(1, 10**6),
    stage=st.sampled_from(["approach", "potential", "prospect", "commit", "Engaging"]),
    opened_on=days,
    stage_since_on=days,
    last_reached_on=st.none() | days,
    moves=st.integers(0, 9),
    minutes=st.integers(0, 3000),
    contacts=st.integers(0, 30),
    attempts=st.integers(0, 30),
    follow_up=st.sampled_from(["planned", "waiting", "none"]),
    due_on=st.none() | st.integers(-100, 60).map(days_ago),
    agreed=st.booleans(),
    decides_on=st.none() | st.integers(-200, 200).map(days_ago),
    value_minor=st.none() | st.integers(0, 10**8),
    currency=st.sampled_from(["JPY", "EUR"]),
    recent=st.integers(0, 30),
    inbound=st.integers(0, 30),
    replies=st.integers(0, 90),
)
pipelines = st.lists(open_deals, max_size=20, unique_by=lambda one: one.deal_id)
histories = st.sampled_from([0, 1, 5, 30, 300, 6000]).map(
    lambda deals: History([lost(60, deals), won(20, deals, "commit")])
)


# What is left in peace


def test_a_deal_just_beyond_the_limit_is_suggested_and_one_at_it_is_not() -> None:
    assert action(deal(31)) == "ask"
    assert action(deal(30)) is None


def test_a_deal_is_suggested_by_the_silence_of_ones_own_wins() -> None:
    slow_trade = History([won(120, 6000, "commit")])

    assert action(deal(100), slow_trade, model=LENIENT) is None
    assert action(deal(125), slow_trade, model=LENIENT) == "ask"


def test_a_recently_reached_deal_is_left_in_peace_whatever_speaks_against_it() -> None:
    assert action(deal(13, moves=9, attempts=9, follow_up="waiting")) is None


@pytest.mark.parametrize("silent", [3, 13, 20])
def test_a_decision_is_asked_for_where_its_day_has_passed_even_after_a_talk(silent: int) -> None:
    passed = deal(silent, decides_on=days_ago(1))

    assert action(passed, model=LENIENT) == "ask"
    assert action(passed._replace(follow_up="planned", due_on=days_ago(-3)), model=LENIENT) == "ask"
    assert action(passed._replace(follow_up="planned", due_on=days_ago(-3), agreed=True)) is None


def test_a_deal_of_a_recent_talk_is_never_let_go() -> None:
    assert action(deal(3, decides_on=days_ago(9)), History([won(9, 60), lost(9, 60)]), model=STRICT) == "ask"


def test_a_deal_is_parked_right_after_the_talk_where_the_decision_is_very_far_ahead() -> None:
    assert action(deal(3, decides_on=days_ago(-91))) == "park"
    assert action(deal(3, decides_on=days_ago(-90))) is None
    assert action(planned(3, 9, agreed=True, decides_on=days_ago(-91))) is None


def test_a_freshly_opened_deal_is_left_in_peace() -> None:
    assert action(deal(300, opened_on=days_ago(5), attempts=9)) is None


@pytest.mark.parametrize("due_in", [0, 1, 400])
def test_an_agreed_next_step_protects_a_deal_however_old(due_in: int) -> None:
    assert action(planned(2000, due_in, agreed=True, moves=9, decides_on=days_ago(500))) is None


def test_an_overdue_agreed_step_protects_no_longer() -> None:
    assert action(planned(60, -1, agreed=True)) is not None


def test_an_own_plan_soon_leaves_a_deal_in_peace() -> None:
    assert action(planned(200, 14)) is None


def test_an_own_plan_pushed_again_and_again_protects_no_longer() -> None:
    assert action(planned(200, 3, moves=2)) is None
    assert action(planned(200, 3, moves=3)) is not None


def test_an_own_plan_far_ahead_takes_more_silence() -> None:
    assert action(planned(40, 30)) is None
    assert action(planned(60, 30)) is not None


@pytest.mark.parametrize("decides_in", [0, 60])
def test_a_decision_to_come_leaves_a_deal_in_peace(decides_in: int) -> None:
    assert action(deal(100, decides_on=days_ago(-decides_in))) is None


# What makes it clearer


@pytest.mark.parametrize(
    "known",
    [{"moves": 3}, {"attempts": 4}, {"follow_up": "waiting"}, {"decides_on": days_ago(12)}],
    ids=["pushes", "unanswered tries", "waiting", "decision date gone by"],
)
def test_what_speaks_against_a_deal_takes_less_silence(known: dict[str, object]) -> None:
    assert action(deal(25)) is None
    assert action(deal(25, **known)) is not None


def test_the_longest_silence_comes_first() -> None:
    found = rank([deal(40, 1), deal(400, 2), deal(90, 3)], NO_HISTORY, TODAY)

    assert [verdict.deal.deal_id for verdict in found] == [2, 3, 1]


def test_pushes_put_a_deal_before_a_longer_silent_one() -> None:
    found = rank([deal(100, 1), deal(80, 2, moves=4)], NO_HISTORY, TODAY)

    assert [verdict.deal.deal_id for verdict in found] == [2, 1]


def test_the_stage_nearer_to_a_contract_comes_later() -> None:
    found = rank([deal(60, 1, stage="commit"), deal(60, 2, stage="approach")], NO_HISTORY, TODAY)

    assert [verdict.deal.deal_id for verdict in found] == [2, 1]


def test_equals_come_by_number() -> None:
    found = rank([deal(60, number) for number in (7, 3, 5)], NO_HISTORY, TODAY)

    assert [verdict.deal.deal_id for verdict in found] == [3, 5, 7]


# What to do


def test_a_deal_with_hardly_a_chance_is_let_go() -> None:
    assert action(deal(90)) == "close"
    assert action(deal(40, stage="approach")) == "close"


def test_a_decision_is_asked_for_where_a_chance_is_left() -> None:
    assert action(deal(60, stage="commit")) == "ask"


def test_the_model_decides_what_hardly_a_chance_is() -> None:
    assert action(deal(60), model=LENIENT) == "ask"
    assert action(deal(60), model=STRICT) == "close"


def test_an_unlikely_deal_is_let_go_before_it_is_quiet_where_the_history_is_ones_own() -> None:
    known = History([won(60, 100), lost(60, 100)])

    assert action(deal(20), known, model=STRICT) == "close"
    assert action(deal(20), NO_HISTORY, model=STRICT) is None
    assert action(deal(13), known, model=STRICT) is None


def test_a_deal_that_is_left_in_peace_has_its_figures_all_the_same() -> None:
    figures = unsuggested(deal(3, 9, moves=2), TODAY, USUAL_MODEL)

    assert (figures.deal_id, figures.action, figures.silent_days, figures.moves) == (9, "", 3, 2)
    assert figures.win_probability_low < figures.win_probability < figures.win_probability_high


@pytest.mark.parametrize("known", [{"decides_on": days_ago(12)}, {"follow_up": "waiting"}])
def test_a_decision_is_asked_for_where_the_customer_promised_something(known: dict[str, object]) -> None:
    assert action(deal(60, stage="approach", **known)) == "ask"
    assert action(deal(61, stage="approach", **known)) == "close"


def test_nobody_is_asked_where_three_tries_never_reached_anyone() -> None:
    untried = deal(40, opened_on=days_ago(40), last_reached_on=None, contacts=0)

    assert action(untried._replace(attempts=2), model=LENIENT) == "ask"
    assert action(untried._replace(attempts=3), model=LENIENT) == "close"


def test_a_deal_is_parked_where_the_decision_is_far_ahead() -> None:
    assert action(deal(100, decides_on=days_ago(-61))) == "park"


USUAL = tuple(deal(1, number, value_minor=100, currency="JPY") for number in range(10, 16))


def test_a_valuable_deal_with_many_contacts_is_reconnected_with() -> None:
    valuable = deal(100, value_minor=200, currency="JPY", contacts=5)

    assert action(valuable, others=USUAL) == "reconnect"
    assert action(valuable._replace(value_minor=199), others=USUAL) == "close"
    assert action(valuable._replace(contacts=4), others=USUAL) == "close"


def test_nobody_is_reconnected_with_after_more_than_a_year() -> None:
    assert action(deal(366, value_minor=900, currency="JPY", contacts=9), others=USUAL) == "close"


def test_values_are_only_set_against_those_of_their_currency() -> None:
    assert action(deal(100, value_minor=900, currency="EUR", contacts=9), others=USUAL) == "close"


def test_no_value_is_high_where_few_are_known() -> None:
    assert action(deal(100, value_minor=900, currency="JPY", contacts=9), others=USUAL[:3]) == "close"


# In figures


def test_suggestion_says_what_the_deal_took() -> None:
    only = suggest([deal(74, 9, moves=3, minutes=20)], NO_HISTORY, TODAY)[0]

    assert only[:7] == (9, "close", 74, 124, 84, 3, 20)


def test_win_probability_has_four_digits_and_an_interval() -> None:
    only = suggest([deal(74)], NO_HISTORY, TODAY)[0]
    figures = (only.win_probability_low, only.win_probability, only.win_probability_high)

    assert figures == tuple(round(figure, 4) for figure in figures)
    assert figures[0] < figures[1] < figures[2]


def test_limit_keeps_the_clearest() -> None:
    deals = [deal(40 + number, number) for number in range(1, 9)]

    assert suggest(deals, NO_HISTORY, TODAY, limit=3) == suggest(deals, NO_HISTORY, TODAY)[:3]


def test_nothing_is_suggested_without_deals() -> None:
    assert suggest([], NO_HISTORY, TODAY) == []


def test_two_thousand_deals_silent_for_years_are_let_go_in_order() -> None:
    history = History([won(115, 4238), lost(110, 2473)])
    deals = [deal(3000 + number % 400, number, last_reached_on=None) for number in range(2089)]
    found = rank(deals, history, TODAY)

    assert {verdict.action for verdict in found} == {"close"}
    assert [(-verdict.silent_days, verdict.deal.deal_id) for verdict in found] == sorted(
        (-one.silent_days(TODAY), one.deal_id) for one in deals
    )


@given(pipelines, histories)
def test_never_a_deal_with_an_agreed_step_to_come(deals: list[OpenDeal], history: History) -> None:
    for verdict in rank(deals, history, TODAY):
        step = verdict.deal
        assert not (step.agreed and step.due_on is not None and step.due_on >= TODAY)


@given(pipelines, histories, st.randoms())
def test_order_of_deals_does_not_matter(deals: list[OpenDeal], history: History, random: Random) -> None:
    shuffled = random.sample(deals, len(deals))

    assert suggest(shuffled, history, TODAY) == suggest(deals, history, TODAY)


@given(pipelines, histories)
def test_clearness_falls_and_probabilities_hold_together(deals: list[OpenDeal], history: History) -> None:
    verdicts = rank(deals, history, TODAY)
    found = [explain(verdict, history, TODAY) for verdict in verdicts]

    assert all(one.clearness >= other.clearness for one, other in pairwise(verdicts))
    assert all(0 <= s.win_probability_low <= s.win_probability <= s.win_probability_high <= 1 for s in found)
    assert all(s.silent_days >= 14 or s.action in {"ask", "park"} for s in found)


# What it frees


def suggestion(minutes_spent: int, age_days: int) -> Suggestion:
    return Suggestion(1, "close", 40, age_days, 40, 0, minutes_spent, 0.01, 0.0, 0.3, ())


def test_freed_is_time_spent_over_weeks_of_age() -> None:
    found = freed([suggestion(280, 70), suggestion(70, 49)])

    assert (found.minutes_per_week, found.new_approaches_per_week, found.minutes_spent) == (38, 3, 350)


def test_freed_counts_the_first_week_in_full() -> None:
    assert freed([suggestion(30, 0)]).minutes_per_week == 30


def test_freed_is_the_same_for_verdicts_as_for_suggestions() -> None:
    deals = [deal(60, 1, minutes=500), deal(90, 2, minutes=40)]

    assert freed(rank(deals, NO_HISTORY, TODAY)) == freed(suggest(deals, NO_HISTORY, TODAY))


def test_freed_by_nothing_is_nothing() -> None:
    assert freed([]) == Freed(0, 0)


def test_freed_takes_what_an_approach_really_takes() -> None:
    assert freed([suggestion(60, 7)], minutes_per_approach=25).new_approaches_per_week == 2


# What it costs

PRICED = Chasing(hour=Money(6_000, "JPY"), profit=100_000)


def priced(one: OpenDeal, chasing: Chasing = PRICED, model: WinModel = USUAL_MODEL) -> Verdict:
    return rank([one], History([lost(60, 30)]), TODAY, model, chasing=chasing)[0]


def test_what_costs_more_than_it_may_bring_is_let_go() -> None:
    verdict = priced(deal(60, profit_minor=10_000, currency="JPY"), model=LENIENT)

    assert verdict.action == "close"
    assert verdict.price is not None
    assert verdict.price.expected.minor < verdict.price.cost.minor


def test_what_may_bring_more_than_it_costs_is_asked_for_a_decision() -> None:
    assert priced(deal(60, profit_minor=10**9, currency="JPY"), model=STRICT).action == "ask"


def test_what_is_rather_won_than_not_is_never_let_go_for_its_price() -> None:
    sure = USUAL_MODEL._replace(weights=(9.0, *USUAL_MODEL.weights[1:]))

    assert priced(deal(60, profit_minor=0, currency="JPY"), model=sure).action == "ask"


def test_without_a_price_the_chance_alone_decides() -> None:
    dollars = deal(60, profit_minor=10**9, currency="USD")

    assert [priced(dollars, model=model).action for model in (LENIENT, STRICT)] == ["ask", "close"]


def test_the_price_is_told_in_words_and_amounts() -> None:
    verdict = priced(deal(60, profit_minor=10_000, currency="JPY"), model=LENIENT)
    told = explain(verdict, NO_HISTORY, TODAY)
    text = next(piece.text for piece in told.evidence if piece.code == "price")

    assert text.startswith("Going on usually takes another 2 h 9 min: ¥12,900 at ¥6K an hour, for less than ¥1K")
    assert told.price == verdict.price


def test_freed_tells_what_the_hours_would_bring() -> None:
    found = freed([suggestion(280, 70)], 7, PRICED._replace(approaches_per_contract=52))

    assert (found.new_approaches_per_week, found.contracts_per_year) == (4, 4.0)
    assert (found.hour_worth, found.worth_per_week) == (Money(6_000, "JPY"), Money(2_800, "JPY"))
