"""What was worked out for a plan is taken back, and brought back, with the plan."""

import json
from typing import Any

import pytest

from helpers import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose plan was set twice."""
    desk.ok("plan", "--quota", "5M", "--value", "100k")
    desk.ok("plan", "--quota", "6M", "--value", "200k")
    return desk


def figures(desk: Desk) -> dict[str, Any]:
    rows = desk.rows("SELECT value FROM info WHERE key = 'plan_figures'")
    found: dict[str, Any] = json.loads(rows[0][0]) if rows else {}
    return found


def test_only_the_figures_of_the_plan_as_it_is_are_kept(desk: Desk) -> None:
    assert list(figures(desk)) == ["1:6000000"]


def test_undo_brings_the_figures_of_the_plan_before_back(desk: Desk) -> None:
    desk.ok("undo")

    assert {name: value for name, (_, value) in figures(desk).items()} == {"1:5000000": 100_000}


def test_as_many_undos_as_plans_leave_no_figures(desk: Desk) -> None:
    after = figures(desk)
    desk.ok("undo", "2")
    assert desk.value("SELECT count(*) FROM info WHERE key = 'plan_figures'") == 0

    desk.ok("redo")
    assert figures(desk) == after


def test_figures_go_with_a_plan_that_is_dropped_and_come_back(desk: Desk) -> None:
    after = figures(desk)
    desk.ok("plan", "drop")
    assert figures(desk) == {}

    desk.ok("undo")
    assert figures(desk) == after


def test_history_tells_of_the_plan_alone(desk: Desk) -> None:
    (record,) = desk.json("history", "--only", "2")["operations"][0]["records"]

    assert record["kind"] == "plan"
