"""``pipe encrypt``: encrypt the store, with its backups."""

from typing import Annotated, Final

import typer

from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.encryption import Converted
from pipeline_cli.domain.recovery_key import GROUP, last_group
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.prompts.secret import ask_secret
from pipeline_cli.views.encrypted import converted_json, encrypted_screen, recovery_screen

TRIES: Final = 3


def encrypt(
    ctx: typer.Context,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help=t("Open it with a passphrase, even where there is a keyring."))
    ] = False,
) -> None:
    """Encrypt the store and its backups; the key goes into the system's keyring, or is locked with a passphrase.

    A recovery key is shown once: it opens the store wherever the other way is lost. On a store that is encrypted
    already, --passphrase sets a new one.

    pipe encrypt

    pipe encrypt --passphrase
    """
    from pipeline_cli.services.encrypt_store import is_store_encrypted, refuse_missing

    run = run_of(ctx)
    refuse_missing(run.store)
    done = _again(run, passphrase) if is_store_encrypted(run.store) else _first(run, passphrase)
    run.show(done, screen=encrypted_screen, document=converted_json, is_of_records=False)


def _first(run: Run, is_passphrase: bool) -> Converted:
    """Encrypt a plain store."""
    from pipeline_cli.services.encrypt_store import encrypt_store, new_recovery_key, refuse_without_extra
    from pipeline_cli.services.system_keyring import system_keyring

    refuse_without_extra()
    is_passphrase = is_passphrase or system_keyring() is None
    chosen = _new_passphrase(run) if is_passphrase else None
    recovery = new_recovery_key()
    if run.is_interactive:
        run.console.print(recovery_screen(recovery))
        _confirm_written(recovery)
    done = encrypt_store(run.store, run.now, run.environ, recovery=recovery, passphrase=chosen)
    return done if run.is_interactive else done._replace(recovery_key=recovery)


def _again(run: Run, is_passphrase: bool) -> Converted:
    """Set another passphrase for an encrypted store, and encrypt what was left plain beside it."""
    from pipeline_cli.services.encrypt_store import finish_encrypting, unlock

    unlock(run.store)
    done = finish_encrypting(run.store, run.environ, _new_passphrase(run) if is_passphrase else None)
    if done is None:
        raise RefusedError(
            t("The store is encrypted already, and so are its backups."),
            hint=t("To set another passphrase: pipe encrypt --passphrase"),
        )
    return done


def _new_passphrase(run: Run) -> str:
    """Return a passphrase that was typed twice, or comes from a file.

    Raises:
        RefusedError: it is too short, or nobody is there to be asked.
    """
    from pipeline_cli.services.encrypt_store import refuse_weak
    from pipeline_cli.services.unlock_store import NEW_FILE, passphrase_of_file

    if run.environ.get(NEW_FILE):
        given = passphrase_of_file(run.environ[NEW_FILE])
    elif run.is_interactive:
        given = _typed_twice()
    else:
        raise RefusedError(
            t("A passphrase is needed, and nobody is there to be asked for it."),
            hint=t("Put it into the first line of a file, and name that in {name}.", name=NEW_FILE),
        )
    refuse_weak(given)
    return given


def _typed_twice() -> str:
    given = ask_secret(t("New passphrase"))
    if ask_secret(t("The same once more")) != given:
        raise RefusedError(t("Those are two different passphrases."), hint=t("Nothing was changed. Try again."))
    return given


def _confirm_written(recovery: str) -> None:
    """Make sure that a recovery key was written down before anything depends on it.

    Raises:
        RefusedError: it was not.
    """
    for _ in range(TRIES):
        typed: str = typer.prompt(t("Its last {n} characters, once you have written it down", n=GROUP), err=True)
        if typed.strip().upper() == last_group(recovery):
            return
    raise RefusedError(
        t("Those are not the last characters of the recovery key."),
        hint=t("Nothing was changed, and that recovery key opens nothing. Try again: pipe encrypt"),
    )
