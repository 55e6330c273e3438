"""Hold what follows from the records against them: facts, search, readings in Latin letters, and counters."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

from pipeline_cli.domain.finding import ERROR, Finding
from pipeline_cli.domain.names import romaji_keys
from pipeline_cli.store.connect import memory_for
from pipeline_cli.store.derived import SEARCH_KINDS, facts_row, searchable
from pipeline_cli.store.digests import IDENTITY, identity_digest
from pipeline_cli.store.layout import Layout
from pipeline_cli.store.read import query
from pipeline_cli.store.reordered import is_in_order

# Table names in the SQL below are ours, never from outside.
# ruff: noqa: S608

MOST: Final = 25_000
"""Rows of a kind that are worked out anew to be compared; of more, so many evenly spread ones."""

IN_MEMORY: Final = 150 * 2**20
"""Bytes of a store of which a copy is made in memory, where SQLite itself can't check the search index in the file."""

CHECKS_SEARCH: Final = (3, 44, 0)
"""The SQLite since which ``integrity_check`` looks into a search index. Source: sqlite.org/releaselog/3_44_0.html."""


def derived(connection: sqlite3.Connection, layout: Layout) -> Iterator[Finding]:
    """Yield what does not agree with the records, which have been found whole; the connection gives texts."""
    for code, wrong in (
        ("facts", _wrong_facts(connection)),
        ("romaji", _wrong_romaji(connection)),
        ("search", _wrong_search(connection)),
    ):
        if wrong:
            yield Finding(code, ERROR, {"n": wrong})
    if not _is_searchable(connection):
        yield Finding("search_index", ERROR)
    counters = tuple(_wrong_counters(connection, layout))
    if counters:
        yield Finding("counters", ERROR, {"names": counters})
    if layout.has_digests and not _is_itself(connection):
        yield Finding("identity", ERROR)


def sample(connection: sqlite3.Connection, table: str) -> list[int]:
    """Return the numbers of all rows of a table, or of so many that are spread over it evenly."""
    ids = [id_ for (id_,) in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
    return ids[:: max(1, -(-len(ids) // MOST))]


def _wrong_facts(connection: sqlite3.Connection) -> int:
    cursor = connection.execute("SELECT * FROM deal_facts LIMIT 0")
    names = [column[0] for column in cursor.description]
    left_out = set() if is_in_order(connection) else {"furthest_stage"}  # the next change works it out anew
    wrong = _off(connection, "SELECT (SELECT count(*) FROM deals), (SELECT count(*) FROM deal_facts)")
    for deal in sample(connection, "deals"):
        stored = connection.execute("SELECT * FROM deal_facts WHERE deal_id = ?", (deal,)).fetchone()
        wanted = facts_row(connection, deal)
        is_same = (
            stored
            and wanted
            and all(wanted[name] == value for name, value in zip(names, stored, strict=True) if name not in left_out)
        )
        wrong += not is_same
    return wrong


def _wrong_romaji(connection: sqlite3.Connection) -> int:
    rows = connection.execute('SELECT id, reading, "key" FROM customers LEFT JOIN romaji ON customer_id = id')
    lone = connection.execute("SELECT count(*) FROM romaji WHERE customer_id NOT IN (SELECT id FROM customers)")
    wrong: int = lone.fetchone()[0]
    for _, reading, stored in rows:
        keys = romaji_keys(reading) if reading else ()
        wrong += (keys[0] if keys else None) != stored
    return wrong


def _wrong_search(connection: sqlite3.Connection) -> int:
    counted = " + ".join(f"(SELECT count(*) FROM {table})" for table in SEARCH_KINDS)
    wrong = _off(connection, f"SELECT {counted}, (SELECT count(*) FROM search_content)")
    for table, kind in SEARCH_KINDS.items():
        for id_ in sample(connection, table):
            found = connection.execute("SELECT text FROM search WHERE rowid = ?", (id_ * 4 + kind,)).fetchone()
            _, *texts = connection.execute(query(f"searched_{table}"), (id_,)).fetchone()
            wrong += found is None or found[0] not in _searchable(table, texts)
    return wrong


def _searchable(table: str, texts: Sequence[str | None]) -> tuple[str, ...]:
    """Return what the index may have of a record: what was made by an earlier version lacks the custom fields."""
    lacking = () if table == "activities" else (searchable(texts[:-1]),)
    return (searchable(texts), *lacking)


def _off(connection: sqlite3.Connection, sql: str) -> int:
    wanted, found = connection.execute(sql).fetchone()
    return abs(int(wanted) - int(found))


def _is_searchable(connection: sqlite3.Connection) -> bool:
    """Tell whether the search index has what the texts that it was made from say, where that can be told."""
    size = _pragma(connection, "page_count") * _pragma(connection, "page_size")
    if sqlite3.sqlite_version_info >= CHECKS_SEARCH or size > IN_MEMORY:
        return True
    with closing(memory_for(connection)) as memory:
        connection.backup(memory)
        try:
            memory.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        except sqlite3.Error:
            return False
    return True


def _wrong_counters(connection: sqlite3.Connection, layout: Layout) -> Iterator[str]:
    """Yield the tables that could give a number again, or whose counter is further than any row was."""
    has_lost = connection.execute(
        "SELECT count(*) FROM operations WHERE command IN ('forget', 'restore', 'doctor')"
    ).fetchone()[0]
    for name in layout.tables:
        highest = _highest(connection, name)
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).fetchone()
        counter = row[0] if row else 0
        if not isinstance(counter, int) or counter < highest or (counter > highest and not has_lost):
            yield name


def _highest(connection: sqlite3.Connection, table: str) -> int:
    sql = (
        f"SELECT max(coalesce((SELECT max(id) FROM {table}), 0),"
        " coalesce((SELECT max(row_id) FROM changes WHERE table_name = ?), 0))"
    )
    highest: int = connection.execute(sql, (table,)).fetchone()[0]
    return highest


def _is_itself(connection: sqlite3.Connection) -> bool:
    """Tell whether the store is known by what it was made with; a store that kept no digest of that is."""
    row = connection.execute(
        "SELECT digest FROM record_digests WHERE table_name = ? AND row_id = ?", IDENTITY
    ).fetchone()
    return row is None or row[0] == identity_digest(connection)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])  # SQLCipher gives some as text
