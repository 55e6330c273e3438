"""``pipe restore``: bring a backup back."""

import shlex
from typing import Annotated

import typer

from pipeline_cli.commands import options
from pipeline_cli.commands.questions import confirm_or_refuse
from pipeline_cli.context import Run, run_of
from pipeline_cli.i18n import t, tn
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
    yes: options.Yes = False,
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
            confirm_or_refuse(
                run,
                t("Put that in place of what is there now?"),
                what=t("A restore replaces the whole store."),
                hint=t("Say so with --yes; what it replaces is kept as a backup."),
            )
        done = restore_.carry_out()
    screen = restored_screen if yes else restored_line  # whoever was asked has seen the difference
    run.show(done, screen=screen, document=restored_json, is_of_records=False)
    _tell_unknown_stages(run, done.kept)


def _tell_unknown_stages(run: Run, replaced: str) -> None:
    """Say which stages deals came back at that are not configured, and what brings each back, in this order."""
    from pipeline_cli.services.unknown_stages import unknown_stages

    store = f" --store {shlex.quote(run.settings.store)}" if run.settings.store else ""
    for one in unknown_stages(run.store.path, replaced):
        run.say(
            tn(
                "{n} deal is at {stage}, a stage that is not configured. To have it again: {command}",
                "{n} deals are at {stage}, a stage that is not configured. To have it again: {command}",
                one.deals,
                stage=one.key,
                command=f"pipe config stage add {shlex.join(one.words)}{store}",
            )
        )
