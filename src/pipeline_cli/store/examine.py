"""Examine a file that should be a store: whatever is in it, the answer is what was found, never an error."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from pipeline_cli.domain.finding import ERROR, NOTE, Examined, Finding
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError
from pipeline_cli.store.as_it_is import HEADER, PAGE, header_put_right, lenient, opened_as_it_is, pages_cut_off_of
from pipeline_cli.store.check_derived import derived
from pipeline_cli.store.check_history import damaged_entries
from pipeline_cli.store.check_records import DAMAGED, GONE, UNKNOWN, WHOLE, Checked, checked_records
from pipeline_cli.store.cipher import MAGIC
from pipeline_cli.store.connect import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    USER_VERSION,
    StrayLogError,
    is_off_by_a_byte,
    is_there,
)
from pipeline_cli.store.layout import Layout, is_ours, layout, objects, version_of

APPLICATION: Final = slice(68, 72)
"""Where an SQLite file says whose it is. Source: sqlite.org/fileformat.html, "The Database Header"."""

FRACTIONS: Final = slice(21, 24)
"""Bytes that are the same in every SQLite file, as its beginning is."""

NOBODY: Final = 0
"""The application id of a file that says nothing of the kind: one of ours that is damaged, or another tool copied."""

MOST_LINES: Final = 10
"""Lines of SQLite's own check that are told."""

MOST_SHOWN: Final = 200
"""Characters of what SQLite says: it quotes whole tables."""

MOST_NAMED: Final = 20
"""Rows that are named; the others are counted."""

JUNK: Final = (sqlite3.Error, ValueError, TypeError, ArithmeticError, LookupError)
"""What comes of working with values that are not what they should be."""

_CODES: Final = {DAMAGED: "records", GONE: "records_gone", UNKNOWN: "records_unknown"}


def examine(path: str) -> Examined:
    """Return what is wrong with the file itself and with what is in it; nothing is changed."""
    try:
        if not is_there(path):
            return Examined()
    except StrayLogError:
        pass  # it is left out here, and told with what lies around the store
    except StoreError as error:
        code = "empty" if os.path.isfile(path) else "no_file"
        return _alone(code, why=error.why)
    try:
        return _opened(path)
    except OSError as error:
        return _alone("unreadable", why=reason_of(error))


def _opened(path: str) -> Examined:
    with open(path, "rb") as file:
        header = file.read(HEADER)
    try:
        with opened_as_it_is(path) as connection:
            return _of_file(path, connection)
    except StoreError as error:  # it is encrypted
        return _alone("locked", why=error.what)
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return _alone("in_use")
        if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM")):
            return _alone("unreadable", why=str(error))
        return Examined((_unopened(path, header, _shown(str(error))),))


def _unopened(path: str, header: bytes, why: str) -> Finding:
    """Return why SQLite can't open a file: it is another, it is cut off, or its first bytes alone are damaged."""
    application, version = int.from_bytes(header[APPLICATION]), int.from_bytes(header[USER_VERSION], signed=True)
    is_header_whole = header.startswith(MAGIC) and header[FRACTIONS] == b"\x40\x20\x20"
    if is_header_whole and (told := _of_others(application, version) or _cut_off(path)):
        return told
    with suppress(sqlite3.Error, OSError), header_put_right(path) as copy, lenient(copy) as connection:
        if is_ours(objects(connection)):
            other = _of_others(application, version) if application == APPLICATION_ID else None
            return other or Finding("header", ERROR, {"why": why})
    return Finding("integrity" if header.startswith(MAGIC) else "not_a_store", ERROR, {"why": why, "n": 1})


def _cut_off(path: str) -> Finding | None:
    wanted = pages_cut_off_of(path)
    have = os.path.getsize(path) // PAGE
    return Finding("cut", ERROR, {"have": have, "wanted": wanted}) if wanted else None


def _of_others(application: int, version: int) -> Finding | None:
    """Return what makes a file another's, however its tables are built: mending it would make it an older store."""
    if application not in {APPLICATION_ID, NOBODY}:
        return Finding("foreign", ERROR, {"id": application})
    return _newer(version) if version > SCHEMA_VERSION else None


def _newer(version: int) -> Finding:
    return Finding("newer", ERROR, {"theirs": version, "ours": SCHEMA_VERSION})


def _of_file(path: str, connection: sqlite3.Connection) -> Examined:
    connection.execute("BEGIN")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    found = objects(connection)
    is_known = version in range(1, SCHEMA_VERSION + 1)
    if application == NOBODY and not is_ours(found):
        return _alone("foreign", id=application)
    built = layout(version if is_known else version_of(found))
    other = _of_others(application, version)
    if other and not is_off_by_a_byte(application, version):
        return Examined((other,))
    told = list(_of_header(path, application, is_known=is_known))
    if built.version < SCHEMA_VERSION:
        told.append(Finding("older", NOTE, {"theirs": built.version, "ours": SCHEMA_VERSION}))
    inside = _of_contents(connection, built).with_more(_of_schema(found, built))
    # A newer version, or another program, does not write just these tables with just these records.
    return Examined((other,)) if other and inside.findings else inside.with_more(told)


def _of_header(path: str, application: int, *, is_known: bool) -> Iterator[Finding]:
    if application != APPLICATION_ID or not is_known:
        yield Finding("header", ERROR, {"why": ""})
    rest = os.path.getsize(path) % PAGE
    if rest:
        yield Finding("cut", ERROR, {"n": rest})


def _of_schema(found: dict[tuple[str, str], str | None], built: Layout) -> Iterator[Finding]:
    other = {name for (type_, name), sql in found.items() if built.objects.get((type_, name), "") != sql}
    missing = {name for type_, name in built.objects.keys() - found.keys()}
    if other or missing:
        yield Finding("schema", ERROR, {"names": tuple(sorted(other | missing))[:MOST_NAMED]})


def _of_contents(connection: sqlite3.Connection, built: Layout) -> Examined:
    connection.text_factory = bytes
    found = [*_of_pages(connection), *_of_parents(connection)]
    checked: Counter[str] = Counter()
    found += _of_records(connection, built, checked)
    if built.has_digests:
        found += _of_history(connection, checked)
    connection.text_factory = str
    if not found:
        try:
            found += derived(connection, built)
        except JUNK as error:
            found.append(Finding("integrity", ERROR, {"why": str(error), "n": 1}))
    return Examined(checked=checked).with_more(found)


def _of_pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what SQLite itself finds wrong with pages, indexes and constraints."""
    try:
        lines = [_shown(line) for (line,) in connection.execute(f"PRAGMA integrity_check({MOST_LINES})")]
    except sqlite3.Error as error:
        lines = [_shown(str(error))]
    if lines != ["ok"]:
        yield Finding("integrity", ERROR, {"why": "; ".join(lines), "n": len(lines)})


def _of_parents(connection: sqlite3.Connection) -> Iterator[Finding]:
    with suppress(sqlite3.Error):
        lone = connection.execute("PRAGMA foreign_key_check").fetchall()
        if lone:
            names = tuple(f"{_shown(table)} {id_}" for table, id_, *_ in lone[:MOST_NAMED])
            yield Finding("foreign_keys", ERROR, {"n": len(lone), "names": names})


def _of_records(connection: sqlite3.Connection, built: Layout, checked: Counter[str]) -> Iterator[Finding]:
    wrong: dict[str, list[Checked]] = {}
    for row in checked_records(connection, built):
        checked[row.table] += 1
        if row.state != WHOLE:
            wrong.setdefault(row.state, []).append(row._replace(row=(), json=None))
    for state, rows in wrong.items():
        yield _named(_CODES[state], (f"{row.table} {row.id}" for row in rows), len(rows))


def _of_history(connection: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    damaged = []
    for number, is_damaged in damaged_entries(connection):
        checked["operations"] += 1
        if is_damaged:
            damaged.append(number)
    if damaged:
        yield _named("history", map(str, damaged), len(damaged))


def _named(code: str, names: Iterable[str], n: int) -> Finding:
    return Finding(code, ERROR, {"n": n, "names": tuple(names)[:MOST_NAMED]})


def _alone(code: str, **values: str | int) -> Examined:
    return Examined((Finding(code, ERROR, values),))


def _shown(text: str | bytes) -> str:
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return " ".join(told.split())[:MOST_SHOWN]
