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
from pipeline_cli.views.text import on_a_line, stage_name
from pipeline_cli.views.wording import due_text, lateness

SIDE_BY_SIDE: Final = 72
"""Cells from which a deal's title has a column of its own; below, it stands behind the customer."""

COLUMNS: Final = (
    Column(is_right=True),
    Column(least=12, folds=True),
    Column(least=8, folds=True),
    Column(folds=True),
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
    yield from grid(titled(titles, [_row(one, deals, page) for one in deals.deals]), COLUMNS, page)
    left = deals.total - len(deals.deals)
    if left:
        yield from more(
            t(
                "{shown} of {total} deals; all of them with --limit 0",
                shown=f"{len(deals.deals):,}",
                total=f"{deals.total:,}",
            ),
            page,
        )
    else:
        yield [(tn("{n} deal", "{n} deals", deals.total), "aside")]


def _row(one: ListedDeal, deals: DealList, page: Page) -> list[Part]:
    deal, title = one.deal, on_a_line(one.deal.title)
    is_narrow = page.width < SIDE_BY_SIDE
    behind = f" {page.signs.dot} {title}" if is_narrow and title else ""
    return [
        (f"#{deal.id}", "number"),
        (on_a_line(deal.customer_name) + behind, "customer"),
        ("" if is_narrow else title, ""),
        (stage_name(deal.stage) if deal.is_open else t(deal.state), "" if deal.is_open else "aside"),
        (format_short(deal.value) if deal.value else "", ""),
        _next(one, deals),
        (_silence(one), ""),
    ]


def _silence(one: ListedDeal) -> str:
    if not one.deal.is_open:
        return ""
    return t("{n} d", n=one.silent_days) if one.is_reached else t("never")


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
    when = late or due_text(step.due, today)
    return f"{when} {t('waiting')}" if step.waiting else when, "overdue" if late else ""


def _nothing(deals: DealList) -> str:
    if deals.wanted.state == "open" and deals.wanted.stage is None and not deals.wanted.tags:
        return t('No open deals. "pipe log" writes down the first contact; "pipe list --state all" shows closed ones.')
    return t("No such deals.")
