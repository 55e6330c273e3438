"""Encrypt a store with all its backups, change where its key is kept, or write it in plain again."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final

from pipeline_cli.domain.encryption import KEYRING, LEAST_LETTERS, PASSPHRASE, RECOVERY_KEY, Converted
from pipeline_cli.domain.recovery_key import recovery_key, secret_of, store_key
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.session_keys import drop_from_sessions, keep_for_session
from pipeline_cli.services.system_keyring import system_keyring
from pipeline_cli.store.cipher import is_encrypted, key_of, opens, remember
from pipeline_cli.store.keybox import box_of, box_path, put_in_box, set_aside
from pipeline_cli.store.store import Store

ENCRYPT: Final = "encrypt"
DECRYPT: Final = "decrypt"


def new_recovery_key() -> str:
    """Return a new recovery key, from which the key of a store follows."""
    from secrets import token_bytes

    from pipeline_cli.domain.recovery_key import BYTES

    return recovery_key(token_bytes(BYTES))


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase that could be found by trying.

    Raises:
        RefusedError: it is too short.
    """
    if len(passphrase.strip()) < LEAST_LETTERS:
        raise RefusedError(
            t("That passphrase is too short."),
            why=t("Whoever has the file may try as many as there is time for."),
            hint=t(
                "Take at least {n} characters: four words that don't belong together are easy to keep.", n=LEAST_LETTERS
            ),
        )


def refuse_missing(store: Store) -> None:
    """Refuse what can only be done to a store that is there.

    Raises:
        NotFoundError: there is none.
    """
    if not os.path.exists(store.path):
        raise NotFoundError(t("There is no store yet."), hint=t("The first one is made by: pipe log"))


def refuse_without_extra() -> None:
    """Refuse before anything is asked what could not be done.

    Raises:
        StoreError: the extra is not installed.
    """
    import pipeline_cli.store.dbapi  # noqa: F401  # says how to install it


def is_store_encrypted(store: Store) -> bool:
    """Tell whether a store is encrypted."""
    return is_encrypted(store.path)


def unlock(store: Store) -> None:
    """Have the key of an encrypted store at hand.

    Raises:
        StoreError: nobody has it.
    """
    key_of(store.path)


def encrypt_store(
    store: Store, now: datetime, environ: Mapping[str, str], *, recovery: str, passphrase: str | None
) -> Converted:
    """Encrypt a store, and its backups with it.

    Args:
        store: a plain one.
        now: aware.
        environ: of the run.
        recovery: a new recovery key.
        passphrase: what is to open it; None to keep the key in the system's keyring.

    Raises:
        StoreError: it is in use, damaged, or there is no room; it is as it was.
        RefusedError: the keyring does not take the key.
    """
    from pipeline_cli.store.converted import convert_backups, convert_store

    _ = store.reader  # brings an older one up to date
    store.close()
    secret = secret_of(recovery)
    assert secret is not None  # noqa: S101  # it was made a moment ago
    key = store_key(secret)
    place = _put_away(store.path, key, passphrase)
    remember(key)
    try:
        backup = convert_store(store.path, key, ENCRYPT, now)
    except BaseException:
        if not is_encrypted(store.path):
            _take_back(store.path, key)
        raise
    keep_for_session(key, environ)
    done, left = convert_backups(store.path, key)
    return Converted(
        os.path.abspath(store.path), place, "", os.path.abspath(backup), done, tuple(left), _drafts(store.path)
    )


def finish_encrypting(store: Store, environ: Mapping[str, str], passphrase: str | None) -> Converted | None:
    """Encrypt the backups of an encrypted store that are plain still, and open it with another passphrase.

    Args:
        store: an encrypted one; its key has to be at hand.
        environ: of the run.
        passphrase: the new one; None to leave the key where it is.

    Returns:
        what was done; None where there was nothing to do.
    """
    from pipeline_cli.store.converted import convert_backups

    key = key_of(store.path)
    if passphrase is not None:
        put_in_box(store.path, passphrase, key)
        keep_for_session(key, environ)
    done, left = convert_backups(store.path, key)
    if passphrase is None and not done and not left:
        return None
    return Converted(os.path.abspath(store.path), key_place(store.path), "", "", done, tuple(left), _drafts(store.path))


def decrypt_store(store: Store, now: datetime, environ: Mapping[str, str]) -> Converted:
    """Write a store in plain again, and its backups with it; then its key is forgotten.

    Raises:
        StoreError: it is in use, damaged, or there is no room; it is as it was.
    """
    from pipeline_cli.store.converted import convert_backups, convert_store

    key = key_of(store.path)
    _ = store.reader
    store.close()
    backup = convert_store(store.path, None, DECRYPT, now)
    done, left = convert_backups(store.path, None)
    if not left:  # else it is still needed
        _take_back(store.path, key)
        drop_from_sessions(environ)
    return Converted(os.path.abspath(store.path), "", "", os.path.abspath(backup), done, tuple(left))


def key_place(path: str) -> str:
    """Return where the key of an encrypted store is kept."""
    if box_of(path):
        return PASSPHRASE
    keyring = system_keyring()
    is_there = keyring is not None and any(_opens(path, key) for key in keyring.stored())
    return KEYRING if is_there else RECOVERY_KEY


def _opens(path: str, key: str) -> bool:
    from pipeline_cli.errors import StoreError

    with suppress(StoreError):  # the addition is not installed
        return opens(path, key)
    return False


def _put_away(path: str, key: str, passphrase: str | None) -> str:
    """Keep a key where it will be found, and make sure that it is; return where."""
    set_aside(path)
    if passphrase is not None:
        put_in_box(path, passphrase, key)
        return PASSPHRASE
    keyring = system_keyring()
    if keyring is None or not keyring.add(key):
        raise RefusedError(
            t("The system's keyring does not take the key."),
            why=t("It may be locked, or not there."),
            hint=t("Nothing was changed. With a passphrase instead: pipe encrypt --passphrase"),
        )
    return KEYRING


def _take_back(path: str, key: str) -> None:
    """Forget a key that opens nothing any more."""
    keyring = None if box_of(path) else system_keyring()
    if keyring:
        keyring.remove(key)
    with suppress(FileNotFoundError):
        os.unlink(box_path(path))


def _drafts(path: str) -> int:
    folder = f"{path}.drafts"
    return len(os.listdir(folder)) if os.path.isdir(folder) else 0
