"""The key of a store in a small file beside it, which opens with a passphrase.

It is an SQLCipher database of its own, so that SQLCipher's derivation of a key from a passphrase (PBKDF2-HMAC-SHA512,
256,000 rounds, a salt per file) guards the key of the store, and no second library is needed.
"""

import os
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Final

from pipeline_cli.store.backup import SUFFIX as BACKUPS
from pipeline_cli.store.connect import BUSY_SECONDS, explained, file_uri
from pipeline_cli.store.copying import put_in_place, scratch

SUFFIX: Final = ".key"


def box_of(path: str) -> str | None:
    """Return the box with the key of a store, or of one of its backups; None where there is none."""
    return next((box for box in _places(path) if os.path.exists(box)), None)


def box_path(path: str) -> str:
    """Return where the box of a store is kept."""
    return path + SUFFIX


def put_in_box(path: str, passphrase: str, key: str) -> None:
    """Lock a key up in the box of a store, and make sure that it comes out again; one that is there is replaced.

    Raises:
        StoreError: it can't be written.
    """
    box = box_path(path)
    with explained(box), scratch(box) as part:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(_opened(part, "mode=rw", passphrase)) as connection:
            connection.execute("CREATE TABLE keys (key TEXT NOT NULL)")
            connection.execute("INSERT INTO keys VALUES (?)", (key,))
        if taken_out(part, passphrase) != key:
            raise sqlite3.DatabaseError
        put_in_place(part, box)


def taken_out(box: str, passphrase: str) -> str | None:
    """Return the key in a box; None where the passphrase is not the right one, or the box is damaged."""
    with suppress(sqlite3.DatabaseError), closing(_opened(box, "mode=ro", passphrase)) as connection:
        key: str = connection.execute("SELECT key FROM keys").fetchone()[0]
        return key
    return None


def _opened(box: str, options: str, passphrase: str) -> sqlite3.Connection:
    from pipeline_cli.store.dbapi import connect

    # The same letters are other bytes on other systems: が is one character or two.
    same = unicodedata.normalize("NFKC", passphrase)
    return connect(file_uri(box, options), same.replace('"', '""'), timeout=BUSY_SECONDS)


def _places(path: str) -> Iterator[str]:
    yield box_path(path)
    folder = os.path.dirname(os.path.abspath(path))
    if folder.endswith(BACKUPS):
        yield box_path(folder.removesuffix(BACKUPS))


def set_aside(path: str) -> None:
    """Give a box that is no longer that of the store another name; a backup elsewhere may still need it."""
    box = box_path(path)
    with suppress(FileNotFoundError):
        os.replace(box, f"{box}.{os.stat(box).st_mtime_ns}.old")
