"""Encrypt a backup to an age recipient, and decrypt it again, with pyrage."""

import os
from importlib import import_module
from types import ModuleType
from typing import Final

from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import NotFoundError, RefusedError, UsageError
from pipeline_cli.i18n import t

AGE: Final = ".age"
EXTRA: Final = "pip install 'pipeline-cli[age]'"


def encrypted(plain: str, target: str, recipient: str) -> None:
    """Encrypt a file to somebody who has the key, into a file that is there already and empty.

    Raises:
        UsageError: that is no recipient.
        RefusedError: the extra is not installed.
    """
    pyrage = _pyrage()
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise UsageError(
            t("{recipient} is no age recipient.", recipient=recipient),
            why=str(error),
            hint=t("It begins with age1; age-keygen prints it as the public key."),
        ) from error
    pyrage.encrypt_file(plain, target, [key])


def decrypted(source: str, target: str, identity: str | None) -> None:
    """Decrypt a file with the key of a file of identities.

    Raises:
        UsageError: no key was given, or it is not the right one.
        NotFoundError: there is no such file of keys.
        RefusedError: the extra is not installed.
    """
    if identity is None:
        raise UsageError(
            t("{path} is encrypted.", path=source), hint=t("Name the file with your key: --identity key.txt")
        )
    pyrage = _pyrage()
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        pyrage.decrypt_file(source, target, _identities(pyrage, identity))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise UsageError(
            t("{path} can't be decrypted with that key.", path=source),
            why=str(error),
            hint=t("Nothing was changed. Give the key whose public part the backup was made for."),
        ) from error


def _identities(pyrage: ModuleType, path: str) -> list[object]:
    """Return the keys of a file as age-keygen writes it: a line each, comments aside."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file]
    except OSError as error:
        raise NotFoundError(
            t("{path} can't be read.", path=path),
            why=reason_of(error),
            hint=t("Name the file with your key."),
        ) from error
    return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]


def _pyrage() -> ModuleType:
    try:
        return import_module("pyrage")
    except ImportError as error:
        raise RefusedError(
            t("Encrypted backups need an addition that is not installed."),
            why=t("It does what the program age does."),
            hint=t("Install it with: {command}", command=EXTRA),
        ) from error
