"""``pipe redo``: bring back what was taken back."""

from typing import Annotated

import typer

from pipeline_cli.commands import options
from pipeline_cli.commands.entry_numbers import entry_numbers, refuse_both
from pipeline_cli.commands.own_stages import own_stages
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.views.undone import redone_json, redone_screen


def redo(
    ctx: typer.Context,
    count: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help=t("How many undos, the last ones first."))
    ] = None,
    only: options.Entries = None,
) -> None:
    """Bring back what the last undo took back, or the last N, or one entry by its number.

    pipe redo

    pipe redo --only 57
    """
    from pipeline_cli.services.redo_changes import redo_changes, redo_entries  # SQLModel: only for a run that writes

    run = run_of(ctx)
    refuse_both(count, only)
    own = own_stages(run)
    if only is None:
        redone = redo_changes(run.store, count or 1, run.now, own)
    else:
        redone = redo_entries(run.store, entry_numbers(only), run.now, own)
    run.show(redone, screen=redone_screen, document=redone_json)
