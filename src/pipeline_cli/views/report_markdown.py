"""A report as Markdown. Nothing from outside becomes a link, markup, a row or a cell of its own."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline_cli.i18n import t
from pipeline_cli.views.report_page import Heading, ReportPage, Section, Table

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(r"[\\`*_\[\]|~#<>]|&(?=[#\w])|\$(?!\d)|:(?=/)|(?<=\bwww)\.", re.IGNORECASE)
"""What Markdown, extended as it is in use, may read as markup: ``:/`` and ``www.`` begin links, ``$`` maths."""

REPEATED: Final = ("forecast", "funnel")
"""Sections whose charts show what stands in their tables."""


def report_markdown(page: ReportPage) -> str:
    """Return a report as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def escaped(text: str) -> str:
    """Return a text, safe to show already, as Markdown shows it character for character."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0]) or f"\\{found[0]}", text)


def _lines(page: ReportPage) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield f"**{escaped(page.period)}** · {escaped(page.made)}"
    yield ""
    for fact in page.facts:
        behind = f" ({escaped(fact.behind)})" if fact.behind else ""
        yield f"- {escaped(fact.label)}: **{escaped(fact.figure)}**{behind}"
    if not page.sections:
        yield ""
        yield escaped(t("Nothing to report yet."))
    for section in page.sections:
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"{'###' if section.is_part else '##'} {escaped(section.title)}"
    for text in section.texts:
        yield ""
        yield escaped(text)
    if section.chart and section.key not in REPEATED:
        yield ""
        # The label in bold, so that one like "1." begins no list of its own.
        yield from (f"- **{escaped(bar.label)}**: {escaped(bar.figure)}" for bar in section.chart.bars)
    if section.table:
        yield ""
        yield from _table(section.table)
    for text in section.notes:
        yield ""
        yield f"_{escaped(text)}_"


def _table(table: Table) -> Iterator[str]:
    yield _row([escaped(heading.title) for heading in table.headings])
    yield _row([_rule(heading) for heading in table.headings])
    for row in table.rows:
        yield _row([escaped(text) for text, _ in row])
    if table.more > 0:
        yield ""
        yield escaped(t("and {n:,} more: --json has them all", n=table.more))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(heading: Heading) -> str:
    return "---:" if heading.column.is_right else "---"
