"""``pipe decrypt``: write the store in plain again, with its backups."""

import typer

from pipeline_cli.commands import options
from pipeline_cli.commands.questions import confirm_or_refuse
from pipeline_cli.context import run_of
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.views.encrypted import converted_json, decrypted_screen


def decrypt(
    ctx: typer.Context,
    yes: options.Yes = False,
) -> None:
    """Write an encrypted store in plain again, and its backups with it.

    pipe decrypt
    """
    from pipeline_cli.services.encrypt_store import decrypt_store, is_store_encrypted, refuse_missing, unlock

    run = run_of(ctx)
    refuse_missing(run.store)
    if not is_store_encrypted(run.store):
        raise RefusedError(t("The store is not encrypted."), hint=t("To encrypt it: pipe encrypt"))
    unlock(run.store)
    if not yes:
        confirm_or_refuse(
            run,
            t("Write the store in plain, so that whoever gets hold of the file can read it?"),
            what=t("Whoever gets hold of a plain store can read it."),
            hint=t("Say so with --yes."),
        )
    done = decrypt_store(run.store, run.now, run.environ)
    run.show(done, screen=decrypted_screen, document=converted_json, is_of_records=False)
