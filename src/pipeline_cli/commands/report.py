"""``pipe report``: the sales meeting on a page."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

import typer

from pipeline_cli.commands.period_options import period_of
from pipeline_cli.context import run_of
from pipeline_cli.domain.sales_report import SalesReport
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.sales_report import sales_report
from pipeline_cli.services.save_report import as_csv, keep_what_is_there, refuse_missing_folder, save_report
from pipeline_cli.views.report_csv import report_rows
from pipeline_cli.views.report_html import report_html
from pipeline_cli.views.report_json import report_json
from pipeline_cli.views.report_markdown import report_markdown
from pipeline_cli.views.report_saved import saved_screen
from pipeline_cli.views.report_screen import report_screen
from pipeline_cli.views.report_sections import MOST, report_page

STDOUT: Final = "-"
WHOLE: Final = (".json", ".csv")
"""Formats that hold all deals of each list."""


def report(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help=t("this month, last quarter, fiscal year, 2026-10 …"))
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=t("The first day of the period."))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=t("Its last day."))] = None,
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help=t("Write a file: .md, .html, .csv or .json.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=t("Write over a file that is there."))] = False,
) -> None:
    """Put the sales meeting on a page: results against budget, the honest pipeline, verdicts, and what comes next.

    pipe report --period "last month" -o report.html
    """
    run = run_of(ctx)
    ending = _ending(out)
    span = period_of(run, period, first, last)
    if out and ending:
        refuse_missing_folder(out)
        if not force:
            keep_what_is_there(out)
    most = None if run.settings.json or ending in WHOLE else MOST
    found = sales_report(run.store.reader, run.now, span, run.currency, most=most, hour_worth=run.config.hour_worth)
    if out and ending:
        save_report(out, WRITERS[ending](found))
        run.show(out, screen=saved_screen, document=lambda path: _saved(found, path), is_of_records=False)
    elif run.settings.json:
        run.write_json(report_json(found))
    elif out is None and sys.stdout.isatty():
        run.show(found, screen=report_screen, document=report_json)
    elif not run.has_no_store:
        sys.stdout.write(_markdown(found))


def _ending(out: str | None) -> str:
    """Return the ending of a file, which says what is written into it; "" where there is none to write.

    Raises:
        UsageError: no report is written into such a file.
    """
    if out is None or out == STDOUT:
        return ""
    ending = os.path.splitext(out)[1].casefold()
    if ending not in WRITERS:
        raise UsageError(
            t("{path} does not say what to write.", path=out),
            why=t("A report is written as one of: {known}", known=", ".join(WRITERS)),
            hint=t("Give the file one of these endings: -o report.html"),
        )
    return ending


def _markdown(found: SalesReport) -> str:
    return report_markdown(report_page(found))


def _html(found: SalesReport) -> str:
    return report_html(report_page(found))


def _csv(found: SalesReport) -> str:
    return as_csv(report_rows(found))


def _json(found: SalesReport) -> str:
    from pipeline_cli.views.as_json import json_text

    return json_text(report_json(found)) + "\n"


WRITERS: Final[Mapping[str, Callable[[SalesReport], str]]] = {
    ".md": _markdown,
    ".html": _html,
    ".csv": _csv,
    ".json": _json,
}
"""What writes each kind of file."""


def _saved(found: SalesReport, path: str) -> dict[str, Any]:
    return {**report_json(found), "file": path}
