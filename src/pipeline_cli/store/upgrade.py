"""Bring a store of an earlier version up to date, a backup first; where it can't be written to, a copy in memory."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store.backup import Say, keep_backup
from pipeline_cli.store.connect import explained, memory_for, open_any, open_reading, open_writing, refuse_writing
from pipeline_cli.store.create import upgrade


def bring_up_to_date(path: str, now: datetime, say: Say) -> None:
    """Give a store the present schema; another process that is at it is waited for, and nothing is done twice.

    Raises:
        StoreError: the store is locked, damaged or can't be written to, or there is no room for the backup; it is
            as it was.
    """
    with explained(path), closing(open_writing(path)) as connection:
        upgrade(connection, before=lambda: _announced_backup(path, now, say))


def reading_upgraded(path: str, now: datetime, say: Say) -> sqlite3.Connection:
    """Return a connection that can't write, to a store of an earlier version that has been brought up to date.

    Raises:
        StoreError: the store is locked or damaged.
    """
    if _may_be_written(path):
        try:
            bring_up_to_date(path, now, say)
            return open_reading(path)
        except StoreError as error:
            say("\n".join(filter(None, (t("The store could not be brought up to date."), error.what, error.why))))
    return upgraded_in_memory(path)


def upgraded_in_memory(path: str) -> sqlite3.Connection:
    """Return what is in a store of an earlier version, with the present schema; the file stays as it is.

    Raises:
        StoreError: the store is locked or damaged.
    """
    with closing(open_any(path)) as source, explained(path):
        memory = memory_for(source)
        source.backup(memory)
        upgrade(memory)
    refuse_writing(memory)
    return memory


def _announced_backup(path: str, now: datetime, say: Say) -> None:
    kept = keep_backup(path, "migration", now, say)
    say(t("The store is brought up to date for this version; as it was, it is kept in {path}", path=kept.path))


def _may_be_written(path: str) -> bool:
    return os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)
