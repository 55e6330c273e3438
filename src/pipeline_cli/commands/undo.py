"""``pipe undo``: take back the last changes, or some that are named."""

from typing import Annotated

import typer

from pipeline_cli.commands import options
from pipeline_cli.commands.entry_numbers import entry_numbers, refuse_both
from pipeline_cli.commands.own_stages import own_stages
from pipeline_cli.commands.questions import confirm
from pipeline_cli.context import Run, run_of
from pipeline_cli.i18n import t
from pipeline_cli.views.undone import undone_json, undone_screen

ASKED_ABOVE = 5
"""A number of changes above which the number of an entry may have been meant."""


def undo(
    ctx: typer.Context,
    count: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help=t("How many changes, the last ones first."))
    ] = None,
    only: options.Entries = None,
) -> None:
    """Take back the last change, or the last N, or one in the middle that nothing later depends on.

    pipe undo 2

    pipe undo --only 57

    "pipe history" lists the entries with their numbers; "pipe redo" brings back what was taken back.
    """
    from pipeline_cli.services.undo_changes import undo_changes, undo_entries  # SQLModel: only for a run that writes

    run = run_of(ctx)
    refuse_both(count, only)
    own = own_stages(run)
    if only is None:
        _confirm_many(run, count or 1)
        undone = undo_changes(run.store, count or 1, run.now, own)
    else:
        undone = undo_entries(run.store, entry_numbers(only), run.now, own)
    run.show(undone, screen=undone_screen, document=undone_json)


def _confirm_many(run: Run, count: int) -> None:
    """Ask before many changes are taken back, where somebody is there to be asked."""
    if count <= ASKED_ABOVE or not run.is_interactive:
        return
    run.say(t("For entry {count} of the history alone: pipe undo --only {count}", count=count))
    if not confirm(t("Take back the last {count} changes?", count=count)):
        raise typer.Abort
