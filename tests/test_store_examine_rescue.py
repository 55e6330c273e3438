"""What is saved of a damaged store: whole rows as they are, damaged ones from the history, and a list of the rest."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from damage_support import change, flip, overwrite
from helpers import Desk
from pipeline_cli.domain.mending import Rescued
from pipeline_cli.errors import StoreError
from pipeline_cli.store.connect import SCHEMA_VERSION, schema_version
from pipeline_cli.store.examine import examine
from pipeline_cli.store.layout import layout
from pipeline_cli.store.rescue import rescue

STORES = Path(__file__).parent / "stores"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "青木印刷", "a note", "--new", "--next", "tomorrow", "--value", "1000", "--tag", "fair")
    desk.ok("log", "Sato", "another note", "--new")
    desk.ok("edit", "1", "--reading", "あおきいんさつ", "--memo", "mornings")
    return desk


def saved(desk: Desk) -> Rescued:
    """Save what is whole, put it in place, and make sure that it is sound."""
    before = desk.path.read_bytes()
    draft = f"{desk.path}.draft"
    rescued = rescue(str(desk.path), draft)
    assert desk.path.read_bytes() == before
    assert set(examine(draft).codes) <= {"counters"}  # ahead of the rows until an entry says that some were lost
    os.replace(draft, desk.path)
    return rescued


def records(path: Path) -> set[tuple[str, int]]:
    """Return the records of a store by table and number."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            (table.name, id_)
            for table in layout(SCHEMA_VERSION).records
            for (id_,) in connection.execute(f"SELECT id FROM {table.name}")
        }


def test_whole_store_comes_out_as_it_went_in(desk: Desk) -> None:
    before = desk.records()
    rescued = saved(desk)

    assert desk.records() == before
    assert rescued[1:] == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE customers SET memo = 'other' WHERE id = 1", ("customers", 1)),
        ("UPDATE deals SET value_minor = 9 WHERE id = 1", ("deals", 1)),
        ("DELETE FROM activities WHERE id = 2", ("activities", 2)),
        ("DELETE FROM customers WHERE id = 2", ("customers", 2)),
    ],
)
def test_damaged_row_comes_back_from_the_history(desk: Desk, statement: str, row: tuple[str, int]) -> None:
    before = desk.records()
    change(desk.path, statement)

    assert saved(desk).repaired == (row,)
    assert desk.records() == before


def test_row_whose_digest_is_damaged_is_proven_by_the_history(desk: Desk) -> None:
    before = desk.records()
    change(desk.path, "UPDATE record_digests SET digest = x'00' WHERE table_name = 'deals'")

    assert saved(desk)[1:4] == ((), (), ())
    assert desk.records() == before


def test_rows_that_nothing_proves_are_kept_and_named(desk: Desk) -> None:
    change(desk.path, "DELETE FROM changes", "UPDATE customers SET memo = 'other' WHERE id = 1")
    rescued = saved(desk)

    assert rescued.doubtful == (("customers", 1),)
    assert desk.value("SELECT memo FROM customers WHERE id = 1") == "other"


def test_note_that_is_damaged_in_every_copy_is_named_although_they_agree(desk: Desk) -> None:
    overwrite(
        desk.path, lambda content: content.__setitem__(slice(None), content.replace(b"another note", b"anothar note"))
    )
    rescued = saved(desk)

    assert desk.value("SELECT note FROM activities WHERE id = 2") == "anothar note"
    assert rescued[1:4] == ((), (("activities", 2),), ())
    assert rescued.entries_damaged == (2,)


def test_identity_that_nothing_proves_is_named(desk: Desk) -> None:
    change(desk.path, "UPDATE info SET value = 'ffffffff' WHERE key = 'store_id'")

    assert saved(desk).doubtful == (("info", 1),)


def test_row_of_which_the_history_alone_knows_is_kept_and_named(desk: Desk) -> None:
    before = desk.records()
    change(
        desk.path, "DELETE FROM activities WHERE id = 2", "DELETE FROM record_digests WHERE table_name = 'activities'"
    )

    assert set(saved(desk).doubtful) >= {("activities", 2)}
    assert desk.records() == before


def test_row_that_was_removed_stays_so(desk: Desk) -> None:
    desk.ok("undo", "2")
    change(desk.path, "UPDATE deal_facts SET contacts = 7")

    assert saved(desk)[1:] == ((), (), (), (), ())
    assert desk.value("SELECT count(*) FROM activities") == 1


def test_history_of_which_a_state_is_no_json_gives_nothing_back(desk: Desk) -> None:
    change(desk.path, "UPDATE changes SET after = substr(after, 1, 9)", "DELETE FROM customers WHERE id = 2")

    assert ("customers", 2) in saved(desk).lost


def test_children_of_a_lost_customer_are_named(desk: Desk) -> None:
    change(desk.path, "DELETE FROM changes", "DELETE FROM customers WHERE id = 2")
    rescued = saved(desk)

    assert set(rescued.lost) == {("customers", 2), ("deals", 2), ("activities", 2), ("stage_changes", 2)}
    assert desk.value("SELECT count(*) FROM deals") == 1


def test_rows_that_go_with_a_lost_customer_are_not_called_kept(desk: Desk) -> None:
    change(desk.path, "DELETE FROM changes", "DELETE FROM customers WHERE id = 2", "UPDATE deals SET title = 'x'")
    rescued = saved(desk)

    assert rescued.doubtful == (("deals", 1),)
    assert ("deals", 2) in rescued.lost


def test_row_without_a_number_never_was_and_is_not_lost(desk: Desk) -> None:
    change(desk.path, "INSERT INTO tallies (id, day, kind, amount) VALUES (0, '2026-11-01', 'calls', 4)")

    assert saved(desk).lost == ()


@pytest.mark.parametrize("share", [50, 60, 70, 75, 80, 90, 99])
def test_each_record_of_a_file_that_is_cut_off_is_saved_or_named(desk: Desk, share: int) -> None:
    for number in range(40):
        desk.ok("log", f"Customer {number}", "They asked about delivery", "--new", "--value", "1000")
    wanted = records(desk.path)
    os.truncate(desk.path, desk.path.stat().st_size * share // 100)
    rescued = saved(desk)

    assert wanted == records(desk.path) | set(rescued.lost)
    assert set(rescued.doubtful) - {("info", 1)} <= records(desk.path)
    assert rescued.saved["customers"] > 0


def test_file_of_which_no_record_is_left_is_not_replaced_by_an_empty_one(desk: Desk, tmp_path: Path) -> None:
    os.truncate(desk.path, 4096 * 2)

    with pytest.raises(StoreError, match="can be saved"):
        rescue(str(desk.path), str(tmp_path / "draft.db"))


def test_row_that_somebody_else_wrote_is_left_behind_and_named(desk: Desk) -> None:
    change(desk.path, "INSERT INTO tallies (day, kind, amount) VALUES ('2026-11-01', 'calls', 4)")

    assert saved(desk).lost == (("tallies", 1),)


@pytest.mark.parametrize("column", ["before", "after"])
def test_damaged_change_is_taken_from_its_neighbours(desk: Desk, column: str) -> None:
    before = desk.rows("SELECT * FROM changes")
    change(desk.path, f"UPDATE changes SET \"{column}\" = '{{}}' WHERE id = (SELECT max(id) FROM changes)")
    rescued = saved(desk)

    assert (rescued.entries_repaired, rescued.entries_damaged) == ((3,), ())
    assert desk.rows("SELECT * FROM changes") == before


def test_damaged_entry_is_named_and_its_changes_kept(desk: Desk) -> None:
    before = desk.rows("SELECT * FROM changes")
    change(desk.path, "UPDATE operations SET summary = 'other' WHERE id = 3")

    assert saved(desk).entries_damaged == (3,)
    assert desk.rows("SELECT * FROM changes") == before


def test_lost_entry_is_called_so_and_its_changes_can_be_undone(desk: Desk) -> None:
    change(desk.path, "DELETE FROM operations WHERE id = 3")

    assert saved(desk).entries_damaged == (3,)
    assert desk.value("SELECT command FROM operations WHERE id = 3") == "lost"
    desk.ok("undo")
    assert desk.value("SELECT memo FROM customers WHERE id = 1") == ""


def test_what_follows_from_the_records_is_worked_out_anew(desk: Desk) -> None:
    before = desk.records()
    change(desk.path, "DELETE FROM search", "DELETE FROM deal_facts", "UPDATE romaji SET key = 'x'")
    saved(desk)

    assert desk.records() == before
    assert desk.json("find", "another")["total"] == 1


def test_counting_goes_on(desk: Desk) -> None:
    desk.ok("undo", "2")
    saved(desk)
    desk.ok("log", "Kato", "x", "--new")

    assert desk.value("SELECT max(id) FROM deals") == 3


def test_damaged_schema_is_put_right(desk: Desk) -> None:
    before = desk.records()
    overwrite(desk.path, flip(b"customer_id INTEGER NOT NULL,\n    title"))

    assert saved(desk).lost == ()
    assert desk.records() == before


@pytest.mark.parametrize("pragma", ["application_id = 0", "user_version = 0"])
def test_damaged_header_is_put_right(desk: Desk, pragma: str) -> None:
    before = desk.records()
    change(desk.path, f"PRAGMA {pragma}")
    saved(desk)

    assert desk.records() == before


def test_overwritten_first_page_is_taken_from_a_new_store(desk: Desk) -> None:
    before = desk.records()
    overwrite(desk.path, lambda content: content.__setitem__(slice(0, 4096), b"x" * 4096))

    assert saved(desk).lost == ()
    assert desk.records() == before


def test_older_store_is_saved_and_brought_up_to_date(desk: Desk) -> None:
    desk.path.write_bytes((STORES / "v1.db").read_bytes())
    before = desk.rows("SELECT * FROM activities")
    change(desk.path, "DELETE FROM deal_facts WHERE deal_id = 1")
    saved(desk)

    assert schema_version(str(desk.path)) == SCHEMA_VERSION
    assert desk.rows("SELECT * FROM activities") == before


def test_unfinished_log_of_another_program_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("UPDATE deal_facts SET contacts = 7")
        rescue(str(desk.path), str(tmp_path / "draft.db"))

    assert examine(str(tmp_path / "draft.db")).is_sound


@pytest.mark.parametrize("content", [b"# notes\n" * 999, b"SQLite format 3\0" + b"x" * 4096], ids=["text", "torn"])
def test_file_with_nothing_in_it_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    desk.path.write_bytes(content)

    with pytest.raises(StoreError, match="can be saved"):
        rescue(str(desk.path), str(tmp_path / "draft.db"))
