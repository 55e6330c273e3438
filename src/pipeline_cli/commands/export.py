"""``pipe export``: write the store as CSV files."""

import os
import re
import sys
from typing import Annotated, Final

import typer

from pipeline_cli.context import run_of
from pipeline_cli.domain.text import visible
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.export_store import export_store, exported_table
from pipeline_cli.views.export_report import export_json, export_screen

STDOUT = "-"
_OTHER_ENDING: Final = re.compile(r"\.([A-Za-z][A-Za-z0-9]{1,5})$")


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

    A folder gets all five tables; a FILE.csv the one that it is called like, else the deals. A text that a spreadsheet
    would run as a formula gets a ' before it, which "pipe import" takes away again.
    """
    run = run_of(ctx)
    if out == STDOUT:
        if run.settings.json:
            raise UsageError(t("--json and -o - both write to stdout."), hint=t("Leave one of them out."))
        sys.stdout.flush()
        for line in exported_table(run.store, "deals", run.now.tzinfo, is_raw=raw):
            if sys.stdout.isatty():
                sys.stdout.write(visible(line, multiline=True))
            else:
                sys.stdout.buffer.write(line.encode())  # UTF-8 and bare line feeds, whatever the locale has
        return
    target = out or f"pipe-export-{run.today.isoformat()}"
    _refuse_other_format(target)
    report = export_store(run.store, target, run.now.tzinfo, is_raw=raw, may_replace=force)
    run.show(report, screen=export_screen, document=export_json, is_of_records=False)


def _refuse_other_format(target: str) -> None:
    """Refuse what looks like a file of another format: a folder of that name would not be what is wanted.

    Raises:
        UsageError: it does.
    """
    ending = _OTHER_ENDING.search(target)
    if ending and ending[1].casefold() != "csv" and not os.path.exists(target):
        raise UsageError(
            t("An export is CSV, and {path} looks like something else.", path=target),
            why=t("A folder gets all five tables, FILE.csv one of them."),
            hint=t("Name a folder or FILE.csv; a folder that is called so: -o {path}/", path=target),
        )
