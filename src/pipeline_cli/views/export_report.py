"""The screen and the JSON of ``pipe export``."""

from collections.abc import Iterator
from typing import Any

from pipeline_cli.domain.export_report import ExportReport
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed
from pipeline_cli.views.text import on_a_line


def export_screen(report: ExportReport) -> Sheet:
    """Lay out the files that were written, and how many rows each has."""
    return Sheet(lambda page: _lines(report, page))


def export_json(report: ExportReport) -> dict[str, Any]:
    """Return the files that were written, and how many rows each has."""
    return {"folder": report.folder, "files": [one._asdict() for one in report.files]}


def _lines(report: ExportReport, page: Page) -> Iterator[Line]:
    rows = [[(f"✓ {on_a_line(one.file)}", ""), (tn("{n:,} row", "{n:,} rows", one.rows), "")] for one in report.files]
    yield from grid(rows, [Column(), Column(is_right=True)], page)
    if len(report.files) == 1:
        told = t("It holds {table} alone; a folder gets all five tables.", table=t(report.files[0].table))
        yield from flowed([(told, "aside")], page, lines=2)
