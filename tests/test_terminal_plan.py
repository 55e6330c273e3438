"""``pipe plan`` on a real terminal: it asks, and saves nothing before the last answer."""

import sys
from pathlib import Path

import pytest

from helpers import Desk
from terminal_support import CTRL_C, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_plan_asks_for_all_that_it_needs(desk: Desk) -> None:
    with on_a_terminal(desk, "plan", rows=50) as screen:
        screen.asks("What is your quota set in?")
        screen.answers()
        screen.asks("How much is it?")
        screen.answers("12M")
        screen.asks("For which period?")
        screen.answers()
        screen.asks("What does a contract usually bring?")
        screen.answers("600k")
        screen.asks("From which customers?")
        screen.answers("Dentists")
        screen.asks("How will you win it from them?")
        screen.answers("call at 8")
        screen.asks("From whom else?")
        screen.answers()
        assert screen.ends()[0] == 0

    found = desk.json("plan", "show")
    assert found["plan"]["quota"] == {"minor": 12_000_000, "currency": "JPY"}
    assert found["plan"]["targets"] == [{"who": "Dentists", "how": "call at 8"}]
    assert found["needed"]["contracts"]["total"] == 20


def test_an_answer_that_makes_no_sense_is_asked_for_again(desk: Desk) -> None:
    with on_a_terminal(desk, "plan", rows=50) as screen:
        screen.asks("What is your quota set in?")
        screen.answers()
        screen.asks("How much is it?")
        screen.answers("0")
        screen.sees("nothing to reach")
        screen.types(CTRL_C)
        assert screen.ends()[0] == 130

    assert not desk.path.exists()
