"""Which files are encrypted, and with which key; the plain ones cost no more than a look at their first bytes.

The keys that are known stay in the memory of the process. Whoever can find one, or ask for it, says so with
:func:`use_unlock`: nothing here asks.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Final, NamedTuple

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t

MAGIC: Final = b"SQLite format 3\0"
PAGE: Final = 4096
"""Bytes of a page; an encrypted store has only whole ones."""

MOST_ALIKE: Final = 8
"""Bytes that random ones may have in common with MAGIC; with more, it is a plain store with a damaged first page."""

LOOKED_AT: Final = 8
"""Pages behind the first that are looked at."""

LEAST_RANDOM: Final = 240
"""Different bytes that a page of random ones has at least; by chance, nearly all 256 are there."""

MOST_KEPT: Final = 64
"""Files kept open at most, see :func:`_looked_at`."""

_TEXT: Final = frozenset((*b"\t\n\r", *range(0x20, 0x7F)))

PASSPHRASE_FILE: Final = "PIPE_PASSPHRASE_FILE"  # noqa: S105  # where one is, not what it is
"""Names the file with the passphrase, or the recovery key, for where nobody is there to be asked."""

Unlock = Callable[[str], str]
File = tuple[int, int]


class LockedStoreError(StoreError):
    """The store is encrypted, and nobody has its key."""


class _Seen(NamedTuple):
    """A file that was looked at: what keeps it open, if anything, and whether it is encrypted."""

    descriptor: int | None
    is_encrypted: bool


_seen: dict[File, _Seen] = {}
_fitting: dict[File, str] = {}
_known: list[str] = []
_unlock: list[Unlock] = []


def use_unlock(unlock: Unlock) -> None:
    """Say who finds the key of a file that no known key opens."""
    _unlock[:] = [unlock]


def remember(key: str) -> None:
    """Try a key, 64 hexadecimal digits, on every file from now on."""
    if key not in _known:
        _known.append(key)


def lock_again() -> None:
    """Forget all keys, and let go of all files."""
    for seen in _seen.values():
        _let_go(seen)
    for kept in (_seen, _fitting, _known, _unlock):
        kept.clear()


def is_encrypted(path: str) -> bool:
    """Tell whether a file is an encrypted store; False where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return False
    if not status.st_size:
        return False  # it may still become either
    file = (status.st_dev, status.st_ino)
    return (_seen.get(file) or _looked_at(path, file, status.st_size)).is_encrypted


def looks_encrypted(header: bytes, size: int) -> bool:
    """Tell random bytes from the header of a plain store, whole or damaged, and from a text.

    Args:
        header: the first 16 bytes of the file: SQLCipher keeps its salt there.
        size: of the file.
    """
    alike = sum(ours == theirs for ours, theirs in zip(header, MAGIC, strict=False))
    is_text = all(byte in _TEXT for byte in header)
    return size % PAGE == 0 and len(set(header)) > 2 and alike <= MOST_ALIKE and not is_text  # noqa: PLR2004  # zeros


def connect_encrypted(path: str, uri: str, timeout: float) -> sqlite3.Connection:
    """Return a connection to an encrypted store.

    Args:
        path: the file, by which its key is found.
        uri: what to open: the file, or one of the same key.
        timeout: how many seconds to wait for a lock.

    Raises:
        LockedStoreError: nobody has the key.
        StoreError: the extra is not installed.
    """
    from pipeline_cli.store.dbapi import connect

    return connect(uri, raw(key_of(path)), timeout=timeout)


def encrypted_memory() -> sqlite3.Connection:
    """Return an empty database in memory that SQLCipher copies an encrypted one into; it takes no other."""
    from secrets import token_hex

    from pipeline_cli.store.dbapi import connect

    return connect(":memory:", raw(token_hex(32)), timeout=0)


def key_of(path: str) -> str:
    """Return the key of an encrypted file.

    Raises:
        LockedStoreError: nobody has it.
    """
    status = os.stat(path)
    file = (status.st_dev, status.st_ino)
    if file not in _fitting:
        fitting = next((key for key in _known if opens(path, key)), None)
        _fitting[file] = fitting or _unlocked(path)
        remember(_fitting[file])
    return _fitting[file]


def has_known_key(path: str) -> bool:
    """Tell whether one of the keys that are known opens a file; nobody is asked for another."""
    return any(opens(path, key) for key in _known)


def opens(path: str, key: str) -> bool:
    """Tell whether a key is the one of a file, which is neither locked nor written to for that."""
    from pipeline_cli.store.connect import file_uri
    from pipeline_cli.store.dbapi import connect

    with (
        suppress(sqlite3.DatabaseError),
        closing(connect(file_uri(path, "mode=ro&immutable=1"), raw(key), timeout=0)) as file,
    ):
        file.execute("PRAGMA application_id").fetchone()
        return True
    return False


def raw(key: str) -> str:
    """Return a key as SQLCipher takes one that is to be used as it is."""
    return f"x'{key}'"


def _unlocked(path: str) -> str:
    if _unlock:
        return _unlock[0](path)
    raise locked_store(path)


def locked_store(path: str) -> LockedStoreError:
    """Return what to say where nobody has the key."""
    return LockedStoreError(
        t("{path} is encrypted, and its key is not at hand.", path=path),
        why=t("Nobody is there to be asked for the passphrase."),
        hint=t(
            "On a terminal, pipe status asks for it once; for a script, name a file in {name}.", name=PASSPHRASE_FILE
        ),
    )


def _looked_at(path: str, file: File, size: int) -> _Seen:
    """Look at the first bytes of a file, and keep it open.

    On POSIX, closing a file gives up every lock that the process has on it, SQLite's too; and its number is not given
    to another file as long as it is open.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return _Seen(None, is_encrypted=False)  # whoever opens it says why it can't be read
    header = b""
    with suppress(OSError):  # a folder, or a disk that fails
        header = os.read(descriptor, len(MAGIC))
    seen = _Seen(descriptor, looks_encrypted(header, size) and not _has_plain_pages(descriptor, size))
    if os.name == "nt":  # where an open file can't be replaced, and locks belong to whoever opened it
        os.close(descriptor)
        seen = _Seen(None, seen.is_encrypted)
    if len(_seen) >= MOST_KEPT:
        _let_go(_seen.pop(next(iter(_seen))))
    _seen[file] = seen
    return seen


def _has_plain_pages(descriptor: int, size: int) -> bool:
    """Tell whether pages behind the first are no random bytes: then that one is damaged, and nothing is encrypted."""
    for place in range(PAGE, size, max(PAGE, size // LOOKED_AT // PAGE * PAGE)):
        os.lseek(descriptor, place, os.SEEK_SET)
        if len(set(os.read(descriptor, PAGE))) < LEAST_RANDOM:
            return True
    return False


def _let_go(seen: _Seen) -> None:
    if seen.descriptor is not None:
        os.close(seen.descriptor)
