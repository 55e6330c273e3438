"""A report as the rows of one table, for spreadsheets: keys in English, amounts as plain decimals."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pipeline_cli.domain.formula_guard import guarded
from pipeline_cli.domain.kpi import KpiRow
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.review import VERDICTS
from pipeline_cli.domain.sales_report import DealAhead, Decided, HonestStage, SalesReport
from pipeline_cli.domain.text import visible
from pipeline_cli.money.amount import Money, plain
from pipeline_cli.views.pruning import evidence_text

COLUMNS: Final = (
    *("section", "item", "deal", "customer", "title", "stage", "day", "deals", "amount", "currency"),
    *("budget", "low", "landing", "high", "share", "status", "note"),
)
"""What each row may hold; empty where a section has no use for it."""

_DIGITS: Final = 4

Row = dict[str, str]


def report_rows(report: SalesReport) -> Iterator[list[str]]:
    """Yield the rows of a report, the titles first; currencies are rows of their own."""
    yield list(COLUMNS)
    for row in _rows(report):
        # Our own figures may begin with a minus; what is text may be anybody's.
        yield [row.get(name, "") if name in _FIGURES else guarded(visible(row.get(name, ""))) for name in COLUMNS]


_FIGURES: Final = frozenset(("deal", "day", "deals", "amount", "budget", "low", "landing", "high", "share"))


def _rows(report: SalesReport) -> Iterator[Row]:
    first, last = map(str, report.span)
    yield {"section": "period", "item": "from", "day": first}
    yield {"section": "period", "item": "to", "day": last}
    yield {"section": "period", "item": "made", "note": report.now.isoformat()}
    yield from map(_measure, report.measures.rows)
    yield from (_ahead("deciding", one) for one in report.deciding)
    yield from _pipeline({"section": "pipeline"}, report.pipeline)
    for stage in report.stages:
        yield from _stage(stage)
    for verdict in VERDICTS:
        yield from _pipeline({"section": "verdicts", "item": verdict}, report.total(verdict))
    yield from map(_decided, report.decided)
    for reason in report.reasons:
        yield from _pipeline({"section": "lost_reasons", "item": reason.text}, reason.lost)
    for way, deals in report.follow_ups.counts.items():
        yield {"section": "next_steps", "item": way, "deals": str(deals)}
    yield {"section": "next_steps", "item": "overdue", "deals": str(report.follow_ups.overdue)}
    yield from (_ahead("next_step", one) for one in report.follow_ups.near)
    yield from _let_go(report)


def _measure(row: KpiRow) -> Row:
    figure, landing, budget = row.figure, row.landing, row.budget
    values = {
        "amount": figure.value,
        "budget": budget and budget.value,
        "low": landing and landing.low,
        "landing": landing and landing.expected,
        "high": landing and landing.high,
    }
    known = {name: _figure(value, row) for name, value in values.items() if value is not None}
    due = {"day": str(budget.due_on), "status": row.status or ""} if budget else {}
    return {"section": "measures", "item": figure.metric, "currency": figure.currency or "", **known, **due}


def _figure(value: float, row: KpiRow) -> str:
    if row.figure.unit == "money":
        return plain(Money(round(value), row.figure.currency or ""))
    return str(round(value, _DIGITS)) if row.figure.unit == "rate" else str(round(value))


def _pipeline(row: Row, found: Pipeline) -> Iterator[Row]:
    """Yield how many deals those are, and a row for each currency."""
    yield {**row, "deals": str(found.deals)}
    for value in found.values:
        yield {**row, **_money(value)}


def _stage(one: HonestStage) -> Iterator[Row]:
    row = {"section": "funnel", "stage": one.stage}
    share = "" if one.went_on.share is None else str(round(one.went_on.share, _DIGITS))
    yield {**row, "item": "open", "deals": str(one.open)}
    yield from ({**row, "item": "open", **_money(value)} for value in one.values)
    yield {**row, "item": "went_on", "deals": str(one.went_on.hits), "share": share}
    yield {**row, "item": "let_go", "deals": str(one.let_go)}


def _decided(one: Decided) -> Row:
    deal = one.verdict
    return {
        "section": deal.verdict,
        "deal": str(deal.deal),
        "customer": deal.customer,
        "title": deal.title,
        "day": str(deal.at.date()),
        **_money(deal.value),
        "note": one.helped or deal.reason or (str(deal.until) if deal.until else ""),
    }


def _ahead(section: str, one: DealAhead) -> Row:
    deal, step = one.deal, one.step
    return {
        "section": section,
        "deal": str(deal.id),
        "customer": deal.customer_name,
        "title": deal.title,
        "stage": deal.stage,
        "day": _due(step),
        **_money(deal.value),
        "share": "" if one.chance is None else str(round(one.chance, _DIGITS)),
        "status": _plan(step),
        "note": step.why if step else "",
    }


def _due(step: NextStep | None) -> str:
    on: date | None = step.due.on if step and step.due else None
    return "" if on is None else str(on)


def _plan(step: NextStep | None) -> str:
    if step is None:
        return "none"
    if step.due is None:
        return "waiting"
    return "agreed" if step.agreed else "own_plan"


def _let_go(report: SalesReport) -> Iterable[Row]:
    yield from _pipeline({"section": "let_go"}, report.let_go.all)
    for deal, one in report.let_go.pruning.shown:
        yield {
            "section": "let_go",
            "item": one.action,
            "deal": str(deal.id),
            "customer": deal.customer_name,
            "title": deal.title,
            "stage": deal.stage,
            **_money(deal.value),
            "share": str(round(one.win_probability, _DIGITS)),
            "note": evidence_text(one),
        }


def _money(value: Money | None) -> Row:
    return {"amount": plain(value), "currency": value.currency} if value else {}
