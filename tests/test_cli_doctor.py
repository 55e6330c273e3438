"""``pipe doctor``: customers who may be one, and commands that can be run as they are listed."""

import shlex
from pathlib import Path

import pytest

from helpers import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ok("add", "Aoki Printing", "--email", "a@example.jp")
    desk.ok("add", "Mori")
    desk.ok("add", "Aoki Prinitng", "--new", "--no-deal")
    desk.ok("add", "Mori", "--new", "--no-deal")
    desk.ok("add", "Office of Aoki", "--email", "A@example.jp", "--new")
    return desk


def test_doctor_lists_the_surest_pairs_first(desk: Desk) -> None:
    pairs = desk.json("doctor")["like_named"]

    assert [([one["id"] for one in pair["customers"]], pair["why"]) for pair in pairs] == [
        ([1, 5], "same_mail"),
        ([2, 4], "same_name"),
        ([1, 3], "like_name"),
    ]


def test_each_command_can_be_run(desk: Desk) -> None:
    pairs = desk.json("doctor")["like_named"]

    for pair in pairs:
        program, *words = shlex.split(pair["command"])
        assert program == "pipe"
        assert desk(*words).code == 0, pair["command"]
    assert desk.json("doctor") == {"like_named": [], "total": 0}


def test_doctor_shows_pairs_and_commands(desk: Desk) -> None:
    screen = desk.ok("doctor", "--limit", "2")

    assert "pipe merge 2 id:4" in screen
    assert "the same name" in screen
    assert "and 1 more" in screen


def test_doctor_finds_nothing_in_an_empty_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    assert desk.json("doctor") == {"like_named": [], "total": 0}
    assert not desk.path.exists()


def test_names_from_outside_are_made_safe(desk: Desk) -> None:
    desk.ok("add", "Evil \x1b[31m $(true)", "--email", "a@example.jp", "--new")

    assert "\x1b[31m" not in desk.ok("doctor")
    assert "'" in desk.json("doctor")["like_named"][0]["command"]
