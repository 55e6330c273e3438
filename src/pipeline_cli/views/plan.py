"""The screen of a plan: what is won, what is open, what the rest takes, from whom and how."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.measure_names import metric_label, metric_typed
from pipeline_cli.domain.plan_customers import RepeatCustomer
from pipeline_cli.domain.plan_needs import Need, Planned
from pipeline_cli.domain.plan_ratios import STEPS
from pipeline_cli.domain.plan_words import plan_title
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.plan_facts import basis_text, new_work, open_deals, reach_lines, time_to_begin, won_so_far
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, indented
from pipeline_cli.views.text import Signs, on_a_line

INDENT: Final = 2
COLUMNS: Final = (
    Column(),
    Column(is_right=True),
    Column(is_right=True),
    Column(is_right=True),
    Column(is_right=True, leaves=1),
)
CUSTOMER_COLUMNS: Final = (Column(least=8), Column(least=8))
_FEW: Final = 10


def plan_screen(planned: Planned) -> Sheet:
    """Lay out a plan as it stands."""
    return Sheet(lambda page: _lines(planned, page))


def _lines(planned: Planned, page: Page) -> Iterator[Line]:
    yield from flowed([*_head(planned)], page, lines=3)
    yield []
    yield from labelled(_facts(planned), page)
    if planned.needs.steps and planned.needs.rest:
        yield []
        yield from grid(_table(planned), COLUMNS, page)
        yield from flowed([(basis_text(planned.ratios), "aside")], page, lines=4)
    for text in filter(None, (time_to_begin(planned),)):
        yield []
        yield from flowed([(text, "")], page, lines=4)
    yield from _reach(planned, page)
    yield from _from_whom(planned, page)


def _head(planned: Planned) -> list[Part]:
    left = tn("{n} working day left", "{n} working days left", planned.days_left)
    return [(plan_title(planned.plan, planned.now.date()), "heading"), ("  ", ""), (left, "aside")]


def _facts(planned: Planned) -> list[Fact]:
    return [
        (t("won so far"), [(won_so_far(planned), "")], 2),
        (t("open deals"), [(open_deals(planned), "")], 5),
        (t("new work"), [(new_work(planned), "")], 5),
        (t("note"), [(on_a_line(planned.plan.note), "")], 3),
    ]


def _table(planned: Planned) -> list[list[Part]]:
    titles = (t("needed"), t("in all"), t("a week"), t("a day"), t("for one contract"))
    steps = planned.needs.steps or {}
    takes = planned.ratios.per_contract
    return list(map(list, titled(titles, [_row(step, steps[step], takes[step]) for step in STEPS])))


def _row(step: str, need: Need, takes: float) -> list[Part]:
    return [
        (metric_label(step) if step != "appointments" else t("appointments"), ""),
        (f"{need.total:,}", "number"),
        (_number(need.per_week), ""),
        (_number(need.per_day), "number"),
        (_number(takes) if step != STEPS[0] else "", "aside"),
    ]


def _number(value: float | None) -> str:
    """Return a number with a decimal where it is small; "" for none."""
    if value is None:
        return ""
    return f"{value:.1f}".removesuffix(".0") if value < _FEW else f"{value:,.0f}"


def _reach(planned: Planned, page: Page) -> Iterator[Line]:
    texts = [(text, style) for text, style in reach_lines(planned, page.signs) if text]
    if texts:
        yield []
    for text, style in texts:
        yield from flowed([(text, style)], page, lines=8)


def _from_whom(planned: Planned, page: Page) -> Iterator[Line]:
    if planned.plan.targets:
        yield []
        yield [(t("From whom, and how"), "heading")]
        for one in planned.plan.targets:
            parts = [(on_a_line(one.who), "customer"), (f": {on_a_line(one.how)}" if one.how else "", "")]
            yield from indented(flowed(parts, page.less(INDENT), lines=4), INDENT)
    if planned.customers:
        yield []
        yield from _customers(planned.customers, planned.now.date(), page)
    if planned.others:
        yield []
        for other in planned.others:
            command = (
                f"pipe plan show --metric {metric_typed(other.metric)} --from {other.first_on} --to {other.last_on}"
            )
            text = t("Also planned: {plan}", plan=plan_title(other, planned.now.date()))
            yield from flowed([(text, "aside"), (f"  {command}", "aside")], page, lines=3)


def customers_sheet(customers: Sequence[RepeatCustomer], today: date) -> Sheet:
    """Lay out existing customers who may well buy again, each with what speaks for it."""
    return Sheet(lambda page: _customers(customers, today, page))


def _customers(customers: Sequence[RepeatCustomer], today: date, page: Page) -> Iterator[Line]:
    yield [(t("Bought before, nothing open now"), "heading")]
    rows = [[(on_a_line(one.name), "customer"), (_speaks_for(one, today, page.signs), "")] for one in customers]
    yield from indented(grid(rows, CUSTOMER_COLUMNS, page.less(INDENT)), INDENT)


def _speaks_for(one: RepeatCustomer, today: date, signs: Signs) -> str:
    wins = tn("bought once", "bought {n} times", one.wins)
    if one.thanked_on:
        other = t("said thank you on {day}", day=format_day(one.thanked_on, today))
    elif one.reached_on and one.reached_on > one.last_won_on:
        other = t("reached on {day}", day=format_day(one.reached_on, today))
    else:
        other = t("last bought on {day}", day=format_day(one.last_won_on, today))
    return f"{wins} {signs.dot} {other}"
