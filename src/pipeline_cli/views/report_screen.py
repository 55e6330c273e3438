"""A report on the terminal: the same sections as in its files."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from pipeline_cli.domain.sales_report import SalesReport
from pipeline_cli.i18n import t
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.labelled import Fact as LabelledFact
from pipeline_cli.views.labelled import labelled
from pipeline_cli.views.report_page import LINES, Chart, Fact, ReportPage, Section, Stretch, Table
from pipeline_cli.views.report_sections import report_page
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, indented, joined, more, width_of
from pipeline_cli.views.text import ASCII_SIGNS, Signs

ON_A_SCREEN: Final = 8
"""What a screen shows of each list."""

INDENT: Final = 2
BAR: Final = 30
NARROWEST_BAR: Final = 8
TEXT_LINES: Final = 4
SIGNS: Final = {"open": "█", "done": "█", "range": "░", "likely": "▓", "budget": "│"}
ASCII: Final = {"open": "#", "done": "#", "range": "-", "likely": "=", "budget": "|"}
STYLES: Final = {"open": "number", "done": "good", "range": "aside", "likely": "good", "budget": "due", "": ""}


def report_screen(report: SalesReport) -> Sheet:
    """Lay out a report."""
    return Sheet(partial(_lines, report_page(report, ON_A_SCREEN)))


def _lines(report: ReportPage, page: Page) -> Iterator[Line]:
    yield from flowed(
        joined([(report.title, "heading"), (report.period, ""), (report.made, "aside")], page.signs), page, lines=2
    )
    yield from labelled([_fact(fact, page.signs) for fact in report.facts], page)
    if not report.sections:
        yield from flowed([(t("Nothing to report yet."), "")], page, lines=2)
    for section in report.sections:
        yield []
        yield [(section.title, "" if section.is_part else "heading")]
        yield from indented(_section(section, page.less(INDENT)), INDENT)


def _fact(fact: Fact, signs: Signs) -> LabelledFact:
    return fact.label, joined([(fact.figure, "number"), (fact.behind, "aside")], signs), 2


def _section(section: Section, page: Page) -> Iterator[Line]:
    for text in section.texts:
        yield from flowed([(text, "")], page, lines=TEXT_LINES)
    if section.chart:
        yield from _chart(section.chart, page)
    if section.table:
        yield from _table(section.table, page)
    for text in section.notes:
        yield from flowed([(text, "aside")], page, lines=TEXT_LINES)


def _chart(chart: Chart, page: Page) -> Iterator[Line]:
    """Yield a bar for each line, as wide as there is room for beside its words."""
    words: list[Sequence[Part]] = [[(bar.label, ""), (bar.figure, "")] for bar in chart.bars]
    columns = (Column(least=8), Column(is_right=True))
    room = page if page.is_unlimited else page._replace(width=max(1, page.width - NARROWEST_BAR - INDENT))
    lines = [list(one) for one in grid(words, columns, room)]
    widest = max(map(width_of, lines))
    width = min(BAR, max(NARROWEST_BAR, page.width - widest))
    for bar, line in zip(chart.bars, lines, strict=True):
        yield [*line, *_bar(bar.parts, width, page.signs)]


def _bar(parts: Sequence[Stretch], width: int, signs: Signs) -> list[Part]:
    """Return the cells of a bar; what comes later in its parts is drawn over what comes before."""
    cells = [""] * width
    for part in parts:
        start = min(width - 1, round(part.start * width))
        end = start + 1 if part.kind in LINES else max(start, round(part.end * width))
        for place in range(start, min(width, end)):
            is_hidden = part.kind == "range" and cells[place] == "done"
            cells[place] = cells[place] if is_hidden else part.kind
    drawn = ASCII if signs == ASCII_SIGNS else SIGNS
    return [(drawn.get(kind, " "), STYLES[kind]) for kind in cells]


def _table(table: Table, page: Page) -> Iterator[Line]:
    titles = [heading.title for heading in table.headings]
    columns = [heading.column for heading in table.headings]
    yield from grid(titled(titles, list(table.rows)), columns, page)
    if table.more > 0:
        yield from more(t("and {n:,} more: --json has them all", n=table.more), page)
