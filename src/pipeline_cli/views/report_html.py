"""A report as one HTML file: no script, nothing loaded from anywhere, readable on a phone and on paper.

Every text goes through ``escape``; charts are inline SVG without text, so that their words stay as large as all others.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

from pipeline_cli.i18n import language, t
from pipeline_cli.views.report_page import LINES, Bar, Chart, Fact, Heading, ReportPage, Section, Stretch, Table
from pipeline_cli.views.report_style import STYLE
from pipeline_cli.views.sheet import Part

LENGTH: Final = 1000
"""Of a bar, in units of its picture."""

HEIGHT: Final = 20
LINE: Final = 6
"""How thick the line of one figure is."""

CLASSES: Final = {
    "number": "number",
    "aside": "aside",
    "customer": "name",
    "heading": "name",
    "good": "good",
    "agreed": "good",
    "due": "due",
    "overdue": "late",
    "plan": "plan",
}
"""The class of each style of a cell."""


def report_html(page: ReportPage) -> str:
    """Return a report as an HTML document."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: ReportPage) -> Iterator[str]:
    title = escape(page.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language()}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title} · {escape(page.period)}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield f"<h1>{title}</h1>"
    yield f'<p class="period">{escape(page.period)} <span class="aside">{escape(page.made)}</span></p>'
    yield "</header>"
    yield "<main>"
    yield from _facts(page.facts)
    if not page.sections:
        yield f"<p>{escape(t('Nothing to report yet.'))}</p>"
    for section in page.sections:
        yield from _section(section)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    yield '<dl class="facts">'
    for fact in facts:
        behind = f' <span class="aside">{escape(fact.behind)}</span>' if fact.behind else ""
        yield f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.figure)}{behind}</dd></div>"
    yield "</dl>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section id="{section.key}">'
    level = "h3" if section.is_part else "h2"
    yield f"<{level}>{escape(section.title)}</{level}>"
    for text in section.texts:
        yield f"<p>{escape(text)}</p>"
    if section.chart:
        yield from _chart(section.chart)
    if section.table:
        yield from _table(section.table)
    for text in section.notes:
        yield f'<p class="aside">{escape(text)}</p>'
    yield "</section>"


def _chart(chart: Chart) -> Iterator[str]:
    yield '<figure class="chart">'
    if chart.legend:
        kinds = (f'<span><i class="{kind}"></i>{escape(word)}</span>' for kind, word in chart.legend)
        yield f"<figcaption>{' '.join(kinds)}</figcaption>"
    for bar in chart.bars:
        yield from _bar(bar)
    yield "</figure>"


def _bar(bar: Bar) -> Iterator[str]:
    label, figure = escape(bar.label), escape(bar.figure)
    yield '<div class="bar">'
    yield f'<span class="label">{label}</span>'
    # The words on both sides say the same, so the picture is not read out.
    yield f'<svg viewBox="0 0 {LENGTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    yield f'<rect class="ground" x="0" y="0" width="{LENGTH}" height="{HEIGHT}"/>'
    yield from map(_rect, bar.parts)
    yield "</svg>"
    yield f'<span class="figure">{figure}</span>'
    yield "</div>"


def _rect(part: Stretch) -> str:
    start, width = LENGTH * part.start, LENGTH * (part.end - part.start)
    y, height = (HEIGHT // 4, HEIGHT // 2) if part.kind == "range" else (0, HEIGHT)
    if part.kind in LINES:
        start, width = start - LINE / 2, LINE
    return f'<rect class="{part.kind}" x="{start:.1f}" y="{y}" width="{width:.1f}" height="{height}"/>'


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    yield f"<thead><tr>{''.join(map(_head, table.headings))}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(map(_cell, row, table.headings))}</tr>"
    yield "</tbody>"
    yield "</table>"
    if table.more > 0:
        yield f'<p class="aside">{escape(t("and {n:,} more: --json has them all", n=table.more))}</p>'


def _head(heading: Heading) -> str:
    return f'<th class="{_column(heading)}">{escape(heading.title)}</th>'


def _column(heading: Heading) -> str:
    """Return the classes of a column: those that may be narrowed hold running text."""
    column = heading.column
    return " ".join(("text" if column.least else "short", *(["right"] if column.is_right else [])))


def _cell(part: Part, heading: Heading) -> str:
    """Return a cell; on a phone, where a row stands as a block, its title stands before it."""
    text, style = part
    if not text:
        return '<td class="empty"></td>'
    classes = f"{_column(heading)} {CLASSES.get(style, '')}".rstrip()
    return f'<td class="{classes}" data-title="{escape(heading.title)}">{escape(text)}</td>'
