"""``pipe history`` as users and scripts run it."""

import json

import pytest

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

    assert (outcome.code, outcome.out) == (0, "Nothing was changed so far.\n")


def test_history_of_nobody_is_not_found(pipe: Pipe) -> None:
    assert pipe("history", "nobody at all").code == 3
