"""``pipe undo``: take back the last changes."""

from typing import Annotated

import typer

from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.views.undone import undone_json, undone_screen


def undo(
    ctx: typer.Context,
    count: Annotated[int, typer.Argument(metavar="[N]", min=1, help=t("How many changes, the last ones first."))] = 1,
) -> None:
    """Take back the last change, or the last N.

    pipe undo 2
    """
    from pipeline_cli.services.undo_changes import undo_changes  # SQLModel: only for a run that writes

    run = run_of(ctx)
    undone = undo_changes(run.store, count, run.now)
    run.show(undone, screen=undone_screen, document=undone_json)
