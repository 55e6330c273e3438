"""``pipe undo``: every change can be taken back, one entry of the history at a time."""

from pathlib import Path

import pytest

from helpers import Desk

CHANGES = (
    ("log", "Aoki", "note", "--next", "+3d", "--stage", "commit", "--value", "50", "--tag", "vip"),
    ("log", "Aoki", "--no-answer"),
    ("log", "Aoki", "signed", "--won"),
    ("log", "New Customer", "note"),
    ("next", "Aoki", "tomorrow"),
    ("add", "Sato"),
    ("add", "Sato", "--no-deal"),
    ("move", "Aoki", "commit"),
    ("won", "Aoki"),
    ("lost", "Aoki", "price"),
    ("park", "Aoki", "+90d"),
    ("edit", "Aoki", "--name", "Other", "--memo", "x", "--title", "y", "--decides", "+7d"),
    ("prune", "--close", "1", "--reason", "silent"),
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "the first note", "--next", "today", "--why", "quote", "--value", "1200000")
    return desk


@pytest.mark.parametrize("change", CHANGES, ids=" ".join)
def test_change_is_taken_back_row_for_row(desk: Desk, change: tuple[str, ...]) -> None:
    before = desk.records()
    desk.ok(*change)
    assert desk.records() != before
    desk.ok("undo")

    assert desk.records() == before


def test_undo_answers_what_it_took_back(desk: Desk) -> None:
    desk.ok("won", "Aoki", PIPE_NOW="2026-11-18T10:00:00+09:00")
    answer = desk.json("undo")

    assert answer["undone"] == [{"id": 2, "at": "2026-11-18T10:00:00+09:00", "command": "won", "summary": "#1 Aoki"}]


def test_several_changes_are_taken_back_the_last_ones_first(desk: Desk) -> None:
    before = desk.records()
    for words in (("next", "Aoki", "+5d"), ("move", "Aoki", "commit"), ("won", "Aoki")):
        desk.ok(*words)

    assert [one["command"] for one in desk.json("undo", "3")["undone"]] == ["won", "move", "next"]
    assert desk.records() == before


def test_undo_goes_on_where_it_stopped(desk: Desk) -> None:
    desk.ok("move", "Aoki", "commit")
    desk.ok("won", "Aoki")

    assert [desk.json("undo")["undone"][0]["command"] for _ in range(3)] == ["won", "move", "log"]
    assert desk("undo").code == 3


@pytest.mark.parametrize("count", ["2", "22", "9" * 18])
def test_more_than_there_is_is_refused_since_an_entry_may_be_meant(desk: Desk, count: str) -> None:
    before = desk.records()
    outcome = desk("undo", count)

    assert (outcome.code, desk.records()) == (4, before)
    assert "Only one change can be taken back." in outcome.err
    assert f"pipe undo --only {count}" in outcome.err


@pytest.mark.parametrize(("typed", "code", "left"), [("n\n", 130, 1), ("y\n", 0, 0)])
def test_many_changes_are_asked_about_on_a_terminal(desk: Desk, typed: str, code: int, left: int) -> None:
    for day in range(1, 6):
        desk.ok("next", "Aoki", f"+{day}d")
    outcome = desk.at_terminal("undo", "6", typed=typed)

    assert outcome.code == code
    assert "pipe undo --only 6" in outcome.err
    assert desk.value("SELECT count(*) FROM customers") == left


def test_change_after_an_undo_is_the_next_to_be_taken_back(desk: Desk) -> None:
    desk.ok("won", "Aoki")
    desk.ok("undo")
    desk.ok("move", "Aoki", "commit")

    assert [one["command"] for one in desk.json("undo", "2")["undone"]] == ["move", "log"]


def test_nothing_to_undo_is_not_found(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    outcome = desk("undo")

    assert outcome.code == 3
    assert "pipe history" in outcome.err


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", "9" * 5000])
def test_count_that_is_none_is_wrong_usage(desk: Desk, count: str) -> None:
    assert desk("undo", "--", count).code == 2
    assert desk.value("SELECT count(*) FROM operations") == 1


def test_undo_is_an_entry_of_the_history_itself(desk: Desk) -> None:
    desk.ok("won", "Aoki")
    desk.ok("undo")

    assert desk.rows("SELECT id, command, summary, undone_by FROM operations") == [
        (1, "log", "#1 Aoki", None),
        (2, "won", "#1 Aoki", 3),
        (3, "undo", "won #1 Aoki", None),
    ]


def test_number_of_a_deal_that_was_taken_back_is_not_given_again(desk: Desk) -> None:
    desk.ok("add", "Sato")
    desk.ok("undo")

    assert desk.json("add", "Ito")["deal"]["id"] == 3


def test_screen_shows_what_was_taken_back(desk: Desk) -> None:
    desk.ok("edit", "1", "--name", "[vip] \x1b[2JAoki")
    out = desk.ok("undo")

    assert "edit #1 [vip] ␛[2JAoki" in out
