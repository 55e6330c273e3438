"""Open the store: to read, without ever writing to it, or to write, alone and safely.

The settings and the reasons for them are in the README, "Where the data lives".
"""

import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.store.cipher import MAGIC, connect_encrypted, encrypted_memory, is_encrypted

APPLICATION_ID = 0x50495045  # "PIPE", so that another program's SQLite file is told from a store
SCHEMA_VERSION = 2
LIKELY_VERSIONS: Final = 255
BUSY_SECONDS = 5.0

_MIGRATIONS = os.path.join(os.path.dirname(__file__), "migrations")
USER_VERSION: Final = slice(60, 64)
"""Where an SQLite file says its schema version. Source: sqlite.org/fileformat.html, "The Database Header"."""

FORMATS: Final = slice(18, 20)
"""Where an SQLite file says whether it has a write-ahead log. Source: as above."""

LOG_FORMAT: Final = b"\2\2"

_PLAIN = frozenset(range(0x20, 0x7F)) - frozenset(b"%?#")
_CORRUPT = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class OlderStoreError(StoreError):
    """The store has to be brought up to date before it can be used."""


class DamagedStoreError(StoreError):
    """The file is no whole store any more; what is in it can't be trusted."""


class StrayLogError(DamagedStoreError):
    """A log lies beside the file that is not its own; the file itself may well be whole."""


class BrokenSchemaError(DamagedStoreError):
    """What says how the tables are built can't be read, and so no table can; its records may all be whole."""


class UnsoundStoreError(DamagedStoreError):
    """SQLite opens the file, and finds that something in it is not as it should be."""


def open_reading(path: str) -> sqlite3.Connection:
    """Return a connection that can't write; an empty store in memory where there is none yet.

    Raises:
        StoreError: the file is damaged, foreign, newer than this version, locked or not readable.
        OlderStoreError: it has to be brought up to date first, see ``upgrade.py``.
    """
    if not is_there(path):
        return empty_store()
    connection = open_any(path)
    if _user_version(connection) != SCHEMA_VERSION:
        connection.close()
        raise _needs_upgrade(path)
    return connection


def open_any(path: str) -> sqlite3.Connection:
    """Return a connection that can't write, to a store of the present schema or an older one. The file must exist.

    Raises:
        StoreError: as for reading.
    """
    with explained(path):
        try:
            return _opened_reading(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
        _roll_back(path)
        return _opened_reading(path)


def schema_version(path: str) -> int | None:
    """Return the schema version that the first bytes of a file say; None where they say none, or there is no file.

    Raises:
        StoreError: the store is encrypted, and can't be opened.
    """
    if is_encrypted(path):
        with closing(open_any(path)) as connection:
            return _user_version(connection)
    try:
        with open(path, "rb") as file:
            header = file.read(USER_VERSION.stop)
    except OSError:
        return None
    return int.from_bytes(header[USER_VERSION]) if header.startswith(MAGIC) else None


def open_writing(path: str) -> sqlite3.Connection:
    """Return a connection for one writer, with the settings that lose nothing. The file must exist.

    Raises:
        StoreError: as for reading, and where the file or its folder can't be written to.
    """
    is_there(path)
    with explained(path), _closed_on_error(_connect(path, mode="rw")) as connection:
        _version(connection, path)
        _refuse_torn(connection, path)
        make_safe(connection)
        _register(connection)
        return connection


def make_safe(connection: sqlite3.Connection) -> None:
    """Set what SQLite needs to keep every acknowledged change through a power cut, and to forget what is deleted."""
    connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")


def _register(connection: sqlite3.Connection) -> None:
    """Give a connection that writes the functions of our SQL."""
    from pipeline_cli.store.digests import register  # a reading command has no use for them

    register(connection)


def empty_store() -> sqlite3.Connection:
    """Return a store with nothing in it, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _register(connection)
    for script in migrations(0):
        connection.executescript(script)
    return connection


def migrations(version: int) -> Iterator[str]:
    """Yield the SQL of each step from a schema version to the present one, in order."""
    names = sorted(name for name in os.listdir(_MIGRATIONS) if name.endswith(".sql"))
    for name in names[version:]:
        with open(os.path.join(_MIGRATIONS, name), encoding="utf-8") as file:
            yield file.read()


def _opened_reading(path: str) -> sqlite3.Connection:
    with _closed_on_error(_connect(path, mode="ro")) as connection:
        _version(connection, path)
        _refuse_broken_schema(connection, path)
        return connection


def _refuse_broken_schema(connection: sqlite3.Connection, path: str) -> None:
    """Read the schema, as the first query would, and refuse one that makes no sense.

    Raises:
        BrokenSchemaError: it is damaged.
    """
    try:
        connection.execute("SELECT 1 FROM sqlite_master WHERE rowid = 0")
    except sqlite3.DatabaseError as error:
        if not (error.sqlite_errorname or "").startswith("SQLITE_CORRUPT"):
            raise
        told = _damaged(path, reason_of(error))
        raise BrokenSchemaError(told.what, why=told.why, hint=told.hint) from error


def _roll_back(path: str) -> None:
    """Take back the unfinished change of a process that died while writing, as SQLite does when it may write."""
    with closing(_connect(path, mode="rw")) as connection:
        _version(connection, path)


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _refuse_stray_log(path: str) -> None:
    """Refuse a store beside which a write-ahead log lies that is not its own: SQLite would play it into the store."""
    log = f"{path}-wal"
    try:
        if not os.stat(log).st_size or _is_in_log_mode(path):
            return
    except OSError:
        return
    raise StrayLogError(
        t("A write-ahead log lies beside the store that is not its own: {path}", path=log),
        why=t("A store never has one. SQLite would read what is in that log in place of your records."),
        hint=t('Nothing was read or changed. "pipe doctor --fix" puts the log aside with the backups.'),
    )


def log_of(path: str) -> str:
    """Return what SQLite would take for the write-ahead log of a store: it lies beside the file, not beside a link."""
    return f"{os.path.realpath(path) if os.path.islink(path) else path}-wal"


def _is_in_log_mode(path: str) -> bool:
    """Tell whether another program has given a store a write-ahead log of its own."""
    with open(path, "rb") as file:
        return file.read(FORMATS.stop)[FORMATS] == LOG_FORMAT


def _connect(path: str, mode: str) -> sqlite3.Connection:
    _refuse_stray_log(path)
    connection = open_database(path, file_uri(path, f"mode={mode}"))
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def open_copy(path: str, target: str) -> sqlite3.Connection:
    """Return a connection to a file that is to hold a copy of a store, encrypted where the store is."""
    return open_database(path, file_uri(target, "mode=rwc"))


def memory_for(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return an empty database in memory that a connection can be copied into."""
    kind: type = type(connection)
    return sqlite3.connect(":memory:", isolation_level=None) if kind is sqlite3.Connection else encrypted_memory()


def refuse_writing(memory: sqlite3.Connection) -> None:
    """Keep a copy in memory from being changed; tables that a search makes for itself meanwhile are none of it.

    ``PRAGMA query_only`` would refuse those too.
    """
    changing = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}

    def decide(action: int, table: str | None, _column: str | None, database: str | None, _by: str | None) -> int:
        # To search, and to take JSON apart, SQLite makes tables that are none, and asks for that as for any other.
        is_change = action in changing and database == "main" and not (table or "").startswith(("search_", "sqlite_"))
        return sqlite3.SQLITE_DENY if is_change else sqlite3.SQLITE_OK

    memory.set_authorizer(decide)


def open_database(path: str, uri: str) -> sqlite3.Connection:
    """Open a database in the way that a store is opened: through SQLCipher where that is encrypted."""
    if is_encrypted(path):
        return connect_encrypted(path, uri, BUSY_SECONDS)
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def file_uri(path: str, options: str) -> str:
    """Return a path as SQLite takes it together with options."""
    return f"file:{_quoted(os.path.abspath(path))}?{options}"


def _quoted(path: str) -> str:
    """Return a path as a URI has it, bytes that are no UTF-8 included; ``urllib`` costs 10 ms of import."""
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02x}" for byte in os.fsencode(path))


def _version(connection: sqlite3.Connection, path: str) -> int:
    """Return the schema version of one of our stores; refuse any other file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = _user_version(connection)
    if application != APPLICATION_ID:
        raise StoreError(
            t("{path} is not a store of pipe.", path=path),
            why=t("It is an SQLite file of another program (application id {id}).", id=application),
            hint=_or_damaged(
                t("Nothing in it was changed. Give another file with --store, or set PIPE_STORE."), application, version
            ),
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            t("{path} was written by a newer version of pipe.", path=path),
            why=t("Its schema is {theirs}; this version knows {ours}.", theirs=version, ours=SCHEMA_VERSION),
            hint=_or_damaged(
                t("Nothing in it was changed. Upgrade with: pip install --upgrade pipeline-cli"), application, version
            ),
        )
    return version


def _or_damaged(hint: str, application: int, version: int) -> str:
    """Return what to do, and where to look where a damaged byte may be all that is wrong."""
    is_likely = is_off_by_a_byte(application, version)
    return sentences(hint, t('"pipe doctor" tells whether it is your store, damaged.')) if is_likely else hint


def is_off_by_a_byte(application: int, version: int) -> bool:
    """Tell whether one damaged byte would explain what a header says that is not that of a store of this version.

    A number that a later version may really have is believed.
    """
    if SCHEMA_VERSION < version <= LIKELY_VERSIONS:
        return False
    wrong = (application ^ APPLICATION_ID) << 32 | (version ^ SCHEMA_VERSION) & 0xFFFF_FFFF
    return sum(byte != 0 for byte in wrong.to_bytes(8, signed=wrong < 0)) == 1


def _user_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _refuse_torn(connection: sqlite3.Connection, path: str) -> None:
    """Refuse a file that ends within a page: SQLite notices that a whole page is missing, not that half of one is."""
    rest = os.path.getsize(path) % int(connection.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher: as text
    if rest:
        raise _damaged(path, t("It ends within a page: {n} bytes of it are there.", n=rest))


def _damaged(path: str, why: str) -> DamagedStoreError:
    return DamagedStoreError(
        t("{path} is damaged, or no SQLite file.", path=path),
        why=why,
        hint=sentences(
            t("It was left as it is."),
            t('"pipe doctor" says what is whole, and "pipe doctor --fix" saves that.'),
            way_back(path),
        ),
    )


def way_back(path: str) -> str:
    """Return what to do for a store that can't be used any more: the newest backup, where there is one."""
    from pipeline_cli.store.backup import newest_sound

    newest = newest_sound(path)
    if newest is None:
        return t("No backup of it was found beside it; copy it somewhere safe before anything else.")
    when = f"{newest.made_at:%Y-%m-%d %H:%M}"
    return t('The newest backup is of {when}: "pipe restore" brings it back, and keeps this file.', when=when)


def _needs_upgrade(path: str) -> OlderStoreError:
    return OlderStoreError(
        t("{path} was written by an older version of pipe.", path=path),
        why=t("It is brought up to date by the next command that writes."),
        hint=t("Run any command that changes something, such as: pipe log"),
    )


def is_there(path: str) -> bool:
    """Tell whether there is a store, damaged or not.

    Raises:
        StoreError: a folder, an empty file or a link that points nowhere is in its place, or it can't be told.
    """
    with explained(path):
        try:
            status = os.lstat(path)
            if stat.S_ISLNK(status.st_mode):
                status = _status_behind_link(path)
        except FileNotFoundError:
            return False
    if stat.S_ISDIR(status.st_mode):
        raise StoreError(t("{path} is a folder.", path=path), hint=t("Give a file with --store, or set PIPE_STORE."))
    if status.st_size == 0:
        raise DamagedStoreError(
            t("{path} is empty, 0 bytes long.", path=path),
            why=t("A store never is. A full disk or an interrupted copy leaves such a file."),
            hint=sentences(way_back(path), t("Without one, remove the file to start with an empty store.")),
        )
    return True


def _status_behind_link(path: str) -> os.stat_result:
    """Return the status of what a link points to.

    Raises:
        StoreError: nothing is there, as when the disk is not mounted; or a log lies there that SQLite would read.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError as error:
        raise StoreError(
            t("{path} is a link to a file that is not there.", path=path),
            why=t("It points to {path}", path=os.path.realpath(path)),
            hint=t("Mount the disk that it is on, or put it back; remove the link to start with an empty store."),
        ) from error
    _refuse_stray_log(os.path.realpath(path))
    return status


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what SQLite and the disk report into an error that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise store_error(error, path) from error
    except OSError as error:
        raise StoreError(
            t("{path} can't be used.", path=path),
            why=reason_of(error),
            hint=t("Check the folder and its permissions, or give another file with --store."),
        ) from error


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Tell whether an error of SQLite comes from the file, its folder or another process, not from a bug of ours."""
    return isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError


def store_error(error: sqlite3.Error, path: str) -> StoreError:
    """Return what an error of SQLite means to the user; nothing was changed in each case."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return in_use(path)
    if code.startswith(_CORRUPT):
        return _damaged(path, reason_of(error))
    what, hint = _in_words(code, path)
    return StoreError(what, why=reason_of(error), hint=hint)


def _in_words(code: str, path: str) -> tuple[str, str]:
    """Return what the name of an error of SQLite says, and what to do."""
    if code.startswith("SQLITE_FULL"):
        return t("Not saved: the disk is full."), t("Make room on the disk, then try again.")
    if code.startswith("SQLITE_IOERR") and not code.endswith("READ"):
        told = t("Not saved: {path} could not be written to.", path=path)
        return told, t("Check the disk, and how large a file may be, then try again.")
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        told = t("{path} can't be opened or written to.", path=path)
        return told, t("Check that you may write to the file and its folder, or give another file with --store.")
    if code == "SQLITE_ERROR":
        told = t("{path} is not built as this version knows it.", path=path)
        return told, sentences(t("It was left as it is, and may be of another version of pipe."), way_back(path))
    told = t("{path}: the store could not be used.", path=path)
    return told, t("Nothing was changed. Check the disk, then try again.")


def damaged_values(path: str) -> DamagedStoreError:
    """Return what to say where a value in the store makes no sense, and the store is not what was written."""
    return DamagedStoreError(
        t("{path} is damaged.", path=path),
        why=t("Something in it is not what was written."),
        hint=sentences(t('"pipe doctor" says what is whole, and "pipe doctor --fix" saves that.'), way_back(path)),
    )


def in_use(path: str) -> StoreError:
    """Return what to say where another process does not let go of a store."""
    if os.path.exists(log_of(path)):
        return StoreError(
            t("{path} is in use.", path=path),
            why=t("Another program has it open, and has given it a write-ahead log: {log}", log=log_of(path)),
            hint=t("Nothing was changed. Close that program, then try again."),
        )
    return StoreError(
        t("{path} is in use.", path=path),
        why=t("Another command has been writing to it for {n} seconds.", n=int(BUSY_SECONDS)),
        hint=t("Nothing was changed. Try again when it has finished."),
    )


def saved_with_trouble(error: sqlite3.Error) -> StoreError:
    """Return what to say where the disk reported an error and the change is in the store all the same."""
    told = StoreError(
        t("It is saved, but the disk reported an error."),
        why=reason_of(error),
        hint=t("Check the disk, and copy the store."),
    )
    told.exit_code = 0  # any other promises that nothing was changed
    return told
