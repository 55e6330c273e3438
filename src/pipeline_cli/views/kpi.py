"""The table of measures: actual, budget, how far that is, where it will land, and what would close a gap."""

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.kpi import KpiRow, Kpis
from pipeline_cli.domain.measure_names import metric_in, metric_label
from pipeline_cli.i18n import t
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.kpi_closing import closing_command, closing_text
from pipeline_cli.views.kpi_words import (
    budget_text,
    cases_text,
    gap_text,
    landing_text,
    pace_notes,
    percent,
    range_text,
    value_text,
)
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, indented
from pipeline_cli.views.text import Signs

STYLES: Final = {"ahead": "good", "on course": "good", "behind": "due", "out of reach": "overdue"}
COLUMNS: Final = (
    Column(),
    Column(is_right=True),
    Column(leaves=4),
    Column(is_right=True),
    Column(is_right=True, leaves=2),
    Column(is_right=True),
    Column(is_right=True, leaves=1),
    Column(is_right=True, leaves=3),
    Column(),
)
INDENT: Final = 2


def kpi_screen(found: Kpis) -> Sheet:
    """Lay out the table, and below it what each budget needs."""
    return Sheet(lambda page: _lines(found, page))


def _lines(found: Kpis, page: Page) -> Iterator[Line]:
    titles = (t("measure"), t("actual"), "", t("budget"), t("done"), t("landing"), t("range"), t("gap"), t("status"))
    rows = sorted(found.rows, key=lambda row: (row.span != found.span, row.span))
    table = grid(titled(titles, [_row(row, page.signs) for row in rows]), COLUMNS, page)
    yield from _headed(found.span, found.time, found, page)
    yield next(table)
    yield from _grouped(zip(rows, table, strict=True), found, page)
    for note in pace_notes(rows):
        yield from flowed([(note, "aside")], page, lines=4)
    budgeted = [row for row in found.rows if row.budget]
    if budgeted:
        yield []
    for row in budgeted:
        yield from _needs(row, found, page)
    if not budgeted:
        yield []
        yield from flowed([(t("No budgets yet: {example}", example=_example()), "aside")], page, lines=3)


def _grouped(lines: Iterable[tuple[KpiRow, Line]], found: Kpis, page: Page) -> Iterator[Line]:
    """Yield lines in groups of the same days, those of other days than the period's under a heading."""
    span = found.span
    for row, line in lines:
        if row.span != span:
            span = row.span
            yield []
            yield from _headed(span, row.time, found, page)
        yield line


def _headed(span: Span, time: WorkingTime, found: Kpis, page: Page) -> Iterator[Line]:
    """Yield the days that the rows below are of, and how far they are gone."""
    first, last = (format_day(day, found.now.date()) for day in span)
    days = t("{first} to {last}", first=first, last=last)
    yield from flowed([(days, "heading"), ("  ", ""), (_gone(time), "aside")], page, lines=2)


def _gone(time: WorkingTime) -> str:
    share = time.share
    if share is None:
        return t("no working day in it")
    return t("{percent} of the working days gone", percent=percent(share))


def _row(row: KpiRow, signs: Signs) -> list[Part]:
    figure, status = row.figure, row.status or ""
    has_budget = row.budget is not None
    progress = value_text(row.progress, "rate", None, signs) if has_budget else ""
    gap = gap_text(row, signs)
    return [
        (metric_label(figure.metric), ""),
        (value_text(figure.value, figure.unit, figure.currency, signs), "number"),
        (cases_text(figure), "aside"),
        (budget_text(row.budget, signs), ""),
        (progress, ""),
        (landing_text(row.landing, figure, signs, row.budget), "number"),
        (range_text(row.landing, figure, signs), "aside"),
        (gap, ""),
        (t(status) if status else value_text(None, "", None, signs) if has_budget else "", STYLES.get(status, "")),
    ]


def _needs(row: KpiRow, found: Kpis, page: Page) -> Iterator[Line]:
    """Yield what a budget asks for: until when, how far time and work are, and what would close the gap."""
    label = metric_in(row.figure.metric, row.figure.currency)
    yield from flowed([(label, "due"), ("  ", ""), (_standing(row, found, page.signs), "aside")], page, lines=3)
    for text in filter(None, (closing_text(row), closing_command(row))):
        yield from indented(flowed([(text, "")], page.less(INDENT), lines=8), INDENT)


def _standing(row: KpiRow, found: Kpis, signs: Signs) -> str:
    today = found.now.date()
    values = {
        "first": format_day(row.span.first, today),
        "last": format_day(row.span.last, today),
        "done": value_text(row.progress, "rate", None, signs),
        "gone": value_text(row.time.share, "rate", None, signs),
        "range": range_text(row.landing, row.figure, signs),
    }
    if not values["range"]:
        return t("{first} to {last}: {done} done, {gone} of the time gone", **values)
    return t("{first} to {last}: {done} done, {gone} of the time gone, will end at {range}", **values)


def _example() -> str:
    return t('pipe kpi set revenue 5M --due "end of month"')
