"""Make a new store, or bring an older one up to date."""

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import suppress

from pipeline_cli.store.connect import APPLICATION_ID, SCHEMA_VERSION, explained, is_there, make_safe, migrations
from pipeline_cli.store.digests import keep_identity_digest, register

PRIVATE_FOLDER = 0o700


def ensure_store(path: str) -> None:
    """Make the store where there is none; an existing file is never touched.

    It is made whole under another name and then linked into place, so that a power cut or a second process
    making the same store leaves nothing half done.

    Raises:
        StoreError: the folder can't be made or written to, or the disk is full.
    """
    if is_there(path):
        return
    with explained(path):
        os.makedirs(os.path.dirname(os.path.abspath(path)), mode=PRIVATE_FOLDER, exist_ok=True)
        draft = f"{path}.{os.getpid()}.new"
        _remove(draft)  # of a process that was killed
        try:
            _make(draft)
            _put_in_place(draft, path)
        finally:
            _remove(draft)


def upgrade(connection: sqlite3.Connection, before: Callable[[], None] = lambda: None) -> None:
    """Run the migrations that a store has not seen yet, in one transaction.

    Args:
        connection: to the store, with no transaction open.
        before: called once no other process can write any more, and only if there is something to do.
    """
    if _version(connection) == SCHEMA_VERSION:
        return
    register(connection)
    connection.execute("BEGIN IMMEDIATE")
    scripts = list(migrations(_version(connection)))  # asked again: another process may have been quicker
    if scripts:
        before()
    for script in scripts:
        for statement in _statements(script):
            connection.execute(statement)
    keep_identity_digest(connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _make(path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        make_safe(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade(connection)
        connection.execute("INSERT INTO info VALUES ('store_id', ?)", (secrets.token_hex(4),))
        keep_identity_digest(connection)
    finally:
        connection.close()


def _put_in_place(draft: str, path: str) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was quicker; its store is as good
    except OSError:  # a file system without hard links
        os.rename(draft, path)


def _remove(draft: str) -> None:
    for name in (draft, f"{draft}-journal"):
        with suppress(FileNotFoundError):
            os.unlink(name)


def _statements(script: str) -> list[str]:
    """Return the statements of a script; ``executescript`` would end the transaction they belong to."""
    found, rest = [], ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
