"""``pipe restore``: bring a backup back."""

from typing import Annotated

import typer

from pipeline_cli.commands.questions import confirm
from pipeline_cli.context import Run, run_of
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.views.backups import difference_screen, restored_json, restored_line, restored_screen


def restore(
    ctx: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[BACKUP|FILE]", help=t("A number of pipe backup list, a day, or a file. The newest if left out.")
        ),
    ] = None,
    identity: Annotated[
        str | None, typer.Option(metavar="FILE", help=t("The file with your key, for an encrypted backup."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=t("Don't ask."))] = False,
) -> None:
    """Bring a backup back in place of the store; what it replaces is kept as a backup.

    pipe restore 2

    pipe restore yesterday

    pipe restore ~/usb/pipe.db
    """
    from pipeline_cli.services.find_backup import find_backup
    from pipeline_cli.services.restore_store import prepared_restore  # SQLModel: this run writes

    run = run_of(ctx)
    source = find_backup(run.store.path, which, run.now)
    with prepared_restore(run.store, source, run.now, identity) as restore_:
        if not yes:
            if run.is_interactive:
                run.console.print(difference_screen(restore_.told))
            _confirm(run)
        done = restore_.carry_out()
    screen = restored_screen if yes else restored_line  # whoever was asked has seen the difference
    run.show(done, screen=screen, document=restored_json, is_of_records=False)


def _confirm(run: Run) -> None:
    """Ask whether the store is to be replaced.

    Raises:
        RefusedError: nobody is there to be asked.
    """
    if not run.is_interactive:
        raise RefusedError(
            t("A restore replaces the whole store."),
            why=t("Nobody is there to be asked."),
            hint=t("Say so with --yes; what it replaces is kept as a backup."),
        )
    if not confirm(t("Put that in place of what is there now?")):
        raise typer.Abort
