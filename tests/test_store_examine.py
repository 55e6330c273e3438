"""What ``doctor`` finds in a file: each kind of damage by its name, and nothing in a store that is sound."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from damage_support import change, flip, overwrite
from helpers import Desk
from pipeline_cli.domain.finding import ERROR, NOTE, Examined, Finding
from pipeline_cli.store.examine import examine
from pipeline_cli.store.layout import layout
from pipeline_cli.store.readable import readable
from pipeline_cli.store.tables import Record

STORES = Path(__file__).parent / "stores"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "青木印刷", "a note", "--new", "--next", "tomorrow", "--value", "1000", "--tag", "fair")
    desk.ok("edit", "1", "--reading", "あおきいんさつ")
    desk.ok("tally", "calls", "3")
    return desk


def test_store_in_use_is_sound(desk: Desk) -> None:
    found = examine(str(desk.path))

    assert (found.findings, found.is_sound) == ((), True)
    assert found.checked == {
        "customers": 1, "deals": 1, "activities": 1, "next_steps": 1, "stage_changes": 1, "tallies": 1, "operations": 3,
    }  # fmt: skip


@pytest.mark.parametrize("store", sorted(STORES.glob("*.db")), ids=lambda path: path.stem)
def test_store_of_each_version_is_sound(store: Path) -> None:
    assert examine(str(store)).is_sound


def test_missing_store_has_nothing_wrong(tmp_path: Path) -> None:
    assert examine(str(tmp_path / "none.db")) == Examined()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE customers SET memo = 'other'", "records"),
        ("DELETE FROM tallies", "records_gone"),
        ("DELETE FROM record_digests WHERE table_name = 'deals'", "records_unknown"),
        ("UPDATE operations SET summary = 'other' WHERE id = 2", "history"),
        ("UPDATE operations SET digest = NULL WHERE id = 2", "history"),
        ("UPDATE changes SET after = replace(after, '1000', '9000')", "history"),
        ("DELETE FROM changes WHERE id = 3", "history"),
        ("UPDATE deal_facts SET contacts = 7", "facts"),
        ("DELETE FROM deal_facts", "facts"),
        ("DELETE FROM romaji", "romaji"),
        ("DELETE FROM search WHERE rowid % 4 = 3", "search"),
        ("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10", "search_index"),
        ("UPDATE sqlite_sequence SET seq = 99 WHERE name = 'deals'", "counters"),
        ("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'deals'", "counters"),
        ("UPDATE info SET value = 'ffffffff' WHERE key = 'store_id'", "identity"),
        ("UPDATE activities SET deal_id = 77", "foreign_keys"),
        ("CREATE TABLE other (a)", "schema"),
        ("DROP INDEX ix_deals_opened", "schema"),
        ("PRAGMA application_id = 0", "header"),
        ("PRAGMA user_version = 0", "header"),
    ],
)
def test_each_kind_of_damage_has_its_name(desk: Desk, statement: str, code: str) -> None:
    change(desk.path, statement)
    found = examine(str(desk.path))

    assert code in found.codes
    assert not found.is_sound
    assert found.is_for_rescue


def test_flipped_bit_in_a_row_is_found_where_sqlite_finds_nothing(desk: Desk) -> None:
    overwrite(desk.path, flip("青木印刷".encode()))
    with closing(sqlite3.connect(desk.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    assert not examine(str(desk.path)).is_sound


def test_bad_page_is_named(desk: Desk) -> None:
    overwrite(desk.path, lambda content: content.__setitem__(slice(4096 * 4, 4096 * 5), b"x" * 4096))

    assert "integrity" in examine(str(desk.path)).codes


def test_file_that_ends_within_a_page_is_cut(desk: Desk) -> None:
    desk.path.write_bytes(desk.path.read_bytes()[:-1000])

    assert "cut" in examine(str(desk.path)).codes


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"# notes\n" * 99, "not_a_store"), (b"SQLite format 3\0" + b"x" * 4096, "integrity")],
    ids=["empty", "text", "torn"],
)
def test_file_that_is_no_store_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "pipe.db"
    path.write_bytes(content)

    assert examine(str(path)).codes == [code]
    assert path.read_bytes() == content


def test_folder_is_named(tmp_path: Path) -> None:
    assert examine(str(tmp_path)).codes == ["no_file"]


def test_file_of_another_program_is_foreign(tmp_path: Path) -> None:
    change(tmp_path / "other.db", "CREATE TABLE songs (id INTEGER)")

    assert examine(str(tmp_path / "other.db")).codes == ["foreign"]


@pytest.mark.parametrize("schema", ["ALTER TABLE deals ADD COLUMN colour TEXT", "SELECT 1"], ids=["other", "same"])
@pytest.mark.parametrize("version", [3, 999])
def test_store_of_a_later_version_is_newer(desk: Desk, schema: str, version: int) -> None:
    change(desk.path, schema, f"PRAGMA user_version = {version}")
    found = examine(str(desk.path))

    assert found.findings == (Finding("newer", ERROR, {"theirs": version, "ours": 2}),)
    assert not found.is_for_rescue


def test_store_that_another_program_calls_its_own_is_foreign(desk: Desk) -> None:
    change(desk.path, "PRAGMA application_id = 7")

    assert examine(str(desk.path)).findings == (Finding("foreign", ERROR, {"id": 7}),)


@pytest.mark.parametrize(
    ("pragma", "code"), [("user_version = 3", "newer"), ("application_id = 7", "foreign"), ("cache_size = 9", "cut")]
)
def test_file_that_is_cut_off_says_whose_it_is(desk: Desk, pragma: str, code: str) -> None:
    change(desk.path, f"PRAGMA {pragma}")
    os.truncate(desk.path, 4096 * 50)

    assert examine(str(desk.path)).codes == [code]


@pytest.mark.parametrize("have", [20, 50])
def test_file_that_is_cut_off_says_how_much_is_there(desk: Desk, have: int) -> None:
    pages = desk.path.stat().st_size // 4096
    os.truncate(desk.path, 4096 * have)

    assert examine(str(desk.path)).findings == (Finding("cut", ERROR, {"have": have, "wanted": pages}),)


def test_newer_store_whose_tables_can_t_be_found_is_newer(desk: Desk) -> None:
    change(desk.path, "PRAGMA user_version = 3")
    overwrite(desk.path, lambda content: content.__setitem__(slice(100, 4096), b"x" * 3996))

    assert examine(str(desk.path)).codes == ["newer"]


def test_locked_store_is_in_use(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.store.connect.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert examine(str(desk.path)).codes == ["in_use"]


def test_older_store_is_a_note() -> None:
    assert examine(str(STORES / "v1.db")).findings == (Finding("older", NOTE, {"theirs": 1, "ours": 2}),)


def test_findings_are_the_worst_first() -> None:
    found = Examined().with_more([Finding("older", NOTE), Finding("records", ERROR)])

    assert found.codes == ["records", "older"]


def test_layout_has_the_columns_of_the_tables() -> None:
    built = layout(2)

    assert {table.name for table in built.records} | {"operations", "changes"} == built.tables.keys()
    for table in built.records:
        assert table.columns == tuple(column.name for column in Record.metadata.tables[table.name].columns)


def test_parents_come_before_their_children() -> None:
    names = list(layout(2).tables)

    assert names.index("customers") < names.index("deals") < names.index("activities")
    assert names.index("deals") < names.index("next_steps")


def test_rows_behind_a_bad_page_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", ((id_, f"row {id_} " * 50) for id_ in range(1, 101)))
        connection.commit()
    overwrite(path, lambda content: content.__setitem__(slice(4096 * 4, 4096 * 5), b"\xff" * 4096))
    with closing(sqlite3.connect(path)) as connection:
        found = dict(readable(connection, "SELECT * FROM t WHERE id BETWEEN ? AND ? ORDER BY id", range(1, 101)))

    bad = [id_ for id_, row in found.items() if row is None]
    assert list(found) == list(range(1, 101))
    assert 0 < len(bad) < 20
    assert bad == list(range(bad[0], bad[-1] + 1))
