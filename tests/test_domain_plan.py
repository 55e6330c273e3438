"""What a quota takes: ratios, whole contracts, weeks and days."""

from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.funnel_ratio import Ratio
from pipeline_cli.domain.measures import Counts
from pipeline_cli.domain.plan import Plan, Target, target_of
from pipeline_cli.domain.plan_amount import days_of, plan_metric, quota_amount, win_rate_of
from pipeline_cli.domain.plan_customers import MOST, RepeatCustomer, repeat_customers
from pipeline_cli.domain.plan_needs import Each, needs
from pipeline_cli.domain.plan_pipeline import NO_WORK, OpenChance, open_work, step_of
from pipeline_cli.domain.plan_ratios import STEPS, at_win_rate, plan_ratios
from pipeline_cli.domain.rate import Rate
from pipeline_cli.errors import UsageError
from pipeline_cli.money.amount import Money
from support import TODAY, day

NEW = plan_ratios(Ratio(None, {}, {}, 0), Rate(0, 0), Counts({}))
OWN_FUNNEL = Ratio((1, 2, 4, 8), {"prospect": 2.0, "potential": 4.0, "approach": 8.0}, {}, 20)
OWN = plan_ratios(OWN_FUNNEL, Rate(20, 40), Counts({}))


def buyer(id_: int, won: int = 90, thanked: int | None = None, wins: int = 1) -> RepeatCustomer:
    """Return a customer who bought so many days ago."""
    return RepeatCustomer(id_, f"Customer {id_}", wins, day(-won), None, None if thanked is None else day(-thanked))


def test_ratios_of_a_new_user_are_the_rule_of_thumb() -> None:
    assert [NEW.per_contract[step] for step in STEPS] == [1, 3, 30, 30, 300, 300]
    assert NEW.basis == "rule"
    assert NEW.win_rate == 1 / 3


def test_own_deals_take_the_place_of_the_rule() -> None:
    assert [OWN.per_contract[step] for step in STEPS] == [1, 2, 4, 4, 8, 8]
    assert (OWN.basis, OWN.win_rate) == ("own", 0.5)


def test_recorded_work_takes_the_place_of_the_deals() -> None:
    lately = Counts({}, contracts=10, calls=250, appointments=3, meetings=70, valid_meetings=30)

    found = plan_ratios(OWN_FUNNEL, Rate(20, 40), lately)

    assert found.per_contract["calls"] == 25
    assert (found.per_contract["meetings"], found.per_contract["valid_meetings"]) == (7, 3)
    assert (found.sources["appointments"], found.per_contract["appointments"]) == ("deals", 4)


def test_meetings_are_never_fewer_than_valid_ones() -> None:
    lately = Counts({}, contracts=10, meetings=10, valid_meetings=0)

    found = plan_ratios(OWN_FUNNEL, Rate(20, 40), lately)

    assert found.per_contract["meetings"] == found.per_contract["valid_meetings"] == 2


def test_twice_the_win_rate_takes_half_the_work() -> None:
    found = at_win_rate(NEW, 2 / 3)

    assert found.per_contract["calls"] == pytest.approx(150)
    assert found.per_contract["contracts"] == 1


def test_nothing_takes_less_than_one_for_a_contract() -> None:
    assert min(at_win_rate(OWN, 1.0).per_contract.values()) == 1


def test_needs_count_whole_contracts_and_the_work_for_these() -> None:
    found = needs(10_000_000, 1_000_000, 2_000_000, Each(3_000_000), NEW, (20, 5))

    assert (found.missing, found.rest) == (9_000_000, 7_000_000)
    assert found.steps is not None
    assert {step: need.total for step, need in found.steps.items()} == dict(
        zip(STEPS, (3, 9, 90, 90, 900, 900), strict=True)
    )
    assert found.steps["calls"].per_week == 225
    assert found.steps["calls"].per_day == 45


def test_needs_are_unknown_while_nobody_knows_what_a_contract_brings() -> None:
    assert needs(10, 0, 0, Each(None), NEW, (20, 5)).steps is None


def test_a_quota_that_is_reached_needs_nothing() -> None:
    found = needs(10, 12, 0, Each(None), NEW, (20, 5))

    assert found.steps is not None
    assert {need.total for need in found.steps.values()} == {0}


def test_no_day_left_leaves_no_daily_need() -> None:
    found = needs(10, 0, 0, Each(1.0), NEW, (0, 5))

    assert found.steps is not None
    assert found.steps["calls"] == (3000, None, None)


@given(
    quota=st.integers(1, 10**12),
    won=st.integers(0, 10**12),
    worth=st.floats(0, 1e12),
    each=st.floats(1, 1e9),
    left=st.integers(1, 400),
)
def test_what_is_needed_makes_up_for_what_is_missing(
    quota: int, won: int, worth: float, each: float, left: int
) -> None:
    found = needs(quota, won, worth, Each(each), NEW, (left, 5))

    assert found.steps is not None
    contracts = found.steps["contracts"]
    assert contracts.total * each >= found.rest * (1 - 1e-6)
    assert contracts.total <= ceil(found.rest / each)
    assert contracts.per_day is not None
    assert contracts.per_week is not None
    assert contracts.per_day * left == pytest.approx(contracts.total)
    assert contracts.per_week <= contracts.total


def test_open_work_is_amount_times_chance() -> None:
    deals = [OpenChance(0.5, "JPY", 1000), OpenChance(0.1, "JPY", None), OpenChance(1.0, "EUR", 700)]

    found = open_work(deals, 3, "JPY", 200.0)

    assert found.worth == pytest.approx(520)
    assert found.wins == pytest.approx(0.6)
    assert found.amount == 1000
    assert set(found.values) == {Money(1000, "JPY"), Money(700, "EUR")}


def test_open_work_of_contracts_counts_every_currency() -> None:
    deals = [OpenChance(0.5, "JPY", 1000), OpenChance(0.25, "EUR", None)]

    found = open_work(deals, 2, None, 1.0)

    assert (found.worth, found.amount) == (0.75, 2)


def test_an_even_sample_stands_for_all_open_deals() -> None:
    assert open_work([OpenChance(0.5, "JPY", 10)] * 4, 400, "JPY", None).worth == pytest.approx(2000)
    assert open_work([], 0, "JPY", None) == NO_WORK


@given(total=st.integers(0, 10**6))
def test_a_sample_is_small_enough(total: int) -> None:
    assert total / step_of(total) <= 500


def test_customers_who_said_thank_you_come_first() -> None:
    known = [buyer(1, wins=5), buyer(2, thanked=40), buyer(3, wins=2), buyer(4, won=60)]

    assert [one.id for one in repeat_customers(known, TODAY)] == [2, 1, 3, 4]


def test_who_has_just_bought_or_was_not_heard_of_for_a_year_is_not_suggested() -> None:
    assert repeat_customers([buyer(1, won=29), buyer(2, won=366)], TODAY) == ()


@given(st.lists(st.tuples(st.integers(0, 800), st.none() | st.integers(0, 300))))
def test_at_most_five_customers_are_suggested(known: list[tuple[int, int | None]]) -> None:
    found = repeat_customers([buyer(n, *days) for n, days in enumerate(known)], TODAY)

    assert len(found) <= MOST
    assert all(TODAY - one.last_won_on >= timedelta(30) for one in found)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Dentists: call at 8", Target("Dentists", "call at 8")),
        ("既存のお客様：二台目", Target("既存のお客様", "二台目")),
        ("Dentists", Target("Dentists")),
        ("A: b: c", Target("A", "b: c")),
    ],
)
def test_target_of_tells_who_from_how(text: str, target: Target) -> None:
    assert target_of(text) == target


@pytest.mark.parametrize(
    ("metric", "text", "amount"),
    [
        ("revenue", "1200万", (12_000_000, "JPY")),
        ("mrr", "EUR 900", (90_000, "EUR")),
        ("contracts", "12件", (12, None)),
        ("contracts", "１，２００", (1200, None)),
    ],
)
def test_quota_amount_fits_its_measure(metric: str, text: str, amount: tuple[int, str | None]) -> None:
    assert quota_amount(metric, text, "JPY") == amount


@pytest.mark.parametrize(
    ("metric", "text", "says"),
    [
        ("revenue", "0", "nothing to reach"),
        ("revenue", "-5M", "nothing to reach"),
        ("contracts", "0", "nothing to reach"),
        ("contracts", "-3", "nothing to reach"),
        ("revenue", "12", "looks like a count"),
        ("revenue", "12件", "looks like a count"),
        ("contracts", "5M", "no whole number"),
        ("contracts", "1.5", "no whole number"),
        ("revenue", "lots", "lots"),
    ],
)
def test_quota_amount_refuses_what_makes_no_quota(metric: str, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        quota_amount(metric, text, "JPY")


@pytest.mark.parametrize(("text", "share"), [("30%", 0.3), ("0.3", 0.3), ("3割", 0.3), ("100 %", 1.0), ("1", 1.0)])
def test_win_rate_is_read_as_people_write_it(text: str, share: float) -> None:
    assert win_rate_of(text) == share


@pytest.mark.parametrize("text", ["0", "0%", "-10%", "101%", "30", "many", "", "nan", "inf"])
def test_win_rate_of_nothing_or_more_than_all_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="win rate"):
        win_rate_of(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "ten", "", "99999"])
def test_days_of_refuses_what_is_no_number_of_days(text: str) -> None:
    with pytest.raises(UsageError, match="working days"):
        days_of(text)


def test_plan_metric_is_revenue_unless_said_otherwise() -> None:
    assert plan_metric([]) == "revenue"
    assert plan_metric(["粗利"]) == "gross_profit"
    assert plan_metric(["mrr", "mrr"]) == "mrr"


@pytest.mark.parametrize(("metrics", "says"), [(["mrr", "revenue"], "one measure"), (["calls"], "No quota can be")])
def test_plan_metric_refuses_two_measures_and_those_without_quota(metrics: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        plan_metric(metrics)


def test_a_plan_stands_for_a_budget_that_is_none_of_its_own() -> None:
    plan = Plan(0, "revenue", 5, "JPY", date(2026, 10, 1), date(2026, 12, 31))

    assert plan.budget.is_planned
    assert (plan.budget.value, plan.budget.span) == (5, plan.span)
