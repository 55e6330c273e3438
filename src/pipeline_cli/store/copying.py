"""Copy a store that may be in use, and know that the copy is whole: SQLite's backup API, a check, fsync, rename."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from errno import EXDEV
from math import inf
from typing import Final

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store import connect
from pipeline_cli.store.connect import explained

PAGES: Final = 1024
"""Copied at a time, 4 MB: the store is locked for some 10 ms, then others may write."""

MOST_RESTARTS: Final = 3
"""A write by another process makes the copy begin anew; after so many it is made in one go, others waiting."""

MARGIN: Final = 16 * 2**20
"""Bytes that have to stay free on the disk."""


class _DisturbedError(Exception):
    """Others keep writing while the store is copied."""


def copy_store(path: str, target: str) -> None:
    """Copy a store into a new file; it is there whole and sound, or not at all.

    Raises:
        StoreError: the store is locked, damaged or none of ours, or there is no room for the copy.
    """
    part = f"{target}.{os.getpid()}.part"
    with explained(target):
        try:
            _refuse_full(path, target)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            snapshot(path, part)
            check(part)
            put_in_place(part, target)
        finally:
            _remove(part)


def snapshot(path: str, target: str) -> None:
    """Copy what is in a store into an existing, empty file, letting others write for as long as that comes to an end.

    Raises:
        StoreError: the store is locked for too long, or none of ours.
    """
    with closing(connect.open_any(path)) as source, explained(path):
        try:
            _copy(source, path, target, PAGES, _Patience(MOST_RESTARTS))
        except _DisturbedError:
            os.truncate(target, 0)  # what is there of the first attempt is no database
            _copy(source, path, target, -1, _Patience())


def _copy(source: sqlite3.Connection, path: str, target: str, pages: int, patience: "_Patience") -> None:
    with closing(connect.open_copy(path, target)) as copy:
        # A copy that is not whole is thrown away, and one that is gets synced at its end.
        copy.execute("PRAGMA journal_mode = OFF").fetchall()
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy, pages=pages, progress=patience, sleep=0.02)


def check(path: str) -> None:
    """Make sure that a file is a sound store that this version can read.

    Raises:
        StoreError: it is none of ours, newer, or damaged.
    """
    with closing(connect.open_any(path)) as connection, explained(path):
        found = [line for (line,) in connection.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise connect.UnsoundStoreError(
                t("{path} is damaged.", path=path),
                why="; ".join(found),
                hint=t('"pipe doctor" says what is whole, "pipe backup list" what there is to go back to.'),
            )


def put_in_place(part: str, target: str) -> None:
    """Give a file its name once it is on the disk; a power cut leaves all of it, or nothing.

    Where the name is a link, the file that it points to is replaced, and the link stays.
    """
    real = os.path.realpath(target)
    sync(part)
    try:
        os.replace(part, real)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        with scratch(real) as near:  # the link leads to another disk
            _copy_private(part, near)
            sync(near)
            os.replace(near, real)
    sync(os.path.dirname(real))


def _copy_private(source: str, target: str) -> None:
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(source, "rb") as file, open(descriptor, "wb") as copy:
        shutil.copyfileobj(file, copy)


def sync(path: str) -> None:
    """Wait until a file, or what a folder lists, is on the disk; Windows can't be asked that of a folder."""
    if os.name == "nt" and os.path.isdir(path):
        return
    descriptor = os.open(path, os.O_RDWR if os.path.isfile(path) else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def scratch(path: str) -> Iterator[str]:
    """Give the path of a file that is the user's alone, and gone at the end, whatever was made of it."""
    part = f"{path}.{os.getpid()}.part"
    _remove(part)
    try:
        yield part
    finally:
        _remove(part)


class _Patience:
    """Called after each step of a copy: ends it where a lock lasts too long, or others write again and again."""

    def __init__(self, restarts: float = inf, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = restarts
        self._clock = clock
        self._last = clock()
        self._left: int | None = None
        self._restarts = 0

    def __call__(self, status: int, left: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if self._clock() - self._last > connect.BUSY_SECONDS:
                raise locked()
            return
        self._last = self._clock()
        self._restarts += self._left is not None and left > self._left
        self._left = left
        if self._restarts > self._most:
            raise _DisturbedError


def locked() -> sqlite3.OperationalError:
    """Return the error of SQLite that Python's backup waits on for ever."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorname, error.sqlite_errorcode = "SQLITE_BUSY", sqlite3.SQLITE_BUSY
    return error


def _refuse_full(path: str, target: str) -> None:
    """Refuse to fill up a disk: others could not write any more while the copy fails."""
    free, wanted = shutil.disk_usage(os.path.dirname(os.path.abspath(target))).free, os.path.getsize(path)
    if free < wanted + MARGIN:
        raise StoreError(
            t("There is no room on the disk for a copy of the store."),
            why=t(
                "It takes {wanted:,} MB, and {free:,} MB are free.", wanted=_megabytes(wanted), free=_megabytes(free)
            ),
            hint=t("Make room on the disk, then try again."),
        )


def _megabytes(size: int) -> int:
    return -(-size // 10**6)


def _remove(part: str) -> None:
    for name in (part, f"{part}-journal"):
        with suppress(FileNotFoundError):
            os.unlink(name)
