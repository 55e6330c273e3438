"""Open a store just as it is on the disk, damaged or not, and change nothing in it or beside it."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from pipeline_cli.errors import StoreError
from pipeline_cli.store.cipher import MAGIC, is_encrypted
from pipeline_cli.store.connect import APPLICATION_ID, FORMATS, LOG_FORMAT, file_uri, log_of, open_database

PAGE: Final = 4096
"""Bytes of a page of every store that this program has made."""

HEADER: Final = 100
SIDECARS: Final = ("-journal", "-wal", "-shm")

MOST_PADDED: Final = 20
"""How many times its length a file may say that it had, and still be believed."""


@contextmanager
def opened_as_it_is(path: str) -> Iterator[sqlite3.Connection]:
    """Give a connection that can't write.

    What a process that died has left unfinished is taken back in a copy; a log that does not belong to the file is
    left out.

    Raises:
        sqlite3.Error: it can't be opened.
    """
    if has_log(path) and is_in_log_mode(path):
        with _copied(path) as copy, connected(copy, "mode=rw") as connection:
            yield connection
    elif has_log(path):
        with connected(path, "mode=ro&immutable=1") as connection:
            yield connection
    elif has_unfinished(path):
        with _copied(path) as copy, connected(copy, "mode=rw") as connection:
            yield connection
    else:
        with connected(path, "mode=ro") as connection:
            yield connection


def has_log(path: str) -> bool:
    """Tell whether a write-ahead log lies beside a store, which makes none itself."""
    return _size(log_of(path)) > 0


def is_in_log_mode(path: str) -> bool:
    """Tell whether a file says that it has a write-ahead log."""
    with open(path, "rb") as file:
        return file.read(HEADER)[FORMATS] == LOG_FORMAT


def has_unfinished(path: str) -> bool:
    """Tell whether a process died while it was writing; the next command that may write takes that back."""
    if not _size(f"{os.path.realpath(path)}-journal"):
        return False
    try:
        with connected(path, "mode=ro") as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return (getattr(error, "sqlite_errorname", "") or "") == "SQLITE_READONLY_ROLLBACK"
    except StoreError:  # nobody has its key
        return False
    return False


@contextmanager
def header_put_right(path: str) -> Iterator[str]:
    """Give a copy of a file with the first bytes that every store has; it may be written to, and is gone at the end."""
    with _copied(path) as copy:
        if has_unfinished(copy) or (has_log(copy) and is_in_log_mode(copy)):
            with suppress(sqlite3.Error), connected(copy, "mode=rw") as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        for end in SIDECARS:
            with suppress(FileNotFoundError):
                os.unlink(copy + end)
        if not is_encrypted(copy):  # what is damaged in the first page of one that is can't be told
            _put_header_right(copy)
        yield copy


@contextmanager
def lenient(path: str) -> Iterator[sqlite3.Connection]:
    """Give a connection to a copy that reads past entries of the schema that make no sense."""
    with connected(path, "mode=rw") as connection:
        connection.execute("PRAGMA writable_schema = ON")
        yield connection


def pages_cut_off_of(path: str) -> int:
    """Return how many pages a file says that it had, where that is more than it has; else 0.

    SQLite reads nothing of a file that is shorter than its schema says; with empty pages at its end it reads the rest.
    """
    with open(path, "rb") as file:
        header = file.read(HEADER)
    said, size = int.from_bytes(header[28:32]), os.path.getsize(path)
    is_valid = header.startswith(MAGIC) and header[24:28] == header[92:96]
    return said if is_valid and size < said * PAGE <= size * MOST_PADDED else 0


def _put_header_right(path: str) -> None:
    """Write the first bytes of every store into a copy, and pad it to the length that it had."""
    with open(path, "r+b") as file:
        header = bytearray(file.read(HEADER).ljust(HEADER, b"\0"))
        counter, pages = header[24:28], max(-(-os.path.getsize(path) // PAGE), pages_cut_off_of(path))
        header[:24] = MAGIC + PAGE.to_bytes(2) + b"\1\1\0\x40\x20\x20"
        header[28:32] = pages.to_bytes(4)
        header[32:40] = bytes(8)  # no free pages: nothing is written here
        header[44:48] = (4).to_bytes(4)
        header[48:56] = bytes(8)
        header[56:60] = (1).to_bytes(4)
        header[64:68] = bytes(4)
        header[68:72] = APPLICATION_ID.to_bytes(4)
        header[72:92] = bytes(20)
        header[92:96] = counter
        file.seek(0)
        file.write(header)
        whole = os.path.getsize(path) // PAGE * PAGE
        file.truncate(whole or PAGE)  # what is left of a page that is cut through would hide whole ones behind it
        file.truncate(pages * PAGE)


@contextmanager
def _copied(path: str) -> Iterator[str]:
    """Give a copy of a file and of what belongs to it, in a folder of the user's own that is gone at the end."""
    folder = tempfile.mkdtemp(prefix="pipe-doctor-", dir=roomy_folder(path))
    copy = os.path.join(folder, "copy.db")
    try:
        shutil.copyfile(path, copy)
        for end in SIDECARS[:2]:
            with suppress(FileNotFoundError):
                shutil.copyfile(os.path.realpath(path) + end, copy + end)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def roomy_folder(path: str) -> str | None:
    """Return the folder of the store where it may be written to: what people said stays on its disk."""
    folder = os.path.dirname(os.path.abspath(path))
    return folder if os.access(folder, os.W_OK) else None


@contextmanager
def connected(path: str, mode: str) -> Iterator[sqlite3.Connection]:
    """Give a connection that trusts the file as little as it can, in a mode as a URI has it."""
    connection = open_database(path, file_uri(path, mode))
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        yield connection
    finally:
        connection.close()


def _size(path: str) -> int:
    with suppress(OSError):
        return os.path.getsize(path)
    return 0
