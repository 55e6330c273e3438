"""Save what is whole in a damaged store into a new one, and say what is lost.

A row is whole where it is what its digest is of. One that is not is taken from the history, where a change has written
down just what the digest is of. What neither proves is kept as it was found, and named.
"""

import json
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, suppress
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.mending import Rescued, Row
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store.as_it_is import header_put_right, lenient
from pipeline_cli.store.backup import backups_of
from pipeline_cli.store.check_history import changes, damaged_entries
from pipeline_cli.store.check_records import GONE, UNKNOWN, WHOLE, Checked, checked_records
from pipeline_cli.store.connect import APPLICATION_ID, SCHEMA_VERSION, explained, make_safe, way_back
from pipeline_cli.store.create import ensure_store, upgrade
from pipeline_cli.store.derived import SEARCH_KINDS, refresh_facts, refresh_romaji, refresh_search
from pipeline_cli.store.digests import IDENTITY, digest, identity_digest, keep_identity_digest, keep_operation_digests
from pipeline_cli.store.layout import Layout, Table, empty_at, is_ours, layout, objects, version_of
from pipeline_cli.store.rescue_history import rescue_history
from pipeline_cli.store.schema_pages import put_pages, schema_pages

# Table names in the SQL below are ours, never from outside.
# ruff: noqa: S608

SLACK: Final = 10_000
"""How far a counter may be ahead of the highest number in use and still be believed."""


class Written(NamedTuple):
    """What the history says of a row after a change: its text, None where it was removed.

    Attributes:
        is_whole: whether the entry is what its digest is of.
    """

    text: bytes | None
    is_whole: bool


States = Mapping[Row, list[Written]]
"""What the history says of rows: each state that it has written down, the newest last."""


def rescue(path: str, draft: str) -> Rescued:
    """Save what is whole in a file into a new store, which is brought up to date; the file is left as it is.

    Args:
        path: the damaged store.
        draft: the new store; no file is there yet.

    Raises:
        StoreError: nothing in it can be saved, or there is no room.
    """
    with explained(draft):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with header_put_right(path) as copy:
            built = _schema_put_right(path, copy)
            with lenient(copy) as source, closing(empty_at(built.version, draft)) as target:
                source.text_factory = bytes
                make_safe(target)
                rescued = _filled(source, target, built)
                target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                upgrade(target)
                return rescued
    except sqlite3.DatabaseError as error:
        raise nothing_saved(path, str(error)) from error


def nothing_saved(path: str, why: str) -> StoreError:
    """Return what to say of a file in which no table can be found any more."""
    return StoreError(t("Nothing in {path} can be saved.", path=path), why=why, hint=way_back(path))


def _schema_put_right(path: str, copy: str) -> Layout:
    """Write into a copy what its tables are built like, where its own schema says something else, or nothing.

    Raises:
        sqlite3.DatabaseError: there is no schema any more, or it is none of a store.
    """
    with suppress(sqlite3.Error):
        built = _put_right(copy)
        if _is_built(copy, built):
            return built
    for pages in _other_schemas(path):
        put_pages(copy, pages)
        with suppress(sqlite3.Error):
            built = _put_right(copy)
            if _is_built(copy, built) and _has_whole_records(copy, built):
                return built
    with lenient(copy) as connection:
        if is_ours(objects(connection)):
            return _put_right(copy)
    raise sqlite3.DatabaseError(t("The tables of a store are not to be found in it."))


def _put_right(copy: str) -> Layout:
    with lenient(copy) as connection:
        found = objects(connection)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        built = layout(version if version in range(1, SCHEMA_VERSION + 1) else version_of(found))
        for (type_, name), sql in built.objects.items():
            if found.get((type_, name), sql) != sql:
                connection.execute("UPDATE sqlite_master SET sql = ? WHERE type = ? AND name = ?", (sql, type_, name))
        missing, other = built.objects.keys() - found.keys(), found.keys() - built.objects.keys()
        if len(missing) == len(other) == 1:
            _rename(connection, built, missing.pop(), other.pop())
    return built


def _is_built(copy: str, built: Layout) -> bool:
    with lenient(copy) as connection:
        return objects(connection) == built.objects


def _other_schemas(path: str) -> Iterator[dict[int, bytes]]:
    """Yield the pages of the schemas of other copies of the store, and of one that was made a moment ago."""
    with suppress(OSError):
        for backup in backups_of(path):
            yield schema_pages(backup.path)
    with suppress(OSError, StoreError), tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.db")
        ensure_store(fresh)
        yield schema_pages(fresh)


def _has_whole_records(copy: str, built: Layout) -> bool:
    """Tell whether the tables of a schema are where it says: then their rows are what their digests are of."""
    with lenient(copy) as connection:
        connection.text_factory = bytes
        return any(one.state == WHOLE for one in checked_records(connection, built))


def _rename(connection: sqlite3.Connection, built: Layout, wanted: tuple[str, str], was: tuple[str, str]) -> None:
    """Give the one entry of the schema that nothing is known of the name of the one that is missing."""
    type_, name = wanted
    sql = built.objects[wanted]
    table = name if type_ == "table" else sql.partition(" ON ")[2].split()[0] if sql else ""
    connection.execute(
        "UPDATE sqlite_master SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE CAST(type AS TEXT) = ? AND name = ?",
        (type_, name, table, sql, *was),
    )


def _filled(source: sqlite3.Connection, target: sqlite3.Connection, built: Layout) -> Rescued:
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    told = _Told()
    whole: set[Row] = set()
    _mend(source, target, built, list(_put_in(source, target, built, told, whole)), whole, told)
    _drop_children(target, built, told)
    entries = rescue_history(source, target, built)
    _copy_info(source, target)
    if built.has_digests and not _is_identity_proven(source, target):
        told.doubtful.append(IDENTITY)
    _count_on(source, target, built)
    _digest_all(target, built)
    _derive(target)
    target.execute("COMMIT")
    saved = {name: target.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in built.tables}
    if told.lost and not any(saved[table.name] for table in built.records):
        raise sqlite3.DatabaseError(t("None of its records is whole."))
    return Rescued(saved, *told.added_up(), *entries)


class _Told:
    """What becomes of the rows that are not whole."""

    def __init__(self) -> None:
        self.repaired: list[Row] = []
        self.doubtful: list[Row] = []
        self.lost: list[Row] = []

    def added_up(self) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
        """Return each once: what was kept at first, and went with the customer it hangs on, is lost."""
        lost = dict.fromkeys(self.lost)
        repaired, doubtful = (tuple(row for row in rows if row not in lost) for rows in (self.repaired, self.doubtful))
        return repaired, doubtful, tuple(lost)


def _put_in(
    source: sqlite3.Connection, target: sqlite3.Connection, built: Layout, told: _Told, whole: set[Row]
) -> Iterator[Checked]:
    """Put all whole rows into the new store and yield the others."""
    for one in checked_records(source, built):
        if one.state != WHOLE:
            yield one
            continue
        whole.add((one.table, one.id))
        if not _insert(target, built.tables[one.table], one.row):
            told.lost.append((one.table, one.id))


def _mend(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    built: Layout,
    doubted: Iterable[Checked],
    whole: AbstractSet[Row],
    told: _Told,
) -> None:
    """Take from the history what it can give back, rows too of which it alone knows; keep what can be read."""
    by_row = {(one.table, one.id): one for one in doubted}
    states = _states(source, built, whole)
    for row in states.keys() - by_row.keys():
        by_row[row] = Checked(*row, GONE, None)
    order = list(built.tables)
    for row, one in sorted(by_row.items(), key=lambda item: (order.index(item[1].table), item[1].id)):
        _mend_row(target, built.tables[one.table], one, states.get(row, []), told)


def _mend_row(target: sqlite3.Connection, table: Table, one: Checked, known: Sequence[Written], told: _Told) -> None:
    row, proven = (one.table, one.id), _proven(one, known)
    if proven is not None and _insert(target, table, _values(table, proven)):
        if proven != one.json:
            told.repaired.append(row)
        return
    newest = known[-1].text if known else None
    found = (one.row if one.state != UNKNOWN else ()) or (newest and _values(table, newest))
    if found and _insert(target, table, found):
        told.doubtful.append(row)
    elif one.digest or newest or (one.id > 0 and (one.row or not known)):  # else it never was, or was removed
        told.lost.append(row)


def _proven(one: Checked, known: Sequence[Written]) -> bytes | None:
    """Return what a row is, where its digest proves it, or an entry of the history that is whole itself."""
    if one.digest is not None:
        found = next((text for text, _ in reversed(known) if text and digest(text) == one.digest), None)
        if found is not None:
            return found
    return one.json if known and known[-1] == (one.json, True) else None


def _states(source: sqlite3.Connection, built: Layout, whole: AbstractSet[Row]) -> States:
    """Return what the history says of rows that are not whole."""
    damaged = {number for number, is_damaged in damaged_entries(source) if is_damaged} if built.has_digests else set()
    names = {table.name for table in built.records}
    states: dict[Row, list[Written]] = {}
    for change in changes(source):
        row = (_text(change.table), change.row)
        is_one = row[0] in names and isinstance(change.row, int) and isinstance(change.after, bytes | None)
        if is_one and row not in whole:
            states.setdefault(row, []).append(Written(change.after, change.operation not in damaged))
    return states


def _insert(target: sqlite3.Connection, table: Table, values: Iterable[object]) -> bool:
    """Put a row in; False where the rules of its table forbid it, or there is one."""
    marks = ", ".join("?" for _ in table.columns)
    try:
        texts = [value.decode() if isinstance(value, bytes) else value for value in values]
        target.execute(f'INSERT INTO "{table.name}" ({table.listed}) VALUES ({marks})', texts)
    except (sqlite3.Error, ValueError, OverflowError):
        return False
    return True


def _values(table: Table, text: bytes) -> list[object]:
    """Return the columns of a row that the history wrote down; none where that is damaged itself."""
    try:
        row: dict[str, Any] = json.loads(text)
        return [row.get(name) for name in table.columns]
    except (ValueError, AttributeError, RecursionError):
        return []


def _drop_children(target: sqlite3.Connection, built: Layout, told: _Told) -> None:
    """Leave out rows whose customer or deal is lost, and what hangs on those."""
    names = {table.name for table in built.records}
    while True:
        lone = {(name, id_) for name, id_, *_ in target.execute("PRAGMA foreign_key_check") if name in names}
        if not lone:
            return
        for name, id_ in sorted(lone):
            target.execute(f'DELETE FROM "{name}" WHERE id = ?', (id_,))
            told.lost.append((name, id_))


def _copy_info(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error, ValueError):
        for key, value in source.execute('SELECT "key", value FROM info'):
            target.execute("INSERT OR REPLACE INTO info VALUES (?, ?)", (_strict(key), _strict(value)))


def _is_identity_proven(source: sqlite3.Connection, target: sqlite3.Connection) -> bool:
    """Tell whether what the store is known by is what was written; a store that kept no digest of that is."""
    with suppress(sqlite3.Error):
        row = source.execute(
            "SELECT digest FROM record_digests WHERE table_name = ? AND row_id = ?", IDENTITY
        ).fetchone()
        return row is None or row[0] == identity_digest(target)
    return False


def _count_on(source: sqlite3.Connection, target: sqlite3.Connection, built: Layout) -> None:
    """Go on counting where the damaged store was, so that no number is given twice."""
    counters: Counter[str] = Counter()
    with suppress(sqlite3.Error):
        rows = source.execute("SELECT name, seq FROM sqlite_sequence")
        counters.update({_text(name): seq for name, seq in rows if isinstance(seq, int)})
    for name in built.tables:
        highest = target.execute(
            f"SELECT max(coalesce((SELECT max(id) FROM {name}), 0),"
            " coalesce((SELECT max(row_id) FROM changes WHERE table_name = ?), 0))",
            (name,),
        ).fetchone()[0]
        counter = counters[name] if highest <= counters[name] <= highest + SLACK else highest
        target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        if counter:
            target.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, counter))


def _digest_all(target: sqlite3.Connection, built: Layout) -> None:
    if not built.has_digests:
        return  # the migration to come does that
    for table in built.records:
        target.execute(
            f"INSERT INTO record_digests SELECT '{table.name}', id, digest({table.as_json}) FROM \"{table.name}\""
        )
    keep_operation_digests(target, [id_ for (id_,) in target.execute("SELECT id FROM operations")])
    keep_identity_digest(target)


def _derive(target: sqlite3.Connection) -> None:
    ids = {name: [id_ for (id_,) in target.execute(f"SELECT id FROM {name}")] for name in SEARCH_KINDS}
    refresh_facts(target, ids["deals"])
    refresh_romaji(target, ids["customers"])
    refresh_search(target, ids)


def _text(value: bytes | str) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _strict(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
