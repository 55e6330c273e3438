"""Find the key of an encrypted store: in this session, in the system's keyring, or by asking for it.

Asked for is the passphrase; the recovery key is taken in its place everywhere, and opens a copy whose key file is lost.
All but the session is loaded only when it is needed: each command begins here.
"""

import os
from collections.abc import Callable, Mapping
from typing import Final

from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.services.session_keys import keep_for_session, session_keys
from pipeline_cli.store.cipher import PASSPHRASE_FILE, LockedStoreError, locked_store, opens
from pipeline_cli.store.connect import DamagedStoreError, way_back

NEW_FILE: Final = "PIPE_NEW_PASSPHRASE_FILE"
"""Names the file with the passphrase that is to be set."""

TRIES: Final = 3

Ask = Callable[[str], str]
"""Asks a question whose answer is not shown while it is typed."""


def unlocked(path: str, environ: Mapping[str, str], ask: Ask | None) -> str:
    """Return the key that opens a file.

    Args:
        path: an encrypted store, or a copy of one.
        environ: of the run.
        ask: None where nobody is there to be asked.

    Raises:
        LockedStoreError: nobody has the key, or what was given does not open it.
    """
    found = _fitting(path, session_keys(environ))
    if found:
        return found
    if environ.get(PASSPHRASE_FILE):
        return _checked(path, passphrase_of_file(environ[PASSPHRASE_FILE]))
    found = _of_keyring(path) or (_asked(path, ask) if ask else None)
    if found is None:
        raise locked_store(path)
    keep_for_session(found, environ)
    return found


def passphrase_of_file(path: str) -> str:
    """Return the first line of a file.

    Raises:
        StoreError: it can't be read.
    """
    try:
        with open(os.path.expanduser(path), encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            t("{path} can't be read.", path=path),
            why=reason_of(error),
            hint=t("{name} names a file with the passphrase in its first line.", name=PASSPHRASE_FILE),
        ) from error


def key_from(path: str, typed: str) -> str | None:
    """Return the key that a passphrase or a recovery key gives; None where it does not open the file.

    Raises:
        DamagedStoreError: the passphrase is right, and the file does not open with the key behind it.
    """
    from pipeline_cli.domain.recovery_key import secret_of, store_key
    from pipeline_cli.store.keybox import box_of, taken_out

    secret = secret_of(typed)
    key, box = store_key(secret) if secret else None, box_of(path)
    if key is None and box:
        key = taken_out(box, typed)
        if key and not opens(path, key):
            raise _damaged(path)
    return key if key and opens(path, key) else None


def _of_keyring(path: str) -> str | None:
    """Return the key that is in the system's keyring; a store with a box has its key there."""
    from pipeline_cli.services.system_keyring import system_keyring
    from pipeline_cli.store.keybox import box_of

    keyring = None if box_of(path) else system_keyring()
    return _fitting(path, keyring.stored()) if keyring else None


def _fitting(path: str, keys: list[str]) -> str | None:
    return next((key for key in keys if opens(path, key)), None)


def _asked(path: str, ask: Ask) -> str:
    from pipeline_cli.store.keybox import box_of

    question = t("Passphrase, or recovery key") if box_of(path) else t("Recovery key")
    for attempt in range(1, TRIES + 1):
        key = key_from(path, ask(question))
        if key:
            return key
        question = t("That does not open it; once more") if attempt < TRIES else ""
    raise _wrong(path)


def _checked(path: str, typed: str) -> str:
    key = key_from(path, typed)
    if key is None:
        raise _wrong(path)
    return key


def _damaged(path: str) -> DamagedStoreError:
    return DamagedStoreError(
        t("{path} is damaged, or encrypted with another key.", path=path),
        why=t("The passphrase is right, but the key behind it does not open the file."),
        hint=sentences(t("It was left as it is."), way_back(path)),
    )


def _wrong(path: str) -> LockedStoreError:
    return LockedStoreError(
        t("{path} does not open with that.", path=path),
        why=t("It is neither the passphrase nor the recovery key of this store, or the file is damaged."),
        hint=t("Nothing was changed. The recovery key is the one of nine groups that was shown when it was encrypted."),
    )
