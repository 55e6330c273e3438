"""The screen and the JSON of ``pipe list``."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.listing import DealList, ListedDeal
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.as_json import deal_json
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, more
from pipeline_cli.views.text import on_a_line
from pipeline_cli.views.wording import due_text, lateness

COLUMNS: Final = (
    Column(is_right=True),
    Column(least=12),
    Column(least=8, leaves=1),
    Column(),
    Column(is_right=True, leaves=3),
    Column(leaves=4),
    Column(is_right=True, leaves=2),
)


def deal_list_screen(deals: DealList) -> Sheet:
    """Lay out a list of deals, one a line."""
    return Sheet(lambda page: _lines(deals, page))


def deal_list_json(deals: DealList) -> dict[str, Any]:
    """Return a list of deals as the README promises it."""
    return {"deals": [deal_json(one.deal) for one in deals.deals], "total": deals.total}


def _lines(deals: DealList, page: Page) -> Iterator[Line]:
    if not deals.deals:
        yield from flowed([(_nothing(deals), "")], page, lines=3)
        return
    titles = ("", t("customer"), t("deal"), t("stage"), t("value"), t("next step"), t("silent"))
    yield from grid(titled(titles, [_row(one, deals) for one in deals.deals]), COLUMNS, page)
    left = deals.total - len(deals.deals)
    if left:
        yield from more(
            t("{shown} of {total} deals; all of them with --limit 0", shown=len(deals.deals), total=deals.total), page
        )
    else:
        yield [(tn("{n} deal", "{n} deals", deals.total), "aside")]


def _row(one: ListedDeal, deals: DealList) -> list[Part]:
    deal = one.deal
    return [
        (f"#{deal.id}", "number"),
        (on_a_line(deal.customer_name), "customer"),
        (on_a_line(deal.title), ""),
        (t(deal.stage if deal.is_open else deal.state), "" if deal.is_open else "aside"),
        (format_short(deal.value) if deal.value else "", ""),
        _next(one, deals),
        (t("{n} d", n=one.silent_days) if deal.is_open else "", ""),
    ]


def _next(one: ListedDeal, deals: DealList) -> Part:
    """Return when a deal is next worked on, or that it is not, in words."""
    deal, step, today = one.deal, one.next_step, deals.now.date()
    if deal.parked_until:
        return t("back {day}", day=format_day(deal.parked_until, today)), "aside"
    if deal.closed_at:
        return t("closed {day}", day=format_day(deal.closed_at.date(), today)), "aside"
    if step is None:
        return t("none"), "overdue"
    if step.due is None:
        return t("waiting"), "plan"
    late = lateness(step.due, deals.now)
    return (late, "overdue") if late else (due_text(step.due, today), "")


def _nothing(deals: DealList) -> str:
    if deals.wanted.state == "open" and deals.wanted.stage is None and not deals.wanted.tags:
        return t('No open deals. "pipe log" writes down the first contact; "pipe list --state all" shows closed ones.')
    return t("No such deals.")
