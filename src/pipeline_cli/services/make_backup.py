"""Make a backup that was asked for, and list those there are."""

import os
from contextlib import closing
from datetime import datetime

from pipeline_cli.domain.restored import BackupList, MadeBackup, StoreContents
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.encrypted_backup import encrypted
from pipeline_cli.store.backup import backup_folder, backups_of, keep_backup, made_folder
from pipeline_cli.store.connect import explained
from pipeline_cli.store.copying import copy_store, put_in_place, scratch
from pipeline_cli.store.read.contents import store_contents
from pipeline_cli.store.store import Store


def list_backups(store: Store, now: datetime) -> BackupList:
    """Return the backups beside the store, the newest first."""
    return BackupList(os.path.abspath(backup_folder(store.path)), backups_of(store.path, now.tzinfo), now)


def make_backup(store: Store, now: datetime, *, file: str | None = None, recipient: str | None = None) -> MadeBackup:
    """Copy the store while it may be in use; the copy is there whole and checked, or not at all.

    Args:
        store: what to copy.
        now: aware.
        file: where to; beside the store where none is given, as one of those that are thinned out.
        recipient: whom to encrypt the file to.

    Raises:
        NotFoundError: there is no store yet.
        RefusedError: the file is there already.
        StoreError: it could not be made.
    """
    with closing(store):
        contents = _contents(store, now)
    if file is None:
        path = keep_backup(store.path, "asked", now, store.say).path
    else:
        path = os.path.expanduser(file)
        _refuse_existing(path)
        _copy(store, path, recipient)
    return MadeBackup(os.path.abspath(path), os.path.getsize(path), recipient is not None, contents)


def _contents(store: Store, now: datetime) -> StoreContents:
    if not os.path.exists(store.path):
        raise NotFoundError(t("There is no store to back up."), hint=t("The first one is made by: pipe log"))
    with explained(store.path):
        return store_contents(store.reader, now.tzinfo)


def _refuse_existing(path: str) -> None:
    if os.path.lexists(path):
        raise RefusedError(
            t("{path} is there already.", path=path), hint=t("A backup never writes over a file: give another name.")
        )


def _copy(store: Store, path: str, recipient: str | None) -> None:
    if recipient is None:
        copy_store(store.path, path)
        return
    within = os.path.join(made_folder(store.path), "encrypting")
    with scratch(within) as plain, scratch(path) as part, explained(path):
        copy_store(store.path, plain)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        encrypted(plain, part, recipient)
        put_in_place(part, path)
