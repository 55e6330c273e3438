"""The screens of ``pipe plan``, at every width and in both languages."""

from datetime import date

import pytest

from date_support import speaking
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.funnel_ratio import Ratio
from pipeline_cli.domain.kpi import Closing, KpiRow
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import Counts, Figure
from pipeline_cli.domain.plan import Plan, Target, WhatIf
from pipeline_cli.domain.plan_customers import RepeatCustomer
from pipeline_cli.domain.plan_needs import Each, Planned, needs
from pipeline_cli.domain.plan_pipeline import NO_WORK, OpenWork
from pipeline_cli.domain.plan_ratios import plan_ratios
from pipeline_cli.domain.rate import Rate
from pipeline_cli.money.amount import Money
from pipeline_cli.views.plan import customers_sheet, plan_screen
from pipeline_cli.views.plan_json import plan_json
from pipeline_cli.views.plan_list import dropped_plan_sheet, no_plan_sheet, plans_sheet
from support import NOW, TODAY, Golden, day, render

PLAN = Plan(
    id=3,
    metric="revenue",
    amount=12_000_000,
    currency="JPY",
    first_on=date(2026, 10, 1),
    last_on=date(2026, 12, 31),
    targets=(
        Target("Existing customers [vip]", "offer the second line before their budget closes"),
        Target("千葉の歯科医院", "午前中に電話"),
    ),
    note="one of us left \x1b[2J",
)
CONTRACTS = PLAN._replace(id=4, metric="contracts", amount=9, currency=None, targets=(), note="")
FUNNEL = Ratio((1, 2.5, 8, 40), {"prospect": 2.5, "potential": 8.0, "approach": 40.0}, {}, 20)
OWN = plan_ratios(FUNNEL, Rate(20, 48), Counts({}, contracts=12, calls=300, meetings=60, valid_meetings=30))
RULE = plan_ratios(Ratio(None, {}, {}, 2), Rate(2, 5), Counts({}))
CUSTOMERS = (
    RepeatCustomer(1, "Aoki [vip]", 3, day(-80), day(-20), day(-40)),
    RepeatCustomer(2, "株式会社みどり商会", 1, day(-50), day(-10), None),
    RepeatCustomer(3, "Brandt GmbH", 1, day(-50), None, None),
)
ROW = KpiRow(
    Figure("revenue", 3_000_000, "JPY"),
    PLAN.span,
    WorkingTime(63, 33.5),
    PLAN.budget,
    Landing(8_200_000, 5_900_000, 11_100_000, "forecast"),
    Closing("valid_meetings", 9, 0.7, 0.4, PLAN.last_on),
)
WORK = OpenWork(14, (Money(18_500_000, "JPY"), Money(350_000, "EUR")), 18_500_000, 3.4, 4_100_000)
EACH = Each(900_000.0, 12)


def planned(plan: Plan = PLAN) -> Planned:
    """Return a plan taken apart."""
    days = (30, 5)
    return Planned(
        now=NOW,
        plan=plan,
        what_if=WhatIf(),
        row=ROW,
        work=WORK,
        each=EACH,
        known=EACH,
        ratios=OWN,
        days_left=days[0],
        needs=needs(plan.amount, 3_000_000, WORK.worth, EACH, OWN, days),
        cycle_days=36.0,
        customers=CUSTOMERS,
        others=(CONTRACTS,),
    )


NEW = planned(CONTRACTS)._replace(
    row=KpiRow(Figure("contracts", 0), PLAN.span, WorkingTime(63, 33.5), CONTRACTS.budget),
    work=NO_WORK,
    each=Each(1.0),
    ratios=RULE,
    needs=needs(9, 0, 0, Each(1.0), RULE, (30, 5)),
    cycle_days=None,
    customers=(),
    others=(),
)
SCREENS = {
    "own": plan_screen(planned()),
    "rule": plan_screen(NEW),
    "unknown": plan_screen(
        planned()._replace(each=Each(None), needs=needs(12_000_000, 3_000_000, 0, Each(None), OWN, (30, 5)))
    ),
    "covered": plan_screen(planned()._replace(needs=needs(7_000_000, 3_000_000, 4_100_000, EACH, OWN, (30, 5)))),
    "too-late": plan_screen(planned()._replace(cycle_days=90.0)),
    "list": plans_sheet((PLAN, CONTRACTS, PLAN._replace(first_on=date(2026, 1, 1), last_on=date(2026, 3, 31))), TODAY),
    "empty-list": plans_sheet((), TODAY),
    "none": no_plan_sheet(),
    "dropped": dropped_plan_sheet(PLAN, TODAY),
    "customers": customers_sheet(CUSTOMERS, TODAY),
}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", ["own", "rule"])
def test_plan_screen(golden: Golden, name: str, width: int, language: str) -> None:
    with speaking(language):
        golden(render(SCREENS[name], width))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ["unknown", "covered", "too-late", "list", "none", "dropped"])
def test_other_plan_screen(golden: Golden, name: str, language: str) -> None:
    with speaking(language):
        golden(render(SCREENS[name], 80))


@pytest.mark.parametrize("width", [20, 33, 47, 60, 79, 100])
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    from rich.cells import cell_len

    assert all(cell_len(line) <= width for line in render(SCREENS[name], width).splitlines())


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_typed_moves_the_cursor(name: str) -> None:
    assert "\x1b" not in render(SCREENS[name], 80)


def test_plan_json_keeps_amounts_in_minor_units() -> None:
    found = plan_json(planned())

    assert found["plan"]["quota"] == {"minor": 12_000_000, "currency": "JPY"}
    assert found["pipeline"]["wins"] == 3.4
    assert found["begin_by"] == "2026-11-25"
    assert found["reach"]["status"] == "out of reach"
    assert plan_json(None) == {"plan": None}
