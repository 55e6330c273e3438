"""``pipe history`` as users and scripts run it."""

import json
from pathlib import Path

import pytest

from helpers import Desk
from support import Pipe


def commands(pipe: Pipe, *words: str) -> list[str]:
    return [entry["command"] for entry in json.loads(pipe("history", *words, "--json").out)["operations"]]


def test_history_is_newest_first(pipe: Pipe) -> None:
    assert commands(pipe) == ["next", "import"]


def test_history_json_says_what_an_entry_changed(pipe: Pipe) -> None:
    newest = json.loads(pipe("history", "--limit", "1", "--json").out)

    assert newest == {
        "operations": [
            {
                "id": 2,
                "at": "2026-11-17T14:00:00+09:00",
                "command": "next",
                "summary": "3 next steps",
                "undone": False,
                "changes": 4,
            }
        ],
        "total": 2,
    }


@pytest.mark.parametrize(("who", "expected"), [("aoki", ["next", "import"]), ("4", ["import"]), ("花子", ["import"])])
def test_history_of_a_customer(pipe: Pipe, who: str, expected: list[str]) -> None:
    assert commands(pipe, who) == expected


def test_history_shows_what_was_taken_back(pipe: Pipe) -> None:
    pipe("move", "4", "prospect")
    pipe("undo")

    entries = json.loads(pipe("history", "4", "--json").out)["operations"]

    assert [(entry["command"], entry["undone"]) for entry in entries] == [
        ("undo", False),
        ("move", True),
        ("import", False),
    ]
    assert "taken back" in pipe("history").out


def test_history_of_a_new_store_is_empty(pipe: Pipe, tmp_path: object) -> None:
    outcome = pipe("history", "--store", f"{tmp_path}/new.db")

    assert (outcome.code, "There is no store yet" in outcome.err) == (0, True)


def test_history_of_nobody_is_not_found(pipe: Pipe) -> None:
    assert pipe("history", "nobody at all").code == 3


def fields(pipe: Pipe, *words: str) -> dict[str, tuple[object, object]]:
    """Return the fields of the first record that the newest entry changed, before and after."""
    newest = json.loads(pipe("history", *words, "--full", "--limit", "1", "--json").out)["operations"][0]
    return {one["name"]: (one["before"], one["after"]) for one in newest["records"][0]["fields"]}


def test_full_history_says_before_and_after_in_the_shapes_of_json(pipe: Pipe) -> None:
    pipe("edit", "1", "--value", "JPY 1500000")

    assert fields(pipe) == {"value": ({"minor": 1_200_000, "currency": "JPY"}, {"minor": 1_500_000, "currency": "JPY"})}


def test_full_history_of_a_closed_deal(pipe: Pipe) -> None:
    pipe("lost", "4", "price")
    changed = fields(pipe)

    assert changed["state"] == ("open", "lost")
    assert changed["closed_at"] == (None, "2026-11-18T09:30:00+09:00")
    assert changed["lost_reason"] == ("", "price")


def test_one_entry_is_shown_in_full(pipe: Pipe) -> None:
    pipe("edit", "aoki", "--memo", "Prefers [evenings] \x1b")
    out = pipe("history", "--only", "3").out

    assert "customer, Aoki Printing  changed" in out
    assert "memo  Prefers mornings. → Prefers [evenings] ␛" in out


def test_record_that_was_made_shows_what_it_says_and_no_more(pipe: Pipe) -> None:
    pipe("add", "Sato", "--no-deal", "--phone", "1")
    (entry,) = json.loads(pipe("history", "--only", "3", "--json").out)["operations"]

    assert [(one["kind"], one["customer"], one["what"]) for one in entry["records"]] == [("customer", "Sato", "made")]
    assert [one["name"] for one in entry["records"][0]["fields"]] == ["name", "phones"]


def test_records_of_a_long_entry_are_counted(pipe: Pipe) -> None:
    assert "and 18 more, with --limit 0" in pipe("history", "--only", "1", "--limit", "2").out
    assert "more, with" not in pipe("history", "--only", "1", "--limit", "0").out


def test_older_entries_follow_page_by_page(pipe: Pipe) -> None:
    first = pipe("history", "--limit", "1").out

    assert "1 of 2 changes; older ones with --before 2" in first
    assert commands(pipe, "--before", "2") == ["import"]
    assert pipe("history", "--before", "1").out == "Nothing before that.\n"


def test_history_of_a_customer_holds_what_left_no_row(pipe: Pipe) -> None:
    pipe("log", "4", "a note that is taken back")
    pipe("undo")

    assert commands(pipe, "4") == ["undo", "log", "import"]


def test_history_of_a_customer_who_was_taken_back(pipe: Pipe) -> None:
    pipe("log", "Sato", "hello")
    pipe("undo")

    assert commands(pipe, "Sato") == ["undo", "log"]


def test_history_of_a_customer_who_was_merged_is_that_of_the_other(pipe: Pipe) -> None:
    pipe("merge", "aoki", "brandt")

    assert commands(pipe, "brandt") == ["merge", "import"]
    assert "Brandt GmbH" in pipe("history", "--only", "3").out


@pytest.mark.parametrize(("words", "code"), [(("--only", "99"), 3), (("--only", "x"), 2), (("--before", "0"), 2)])
def test_entry_that_is_none_is_refused(pipe: Pipe, words: tuple[str, ...], code: int) -> None:
    assert pipe("history", *words).code == code


def test_entries_say_what_was_edited_and_which_day_was_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "first")
    desk.ok("edit", "Aoki", "--title", "Cold store", "--value", "5")
    desk.ok("tally", "calls", "20", "--on", "yesterday")
    told = [one["summary"] for one in desk.json("history")["operations"]]

    assert told[:2] == ["calls +20 (2026-11-17)", "#1 Aoki: title, value"]
