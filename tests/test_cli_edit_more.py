"""``pipe edit``: conversations, next steps, and the dates of a deal."""

from typing import Any

import pytest

from helpers import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "first", "--at", "2026-11-10 10:00", "--value", "€ 3500", "--minutes", "20")
    desk.ok("log", "Aoki", "second", "--next", "2026-11-25", "--why", "quote")
    return desk


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["--note", "two\nlines"], "note", "two\nlines"),
        (["--kind", "call"], "kind", "call"),
        (["--at", "2026-11-12 15:00"], "at", "2026-11-12T15:00:00+09:00"),
        (["--minutes", "45"], "minutes", 45),
        (["--not-reached"], "reached", False),
        (["--inbound"], "inbound", True),
        (["--appointment"], "appointment", True),
        (["--no-valid"], "valid", False),
        (["--helped", "a sample"], "helped", "a sample"),
        (["--thanked"], "thanked", True),
    ],
    ids=str,
)
def test_field_of_the_newest_conversation_is_changed(desk: Desk, words: list[str], field: str, value: object) -> None:
    before = desk.json("show", "1")["activities"][0]
    answer = desk.json("edit", "Aoki", *words)

    assert {**before, **answer["activity"]} == {**before, field: value}
    assert [one["note"] for one in desk.json("show", "1")["activities"]].count("first") == 1


def test_conversations_are_counted_as_show_lists_them(desk: Desk) -> None:
    answer = desk.json("edit", "Aoki", "--activity", "2", "--note", "put right")

    assert answer["activity"]["at"] == "2026-11-10T10:00:00+09:00"
    assert [one["note"] for one in desk.json("show", "1")["activities"]] == ["second", "put right"]


def test_conversations_of_one_deal_are_counted_by_themselves(desk: Desk) -> None:
    desk.ok("add", "Aoki", "--title", "Cold store")
    desk.ok("log", "2", "about the other deal")

    assert desk.json("edit", "1", "--note", "x")["activity"]["deal_id"] == 1
    assert desk.json("edit", "Aoki", "--deal", "Cold store", "--note", "y")["activity"]["deal_id"] == 2


def test_conversation_that_there_is_not_is_not_found(desk: Desk) -> None:
    outcome = desk("edit", "Aoki", "--activity", "3", "--note", "x")

    assert outcome.code == 3
    assert "3" in outcome.err


def test_silence_follows_a_conversation_that_was_edited(desk: Desk) -> None:
    desk.ok("edit", "1", "--not-reached")

    assert desk.value("SELECT last_reached_at FROM deal_facts") == "2026-11-10T01:00:00Z"


def test_edited_note_is_found(desk: Desk) -> None:
    desk.ok("edit", "1", "--note", "納期が心配")

    assert desk.json("find", "納期")["total"] == 1


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["--why", "price"], "why", "price"),
        (["--by", "visit"], "by", "visit"),
        (["--my-plan"], "agreed", False),
        (["--waiting"], "waiting", True),
        (["--due", "2026-11-27"], "due_at", "2026-11-27"),
    ],
    ids=str,
)
def test_field_of_the_next_step_is_changed_without_a_move(
    desk: Desk, words: list[str], field: str, value: object
) -> None:
    before = desk.json("show", "1")["next_step"]

    assert desk.json("edit", "1", *words)["next_step"] == {**before, field: value}


def test_next_step_gets_a_time_of_day(desk: Desk) -> None:
    step = desk.json("edit", "1", "--due", "2026-11-25 14:00")["next_step"]

    assert (step["due_at"], step["all_day"]) == ("2026-11-25T14:00:00+09:00", False)


def test_next_step_without_a_date_is_waited_for(desk: Desk) -> None:
    assert desk("edit", "1", "--due", "").code == 4
    assert desk("edit", "1", "--due", "", "--waiting", "--agreed").code == 4
    assert desk("edit", "1", "--due", "", "--waiting").code == 0
    assert desk.rows("SELECT due_on, waiting, agreed FROM next_steps") == [(None, 1, 0)]


def test_deal_without_a_next_step_has_none_to_edit(desk: Desk) -> None:
    desk.ok("add", "Sato")
    outcome = desk("edit", "Sato", "--why", "x")

    assert outcome.code == 4
    assert "pipe next 2" in outcome.err


@pytest.mark.parametrize(
    ("words", "column", "value"),
    [
        (["--customer-tag", "vip"], "(SELECT tags FROM customers)", '["vip"]'),
        (["--owner", "Mori"], "owner", "Mori"),
        (["--opened", "2026-11-02 09:00"], "opened_at", "2026-11-02T00:00:00Z"),
    ],
    ids=str,
)
def test_other_fields_are_changed(desk: Desk, words: list[str], column: str, value: object) -> None:
    desk.ok("edit", "1", *words)

    assert desk.value(f"SELECT {column} FROM deals") == value  # named above


def test_way_of_a_deal_follows_its_dates(desk: Desk) -> None:
    desk.ok("won", "1")
    desk.ok("edit", "1", "--opened", "2026-11-02 09:00", "--closed", "2026-11-16 09:00")

    assert desk.rows("SELECT at FROM stage_changes") == [("2026-11-02T00:00:00Z",), ("2026-11-16T00:00:00Z",)]
    assert desk.value("SELECT stage_since FROM deals") == "2026-11-02T00:00:00Z"


def test_day_a_parked_deal_comes_back_is_changed(desk: Desk) -> None:
    desk.ok("park", "1", "2027-01-15")

    assert desk.json("edit", "1", "--until", "2027-02-01")["deal"]["parked_until"] == "2027-02-01"


@pytest.mark.parametrize(
    ("first", "words", "code"),
    [
        ("won", ["--closed", "2026-10-01"], 4),
        ("won", ["--closed", "2027-10-01"], 2),
        ("move", ["--opened", "2026-11-18 09:30:30"], 2),
        ("move", ["--closed", "2026-11-12"], 4),
        ("move", ["--until", "2027-01-01"], 4),
        ("move", ["--minutes", "10001"], 2),
        ("move", ["--kind", "fax"], 2),
        ("move", ["--by", "fax"], 2),
        ("move", ["--activity", "0", "--note", "x"], 2),
        ("move", ["--activity", "1"], 2),
    ],
    ids=str,
)
def test_what_can_not_be_is_refused(desk: Desk, first: str, words: list[str], code: int) -> None:
    desk.ok(*({"won": ["won", "1"], "move": ["move", "1", "prospect"]}[first]))
    before = desk.value("SELECT count(*) FROM operations")

    assert desk("edit", "1", *words).code == code
    assert desk.value("SELECT count(*) FROM operations") == before


def test_everything_at_once_is_one_step_to_undo(desk: Desk) -> None:
    before: list[Any] = [
        desk.json("show", "1"),
        desk.rows("SELECT * FROM deal_facts"),
        desk.rows("SELECT * FROM search"),
    ]
    desk.ok("edit", "1", "--name", "Sato", "--title", "x", "--value", "5", "--why", "y", "--note", "z", "--not-reached")
    desk.ok("undo")

    assert before == [desk.json("show", "1"), desk.rows("SELECT * FROM deal_facts"), desk.rows("SELECT * FROM search")]
