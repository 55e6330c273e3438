"""``pipe backup``: copy the store, or list the copies."""

from typing import Annotated

import typer

from pipeline_cli.context import run_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.encrypted_backup import AGE
from pipeline_cli.services.make_backup import list_backups, make_backup
from pipeline_cli.views.backups import backups_json, backups_screen, made_json, made_screen

LIST = "list"


def backup(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|list]",
            help=t('Where to, if not beside the store; "pipe backup list" shows those there are.'),
        ),
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar=f"FILE{AGE}", help=t("An encrypted file; only the recipient can read it."))
    ] = None,
    recipient: Annotated[
        str | None, typer.Option(metavar="age1…", help=t("Whom to encrypt it to: a public key of age."))
    ] = None,
) -> None:
    """Copy the store while it is in use, and check the copy; "pipe backup list" shows those there are.

    pipe backup

    pipe backup ~/usb/pipe.db

    pipe backup --to ~/cloud/pipe.age --recipient age1…
    """
    run = run_of(ctx)
    if file == LIST and not (to or recipient):
        found = list_backups(run.store, run.now)
        run.show(found, screen=backups_screen, document=backups_json, is_of_records=False)
        return
    _refuse_half(file, to, recipient)
    made = make_backup(run.store, run.now, file=to or file, recipient=recipient)
    run.show(made, screen=made_screen, document=made_json, is_of_records=False)


def _refuse_half(file: str | None, to: str | None, recipient: str | None) -> None:
    """Refuse a file that is to be encrypted to nobody, or a recipient of no file."""
    if (to is None) != (recipient is None) or (file and to):
        raise UsageError(
            t("An encrypted backup takes --to and --recipient, and no other file."),
            hint=t("pipe backup --to pipe.age --recipient age1…"),
        )
    if to and not to.endswith(AGE):
        raise UsageError(t("The name of an encrypted backup ends in .age."), hint=t("--to {file}.age", file=to))
