"""Digests of records and operations: kept by every command that writes, and false once something is damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Desk
from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.digests import digest_of_values, keep_operation_digests, register
from pipeline_cli.store.tables import Record

STORE = Path(__file__).parent / "stores" / "v1.db"
RECORDS = ("customers", "deals", "activities", "next_steps", "stage_changes", "tallies", "plans", "budgets", "goals")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "a note", "--next", "tomorrow", "--value", "1000", "--tag", "fair")
    return desk


def damaged(path: Path) -> list[tuple[str, int]]:
    """Return the rows whose digest is missing, or of something else."""
    found = []
    with closing(sqlite3.connect(path)) as connection:
        register(connection)
        for table in RECORDS:
            fields = ", ".join(
                f"'{column.name}', one.\"{column.name}\"" for column in Record.metadata.tables[table].columns
            )
            found += connection.execute(
                f"SELECT '{table}', id FROM {table} one LEFT JOIN record_digests d ON d.table_name = '{table}' "
                f"AND d.row_id = one.id WHERE d.digest IS NOT digest(json_object({fields}))"
            ).fetchall()
    return found


def operations_damaged(path: Path) -> list[int]:
    """Return the operations whose digest is of something else."""
    with closing(sqlite3.connect(path)) as connection:
        register(connection)
        before = dict(connection.execute("SELECT id, digest FROM operations"))
        keep_operation_digests(connection, before)
        return [id_ for id_, kept in connection.execute("SELECT id, digest FROM operations") if kept != before[id_]]


def orphans(desk: Desk) -> int:
    """Return how many digests are of rows that there are not."""
    counted = " + ".join(f"(SELECT count(*) FROM {table})" for table in RECORDS)
    return int(desk.value(f"SELECT (SELECT count(*) FROM record_digests WHERE table_name <> 'info') - ({counted})"))


@pytest.mark.parametrize(
    "lines",
    [
        ["next 1 +3d"],
        ["edit 1 --memo x --value 5"],
        ["won 1", "reopen 1", "lost 1 price"],
        ["tally calls 3", "undo"],
        ["add Sato", "undo", "undo"],
        ["log Sato x --new", "merge Aoki Sato", "undo"],
    ],
    ids=str,
)
def test_every_change_keeps_the_digests_true(desk: Desk, lines: list[str]) -> None:
    for line in lines:
        desk.ok(*line.split())

    assert damaged(desk.path) == []
    assert operations_damaged(desk.path) == []
    assert orphans(desk) == 0


def test_upgrade_gives_every_record_and_operation_its_digest(desk: Desk) -> None:
    desk.path.write_bytes(STORE.read_bytes())
    desk.ok("status")

    assert damaged(desk.path) == []
    assert operations_damaged(desk.path) == []
    assert desk.value("SELECT count(*) FROM operations WHERE digest IS NULL") == 0
    assert orphans(desk) == 0


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ("UPDATE activities SET note = 'a nose'", ("activities", 1)),
        ("UPDATE deals SET value_minor = 1001", ("deals", 1)),
        ("UPDATE customers SET tags = '[\"x\"]'", ("customers", 1)),
    ],
)
def test_record_that_was_not_changed_by_us_shows(desk: Desk, change: str, row: tuple[str, int]) -> None:
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute(change)

    assert damaged(desk.path) == [row]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE operations SET summary = 'x'",
        "UPDATE operations SET undone_by = 1",
        "UPDATE changes SET after = after || ' ' WHERE id = 1",
        "UPDATE changes SET before = '' WHERE id = 2",
        "DELETE FROM changes WHERE id = 1",
    ],
)
def test_entry_of_the_history_that_was_not_written_by_us_shows(desk: Desk, change: str) -> None:
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute(change)

    assert operations_damaged(desk.path) == [1]


def test_empty_store_knows_the_functions_of_digests() -> None:
    assert len(empty_store().execute("SELECT digest('x')").fetchone()[0]) == 8


values = st.lists(st.none() | st.text() | st.integers(), min_size=1, max_size=4)


@given(values, values)
def test_values_that_differ_have_digests_that_differ(
    one: list[str | int | None], other: list[str | int | None]
) -> None:
    is_same = [None if value is None else str(value) for value in one] == [
        None if value is None else str(value) for value in other
    ]

    assert (digest_of_values(*one) == digest_of_values(*other)) == is_same
