"""``pipe export``: write the store as CSV files."""

import sys
from typing import Annotated

import typer

from pipeline_cli.context import run_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.export_store import export_store, exported_table
from pipeline_cli.views.export_report import export_json, export_screen

STDOUT = "-"


def export(
    ctx: typer.Context,
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FOLDER|FILE.csv|-", help=t("Where to; - writes the deals to stdout.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=t("Write over files that are there."))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=t("Write texts as they are, even those like formulas."))] = False,
) -> None:
    """Write the store as CSV files that "pipe import" and spreadsheets read.

    pipe export -o ~/pipe-copy

    A FILE.csv gets the table that it is called like, else the deals. A text that a spreadsheet would run as a formula
    gets a ' before it, which "pipe import" takes away again.
    """
    run = run_of(ctx)
    if out == STDOUT:
        if run.settings.json:
            raise UsageError(t("--json and -o - both write to stdout."), hint=t("Leave one of them out."))
        sys.stdout.flush()
        for line in exported_table(run.store, "deals", run.now.tzinfo, is_raw=raw):
            sys.stdout.buffer.write(line.encode())  # UTF-8 and bare line feeds, whatever the terminal has
        return
    target = out or f"pipe-export-{run.today.isoformat()}"
    report = export_store(run.store, target, run.now.tzinfo, is_raw=raw, may_replace=force)
    run.show(report, screen=export_screen, document=export_json, is_of_records=False)
