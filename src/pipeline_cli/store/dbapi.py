"""SQLCipher as the rest of the program knows SQLite: the same calls, and the errors of ``sqlite3``.

Its exceptions are classes of their own, which no ``except sqlite3.Error`` would catch; here each becomes the one of
the same name. Loaded only for a store that is encrypted.
"""

import sqlite3
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, Final, TypeVar

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t

EXTRA: Final = "pip install 'pipeline-cli[encrypted]'"

R = TypeVar("R")


def _sqlcipher() -> ModuleType:
    try:
        return import_module("sqlcipher3.dbapi2")
    except ImportError as error:
        raise StoreError(
            t("An encrypted store needs an addition that is not installed."),
            why=t("It encrypts and decrypts each page of the file."),
            hint=t("Install it with: {command}", command=EXTRA),
        ) from error


_theirs: Final = _sqlcipher()


def _as_ours(error: Exception) -> Exception:
    """Return the error of ``sqlite3`` that has the name and the codes of one of SQLCipher's."""
    ours: Exception = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)(*error.args)
    ours.__dict__.update(vars(error))
    return ours


def _with_our_errors(method: Callable[..., R]) -> Callable[..., R]:
    def called(*args: Any, **named: Any) -> R:  # noqa: ANN401  # whatever the method takes
        try:
            return method(*args, **named)
        except _theirs.Error as error:
            raise _as_ours(error) from error

    return called


class Cursor(_theirs.Cursor):  # type: ignore[misc, name-defined]  # it has no type hints
    """The rows of an encrypted store."""

    execute = _with_our_errors(_theirs.Cursor.execute)
    executemany = _with_our_errors(_theirs.Cursor.executemany)
    executescript = _with_our_errors(_theirs.Cursor.executescript)
    fetchone = _with_our_errors(_theirs.Cursor.fetchone)
    fetchmany = _with_our_errors(_theirs.Cursor.fetchmany)
    fetchall = _with_our_errors(_theirs.Cursor.fetchall)

    def __next__(self) -> Any:  # noqa: ANN401  # a row, of any columns
        """Return the next row."""
        try:
            return super().__next__()
        except _theirs.Error as error:
            raise _as_ours(error) from error


class Connection(_theirs.Connection):  # type: ignore[misc, name-defined]
    """A connection to an encrypted store; its own ``execute`` goes through its cursor."""

    commit = _with_our_errors(_theirs.Connection.commit)
    rollback = _with_our_errors(_theirs.Connection.rollback)
    backup = _with_our_errors(_theirs.Connection.backup)
    create_function = _with_our_errors(_theirs.Connection.create_function)
    create_aggregate = _with_our_errors(_theirs.Connection.create_aggregate)

    def cursor(self, factory: type[Cursor] = Cursor) -> Cursor:
        """Return a cursor that raises the errors of ``sqlite3``."""
        cursor: Cursor = super().cursor(factory)
        return cursor


_connect = _with_our_errors(_theirs.connect)


def connect(uri: str, key: str | None, *, timeout: float) -> sqlite3.Connection:
    """Open a database.

    Args:
        uri: its file, or ":memory:".
        key: a key as SQLCipher takes it after "PRAGMA key"; None for a database that is not encrypted.
        timeout: how many seconds to wait for a lock.
    """
    connection: sqlite3.Connection = _connect(uri, uri=True, isolation_level=None, timeout=timeout, factory=Connection)
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it tells of a wrong key on stderr
    if key is not None:
        connection.execute(f'PRAGMA key = "{key}"')
    return connection
