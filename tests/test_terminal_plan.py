"""``pipe plan`` on a real terminal: it asks, and saves nothing before the last answer."""

import sys

import pytest

from helpers import Desk
from terminal_support import CTRL_C, SHIFT_TAB, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")


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


def test_a_quota_that_is_given_is_asked_only_from_whom_it_is_to_come(desk: Desk) -> None:
    with on_a_terminal(desk, "plan", "--quota", "12M", rows=50) as screen:
        screen.asks("From which customers?")
        screen.answers("Dentists: call at 8")
        screen.asks("From whom else?")
        screen.answers()
        assert screen.ends()[0] == 0

    assert desk.json("plan", "show")["plan"]["targets"] == [{"who": "Dentists", "how": "call at 8"}]


def test_a_question_can_be_gone_back_to(desk: Desk) -> None:
    with on_a_terminal(desk, "plan", rows=50) as screen:
        screen.asks("What is your quota set in?")
        screen.answers()
        screen.asks("How much is it?")
        screen.types(SHIFT_TAB)
        screen.asks("What is your quota set in?")
        screen.answers("contracts")
        screen.asks("How much is it?")
        screen.answers("12")
        screen.asks("For which period?")
        screen.answers("next quarter")
        screen.asks("From which customers?")
        screen.answers()
        assert screen.ends()[0] == 0

    assert desk.json("plan", "list")["plans"][0]["quota"] == 12


def test_plan_that_is_there_is_offered_as_the_answers(desk: Desk) -> None:
    desk.ok("plan", "--quota", "12M", "--value", "600k", "--target", "Dentists")

    with on_a_terminal(desk, "plan", rows=50) as screen:
        for question in ("What is your quota set in?", "How much is it?", "For which period?"):
            screen.asks(question)
            screen.answers()
        screen.asks("What does a contract usually bring?")
        screen.answers("600k")
        assert screen.ends()[0] == 0

    plans = desk.json("plan", "list")["plans"]
    assert [plan["quota"] for plan in plans] == [{"minor": 12_000_000, "currency": "JPY"}]
    assert desk.json("plan", "show")["plan"]["targets"] == [{"who": "Dentists", "how": ""}]
