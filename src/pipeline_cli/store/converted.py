"""Give a store the other form: encrypted, or plain; it takes the place of the old file all at once.

The other form can't be written over the old one, page by page, as a restore does; so the new file is put in its
place while nobody else has the old one open for reading or writing, and the old one is emptied: whoever still waits
to write to it is refused, and writes nothing to a file that is gone.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import Final

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.interrupts import held_back
from pipeline_cli.store.backup import backups_of, keep_backup
from pipeline_cli.store.cipher import is_encrypted, key_of, raw
from pipeline_cli.store.connect import BUSY_SECONDS, explained, file_uri, in_use, open_writing
from pipeline_cli.store.copying import check, put_in_place, scratch, sync

# Table names in the SQL below are those of the store.
# ruff: noqa: S608

TRIES: Final = 5
PAGE: Final = 4096
CHUNK: Final = 2**20
NO_KEY: Final = ""
"""What SQLCipher takes for a database that is not encrypted."""

TABLES: Final = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %' AND name <> 'sqlite_sequence' ORDER BY name
"""
SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
SETTINGS: Final = ("application_id", "user_version")


class _ChangedError(Exception):
    """Another process has written to the store since it was copied."""


def convert_store(path: str, key: str | None, reason: str, now: datetime) -> str:
    """Give a store the other form; return the backup that was made first, in the form of before.

    Args:
        path: the store, of the present schema.
        key: what to encrypt it with, known already; None to make it plain.
        reason: what the backup is made before: one of ``domain.backup.REASONS``.
        now: aware.

    Raises:
        StoreError: it is in use, or there is no room; it is as it was.
    """
    for _ in range(TRIES):
        with suppress(_ChangedError), explained(path), open(path, "r+b", buffering=0) as old:
            return _converted(path, key, old.fileno(), lambda: keep_backup(path, reason, now).path)
    raise in_use(path)


def _converted(path: str, key: str | None, old: int, keep: Callable[[], str]) -> str:
    seen, kept = _first_page(old), keep()
    try:
        with scratch(path) as part:
            write_converted(kept, part, key)
            _swap(path, part, old, seen)
    except BaseException:
        if is_encrypted(path) is (key is None):  # as it was
            os.unlink(kept)
        raise
    return kept


def convert_backups(path: str, key: str | None) -> tuple[int, list[str]]:
    """Give every backup beside a store the form of the store.

    Returns:
        how many were converted, and the files that could not be: damaged ones.
    """
    done, left = 0, []
    for backup in backups_of(path):
        if is_encrypted(backup.path) is not (key is not None):
            try:
                convert_file(backup.path, key)
                done += 1
            except (StoreError, OSError, sqlite3.Error):
                left.append(backup.path)
    return done, left


def convert_file(path: str, key: str | None) -> None:
    """Give a file that nobody else has open the other form.

    Raises:
        StoreError: it is damaged, or there is no room; it is as it was.
    """
    with explained(path), open(path, "r+b", buffering=0) as old, scratch(path) as part:
        write_converted(path, part, key)
        shutil.copystat(path, part)
        put_in_place(part, path)
        _empty(old.fileno())


def match_form(draft: str, path: str) -> None:
    """Give a copy that is to take the place of a store the form of that store.

    Raises:
        StoreError: there is no room, or nobody has the key of the store.
    """
    if os.path.exists(path) and is_encrypted(draft) is not is_encrypted(path):
        convert_file(draft, key_of(path) if is_encrypted(path) else None)


def write_converted(source: str, part: str, key: str | None) -> None:
    """Write the other form of a store into a new file, and make sure that it holds the same.

    Raises:
        StoreError: there is no room, or the store is damaged.
    """
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with explained(source), _both(source, part, key) as connection:
        connection.execute("SELECT sqlcipher_export('part')").fetchall()
        for setting in SETTINGS:
            value = connection.execute(f"PRAGMA main.{setting}").fetchone()[0]
            connection.execute(f"PRAGMA part.{setting} = {value}")
    with explained(source), _both(source, part, key) as connection:
        _compare(connection, source)
    check(part)
    sync(part)


@contextmanager
def _both(source: str, part: str, key: str | None) -> Iterator[sqlite3.Connection]:
    """Open a file and its copy at once, through SQLCipher, which reads plain files too."""
    from pipeline_cli.store.dbapi import connect

    theirs = raw(key_of(source)) if is_encrypted(source) else None
    with closing(connect(file_uri(source, "mode=ro"), theirs, timeout=BUSY_SECONDS)) as connection:
        connection.execute("ATTACH ? AS part KEY ?", (file_uri(part, "mode=rw"), raw(key) if key else NO_KEY))
        # A copy that is not whole is thrown away, and one that is gets synced at its end.
        connection.execute("PRAGMA part.journal_mode = OFF").fetchall()
        connection.execute("PRAGMA part.synchronous = OFF")
        yield connection


def _compare(connection: sqlite3.Connection, source: str) -> None:
    """Compare every row of every table.

    Raises:
        StoreError: they are not the same.
    """
    names = [name for (name,) in connection.execute(TABLES)]
    sides = ("main", "part")
    schemas = [
        connection.execute(SCHEMA.replace("sqlite_master", f"{side}.sqlite_master")).fetchall() for side in sides
    ]
    same = schemas[0] == schemas[1] and all(
        _digest(connection, f'main."{name}"') == _digest(connection, f'part."{name}"') for name in names
    )
    if not same:
        raise StoreError(
            t("The copy of {path} does not hold the same.", path=source),
            hint=t('Nothing was changed. "pipe doctor" says whether the store is sound.'),
        )


def _digest(connection: sqlite3.Connection, table: str) -> bytes:
    from hashlib import blake2b

    found = blake2b()
    for row in connection.execute(f"SELECT * FROM {table}"):
        found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.digest()


def _swap(path: str, part: str, old: int, seen: bytes) -> None:
    """Put the copy in place of the store while nobody else reads or writes it, if it is what was copied.

    Raises:
        StoreError: somebody reads it.
        _ChangedError: it was written to since.
    """
    with closing(open_writing(path)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        if _first_page(old) != seen:
            raise _ChangedError
        with held_back():
            put_in_place(part, path)
            _empty(old)


def _first_page(descriptor: int) -> bytes:
    """Return what tells whether a file was changed: SQLite counts that there, and SQLCipher encrypts it anew."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, PAGE)


def _empty(descriptor: int) -> None:
    """Overwrite a file that has lost its name, then cut it to nothing; one with another name is somebody's copy."""
    status = os.fstat(descriptor)
    if status.st_nlink and os.name == "posix":
        return
    size = status.st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    for at in range(0, size, CHUNK):
        os.write(descriptor, bytes(min(CHUNK, size - at)))
    os.fsync(descriptor)
    os.ftruncate(descriptor, 0)
    os.fsync(descriptor)
