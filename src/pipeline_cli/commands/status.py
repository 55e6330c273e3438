"""``pipe status``: one line for a shell prompt."""

from typing import Annotated

import typer

from pipeline_cli import quick
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t


def status(
    ctx: typer.Context,
    format_: Annotated[
        str | None, typer.Option("--format", help=t("The line, with {overdue}, {today} and {no_next} in it."))
    ] = None,
) -> None:
    """Print one short line for a shell prompt or a status bar.

    pipe status --format "{overdue} late"
    """
    quick.status(run_of(ctx), format_=format_)
