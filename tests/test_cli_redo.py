"""``pipe redo``, and ``pipe undo --only``: what depends on what, and what is said where something does."""

import sqlite3
from contextlib import closing

import pytest

from helpers import Desk
from pipeline_cli.store.digests import register


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "the first note", "--next", "today", "--value", "1200000")
    desk.ok("edit", "Aoki", "--memo", "mornings")
    desk.ok("edit", "Aoki", "--value", "5")
    desk.ok("won", "Aoki")
    return desk


def memo(desk: Desk) -> str:
    text: str = desk.value("SELECT memo FROM customers")
    return text


def test_redo_brings_back_what_undo_took_back(desk: Desk) -> None:
    before = desk.records()
    desk.ok("undo")

    assert [one["command"] for one in desk.json("redo")["redone"]] == ["won"]
    assert desk.records() == before


def test_redo_brings_back_all_that_one_undo_took_back(desk: Desk) -> None:
    before = desk.records()
    desk.ok("undo", "4")

    assert [one["id"] for one in desk.json("redo")["redone"]] == [1, 2, 3, 4]
    assert desk.records() == before


def test_redo_of_several_undos_goes_back_through_them(desk: Desk) -> None:
    before = desk.records()
    desk.ok("undo")
    desk.ok("undo")

    assert [one["id"] for one in desk.json("redo", "2")["redone"]] == [3, 4]
    assert desk.records() == before


def test_what_was_brought_back_can_be_undone_again(desk: Desk) -> None:
    desk.ok("undo")
    between = desk.records()
    desk.ok("redo")
    desk.ok("undo")

    assert desk.records() == between


def test_redo_is_refused_where_a_new_change_stands_in_the_way(desk: Desk) -> None:
    desk.ok("undo")
    desk.ok("lost", "Aoki", "price")
    outcome = desk("redo")

    assert outcome.code == 4
    assert "6  Wed 18 Nov 09:30  lost #1 Aoki" in outcome.err


def test_redo_goes_through_where_a_new_change_is_about_something_else(desk: Desk) -> None:
    desk.ok("undo")
    desk.ok("edit", "Aoki", "--memo", "evenings")
    desk.ok("redo")

    assert desk.value("SELECT state FROM deals") == "won"
    assert memo(desk) == "evenings"


def test_nothing_to_redo_is_not_found(desk: Desk) -> None:
    assert desk("redo").code == 3


def test_entry_in_the_middle_is_taken_back_alone(desk: Desk) -> None:
    assert [one["id"] for one in desk.json("undo", "--only", "2")["undone"]] == [2]
    assert (memo(desk), desk.value("SELECT state FROM deals")) == ("", "won")


def test_columns_that_a_later_entry_changed_of_the_same_row_are_kept(desk: Desk) -> None:
    desk.ok("edit", "Aoki", "--reading", "アオキ")
    desk.ok("undo", "--only", "2")

    assert desk.rows("SELECT memo, reading FROM customers") == [("", "アオキ")]


def test_entry_that_later_ones_depend_on_is_refused_and_they_are_named(desk: Desk) -> None:
    before = desk.records()
    outcome = desk("undo", "--only", "1")

    assert outcome.code == 4
    assert [line[:5] for line in outcome.err.splitlines() if "Wed 18 Nov" in line] == ["  2  ", "  3  ", "  4  "]
    assert "pipe undo --only 4,3,2,1" in outcome.err
    assert desk.records() == before


def test_entry_goes_together_with_those_that_depend_on_it(desk: Desk) -> None:
    desk.ok("add", "Sato")
    desk.ok("undo", "--only", "4,3,2,1")

    assert desk.rows("SELECT name FROM customers") == [("Sato",)]


def test_same_column_in_a_later_entry_is_a_dependence(desk: Desk) -> None:
    desk.ok("edit", "Aoki", "--value", "7")

    assert desk("undo", "--only", "3").code == 4


def test_entry_that_needs_another_which_is_taken_back_is_not_brought_back(desk: Desk) -> None:
    desk.ok("undo", "4")
    outcome = desk("redo", "--only", "2")

    assert outcome.code == 4
    assert "pipe redo --only 1,2" in outcome.err


def test_place_that_a_later_step_took_is_a_dependence(desk: Desk) -> None:
    desk.ok("reopen", "Aoki")
    desk.ok("next", "Aoki", "+3d")
    outcome = desk("undo", "--only", "4")

    assert outcome.code == 4
    assert "next #1 Aoki" in outcome.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("undo", "--only", "99"), 3),
        (("undo", "--only", "x"), 2),
        (("undo", "2", "--only", "3"), 2),
        (("undo", "--only", "5"), 4),
        (("undo", "--only", "4"), 4),
        (("redo", "--only", "1"), 4),
        (("redo", "--only", "99"), 3),
    ],
)
def test_entry_that_is_none_or_does_not_stand_is_refused(desk: Desk, words: tuple[str, ...], code: int) -> None:
    desk.ok("undo")

    assert desk(*words).code == code


def test_part_of_what_an_undo_took_back_is_brought_back(desk: Desk) -> None:
    before = desk.records()
    desk.ok("undo", "2")
    desk.ok("redo", "--only", "3")
    assert desk.value("SELECT value_minor FROM deals") == 5
    desk.ok("redo")

    assert desk.records() == before


def test_import_is_one_entry_back_and_forth(desk: Desk) -> None:
    (desk.folder / "deals.csv").write_text(
        "ref,customer,title,state,stage\n1,Ito,x,open,potential\n2,Ono,y,open,commit\n"
    )
    desk.ok("import", str(desk.folder / "deals.csv"))
    after = desk.records()
    desk.ok("undo")
    desk.ok("redo")

    assert desk.records() == after


def test_screen_says_how_to_go_on(desk: Desk) -> None:
    assert "pipe redo" in desk.ok("undo")
    assert "pipe undo --only 4" in desk.ok("redo")


def test_hashes_of_entries_are_right_after_a_redo(desk: Desk) -> None:
    desk.ok("undo", "2")
    desk.ok("redo", "--only", "3")
    query = """
        SELECT id FROM operations WHERE digest IS NOT operation_digest(id, at, zone, command, summary, undone_by,
            (SELECT sum_of_digests(table_name, row_id, before, after) FROM changes WHERE operation_id = operations.id))
        """
    with closing(sqlite3.connect(desk.path)) as connection:
        register(connection)
        assert connection.execute(query).fetchall() == []
