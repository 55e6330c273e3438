"""Bring a backup back: look at it first, then put it in place of the store, keeping what was there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import Final

from pipeline_cli.domain.restored import Restoring, StoreContents
from pipeline_cli.errors import StoreError
from pipeline_cli.services.encrypted_backup import AGE, decrypted
from pipeline_cli.services.find_backup import Source
from pipeline_cli.store.backup import backups_of, made_folder
from pipeline_cli.store.connect import explained, open_reading
from pipeline_cli.store.converted import match_form
from pipeline_cli.store.copying import scratch
from pipeline_cli.store.counters import go_on_counting
from pipeline_cli.store.read.contents import store_contents
from pipeline_cli.store.restore import prepare, replace_store
from pipeline_cli.store.store import Store

COMMAND: Final = "restore"


class Restore:
    """A backup that was looked at and can take the place of the store.

    Attributes:
        told: what it is, and how it differs from what is there.
    """

    def __init__(self, store: Store, draft: str, told: Restoring) -> None:
        self._store = store
        self._draft = draft
        self.told = told

    def carry_out(self) -> Restoring:
        """Put it in place and return what was done, the file with what it replaced included.

        Raises:
            StoreError: the store is in use, or there is no room; it is as it was.
        """
        _leave_entry(self._draft, self.told)
        self._store.close()
        kept = replace_store(self._store.path, self._draft, self.told.now, self._store.say)
        paths = [one.path for one in backups_of(self._store.path)]
        return self.told._replace(kept=kept, kept_number=paths.index(kept) + 1 if kept in paths else 1)


@contextmanager
def prepared_restore(store: Store, source: Source, now: datetime, identity: str | None) -> Iterator[Restore]:
    """Look at a backup, which is left as it is, and make ready a copy of it.

    Args:
        store: what it is to replace; it may be missing, or damaged.
        source: the file.
        now: aware.
        identity: the file with the key, for a backup that is encrypted.

    Raises:
        StoreError: it is no store, newer than this version, or damaged.
    """
    folder = made_folder(store.path)
    with scratch(os.path.join(folder, "restoring")) as draft:
        if source.path.endswith(AGE):
            with scratch(os.path.join(folder, "decrypted")) as plain:
                decrypted(source.path, plain, identity)
                prepare(plain, draft)
        else:
            prepare(source.path, draft)
        match_form(draft, store.path)
        _forget_again(store.path, draft)
        go_on_counting(draft, store.path)
        before, after = contents_of(store.path, now), contents_of(draft, now)
        assert after is not None  # noqa: S101  # it was read a moment ago
        yield Restore(store, draft, Restoring(source.path, source.made_at, before, after, now))


def contents_of(path: str, now: datetime) -> StoreContents | None:
    """Return what is in a store; None where there is none, or it can't be read."""
    if not os.path.exists(path):
        return None
    with suppress(StoreError, sqlite3.Error), explained(path), closing(open_reading(path)) as connection:
        return store_contents(connection, now.tzinfo)
    return None


def _forget_again(path: str, draft: str) -> None:
    """Keep whoever was forgotten since the backup was made from coming back with it.

    Whom a store that can't be read any more has forgotten, nobody knows: that is told where a restore is looked at.

    Raises:
        StoreError: they could not be forgotten in the copy, which is not to be used then.
    """
    from pipeline_cli.store.forget import alone, forget_again, wipe

    try:
        live = open_reading(path)
    except StoreError:
        return
    with closing(live), explained(draft), alone(draft) as copy:
        if forget_again(copy, live):
            wipe(copy)
        else:
            copy.execute("COMMIT")


def _leave_entry(draft: str, told: Restoring) -> None:
    """Write into the history of the backup that it was brought back: the history of the store is gone with it."""
    from pipeline_cli.store.write import writing

    with writing(draft, COMMAND, told.now) as unit:
        unit.is_entry = True
        unit.summary = f"{told.made_at:%Y-%m-%d %H:%M}" if told.made_at else os.path.basename(told.source)
