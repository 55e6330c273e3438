"""Put a copy in place of the store, all at once, so that no other process writes to what is no longer there."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import Final

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store import connect
from pipeline_cli.store.backup import Say, new_backup_path, thin_out
from pipeline_cli.store.cipher import LockedStoreError
from pipeline_cli.store.connect import DamagedStoreError, UnsoundStoreError, explained, in_use, open_any, open_writing
from pipeline_cli.store.copying import check, copy_store, locked, put_in_place, snapshot, sync
from pipeline_cli.store.create import upgrade

TRIES: Final = 5
PAGES: Final = 64
"""Copied at a time: so few that nothing of the old store is overwritten before it is known to be the one kept."""

CHANGE_COUNTER: Final = 24
"""Where an SQLite file counts its changes, in 4 bytes. Source: sqlite.org/fileformat.html, "The Database Header"."""


class _ChangedError(Exception):
    """Another process has written to the store since it was copied."""


def prepare(source: str, draft: str) -> None:
    """Make a copy of a backup that can take the place of the store: sound, and up to date.

    Args:
        source: the file that comes back; it is left as it is.
        draft: the copy to be made.

    Raises:
        StoreError: the file is no store, newer than this version, or damaged.
    """
    with explained(draft):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    snapshot(source, draft)
    check(draft)
    with explained(draft), closing(open_writing(draft)) as connection:
        upgrade(connection)


def replace_store(path: str, draft: str, now: datetime, say: Say) -> str:
    """Put a copy in place of a store, keeping what was there as a backup; return the file of that, "" for nothing.

    What another process writes meanwhile is kept too, or refused; it never goes to a file that is gone.

    Raises:
        StoreError: the store is in use, or a newer one, or there is no room; it is as it was.
    """
    with explained(path):
        if not os.path.exists(path):
            os.makedirs(os.path.dirname(os.path.abspath(path)), mode=0o700, exist_ok=True)
            put_in_place(draft, path)
            return ""
        for _ in range(TRIES):
            with suppress(_ChangedError):
                kept = _replaced(path, draft, now)
                thin_out(path, now, spared=kept)
                say(t("What was there until now is kept in {path}", path=kept))
                return kept
    raise in_use(path)


def replace_damaged(path: str, draft: str, now: datetime, seen: bytes) -> str:
    """Put what was saved of a damaged store in its place, and keep the damaged file; return where.

    Args:
        path: the store.
        draft: what was saved of it.
        now: aware.
        seen: what ``change_counter`` gave before the saving began.

    Raises:
        StoreError: the store is in use, or was written to meanwhile, or there is no room; it is as it was.
    """
    with explained(path), _counter(path) as counter:
        kept = _kept_as_it_is(path, now)
        try:
            _put_over_damaged(path, draft, kept, lambda: counter() == seen)
        except BaseException:
            os.unlink(kept)
            raise
        thin_out(path, now, spared=kept)
        return kept


def change_counter(path: str) -> bytes:
    """Return what tells whether a store was written to."""
    with _counter(path) as counter:
        return counter()


def _put_over_damaged(path: str, draft: str, kept: str, is_same: Callable[[], bool]) -> None:
    """Write over a damaged store as over any other where SQLite can, so that whoever waits for it goes on with that."""
    try:
        _write_over(path, draft, is_same)
    except _ChangedError:
        raise in_use(path) from None
    except (StoreError, sqlite3.DatabaseError) as error:
        cause = error.__cause__ if isinstance(error, StoreError) else error
        if (getattr(cause, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL")):
            raise
        if not is_same():
            raise in_use(path) from None
        _put_aside(path, draft, kept)


def _replaced(path: str, draft: str, now: datetime) -> str:
    with _counter(path) as counter:
        try:
            with _writers_held_back(path):
                seen, kept = counter(), _kept(path, now)
        except (DamagedStoreError, LockedStoreError):
            kept = _kept_as_it_is(path, now)
            _put_aside(path, draft, kept)
            return kept
        try:
            _write_over(path, draft, lambda: counter() == seen)
        except BaseException:
            os.unlink(kept)
            raise
    return kept


@contextmanager
def _writers_held_back(path: str) -> Iterator[None]:
    """Let nobody write while the store is copied; between that and writing over it, the counter tells."""
    with closing(open_writing(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def _kept(path: str, now: datetime) -> str:
    """Keep what will be replaced: as a backup where it is sound, else byte by byte; return the file."""
    kept = new_backup_path(path, "restore", now)
    try:
        copy_store(path, kept)
    except UnsoundStoreError:
        return _kept_as_it_is(path, now)
    return kept


def _kept_as_it_is(path: str, now: datetime) -> str:
    kept = new_backup_path(path, "damaged", now)
    shutil.copyfile(path, kept)
    sync(kept)
    return kept


def _write_over(path: str, draft: str, is_same: Callable[[], bool]) -> None:
    """Write a copy over a store in one transaction of SQLite's: whole, or not at all, and alone.

    Raises:
        _ChangedError: it was written to since it was copied.
    """
    with closing(open_any(draft)) as source, closing(open_writing(path)) as live:
        # Not all at once: the last step saves, and what the store was like is asked after the first.
        all_but_one = source.execute("PRAGMA page_count").fetchone()[0] - 1
        source.backup(live, pages=min(PAGES, all_but_one), progress=_Guard(is_same), sleep=0.02)


def _put_aside(path: str, draft: str, kept: str) -> None:
    """Put a copy in place of a file that SQLite can't open, so that no other process of ours is writing to it."""
    real = os.path.realpath(path)
    for end in ("-journal", "-wal", "-shm"):  # they would be played back into the new store
        if os.path.exists(real + end) and os.path.getsize(real + end):
            shutil.move(real + end, kept + end)
    put_in_place(draft, path)


class _Guard:
    """Called after each step of writing over a store; SQLite has locked it by the first."""

    def __init__(self, is_same: Callable[[], bool]) -> None:
        self._is_same = is_same
        self._is_locked = False
        self._since = time.monotonic()

    def __call__(self, status: int, _left: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() - self._since > connect.BUSY_SECONDS:
                raise locked()
        elif not self._is_locked:
            self._is_locked = True
            if not self._is_same():
                raise _ChangedError


@contextmanager
def _counter(path: str) -> Iterator[Callable[[], bytes]]:
    """Give what reads how often a file was changed.

    It stays open to the end: on POSIX, closing a file gives up every lock that the process has on it, SQLite's too.
    """
    with open(path, "rb", buffering=0) as file:

        def read() -> bytes:
            file.seek(CHANGE_COUNTER)
            return file.read(4)

        yield read
