"""``pipe next``: set or move the next step."""

import pytest

from helpers import Desk, codes


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "the first note")
    return desk


def test_first_step_is_set(desk: Desk) -> None:
    answer = desk.json("next", "Aoki", "2026-11-24 14:00", "--why", "quote", "--by", "call", "--my-plan")

    assert (
        answer["next_step"].items()
        >= {
            "due_at": "2026-11-24T14:00:00+09:00",
            "all_day": False,
            "by": "call",
            "why": "quote",
            "agreed": False,
            "moves": 0,
            "waiting": False,
        }.items()
    )
    assert (answer["deal"]["id"], answer["warnings"]) == (1, [])


def test_step_is_agreed_unless_it_is_said_to_be_a_plan(desk: Desk) -> None:
    assert desk.json("next", "Aoki", "tomorrow")["next_step"]["agreed"] is True


def test_each_move_is_counted(desk: Desk) -> None:
    for day in ("tomorrow", "+2d", "+3d"):
        desk.ok("next", "Aoki", day)

    assert desk.steps() == [("moved", "2026-11-19", 0, 0), ("moved", "2026-11-20", 1, 0), ("open", "2026-11-21", 2, 0)]


def test_step_that_was_overdue_is_missed(desk: Desk) -> None:
    desk.ok("next", "Aoki", "tomorrow")
    desk.ok("next", "Aoki", "2026-11-24", PIPE_NOW="2026-11-20T09:00:00+09:00")

    assert desk.steps() == [("missed", "2026-11-19", 0, 0), ("open", "2026-11-24", 1, 0)]


def test_moved_step_keeps_its_reason_and_attempts(desk: Desk) -> None:
    desk.ok("next", "Aoki", "today", "--why", "quote", "--by", "call")
    desk.ok("log", "Aoki", "--no-answer")
    answer = desk.json("next", "Aoki", "tomorrow")["next_step"]

    assert (answer["why"], answer["by"], answer["attempts"]) == ("quote", "call", 1)


def test_same_date_again_is_no_move_but_may_change_the_reason(desk: Desk) -> None:
    desk.ok("next", "Aoki", "tomorrow", "--why", "quote")
    answer = desk.json("next", "Aoki", "tomorrow", "--why", "contract", "--my-plan")["next_step"]

    assert (answer["why"], answer["agreed"], answer["moves"]) == ("contract", False, 0)
    assert desk.steps() == [("open", "2026-11-19", 0, 0)]


def test_date_in_place_of_waiting_is_no_move(desk: Desk) -> None:
    desk.ok("log", "Aoki", "will call", "--waiting")
    answer = desk.json("next", "Aoki", "tomorrow")["next_step"]

    assert (answer["moves"], answer["waiting"]) == (0, False)


@pytest.mark.parametrize(
    ("when", "code"),
    [("2026-11-17", "next_step_in_past"), ("2026-11-18 09:29", "next_step_in_past"), ("2027-06-01", "far_next_step")],
)
def test_odd_date_is_a_warning(desk: Desk, when: str, code: str) -> None:
    assert codes(desk.json("next", "Aoki", when)) == [code]


def test_date_in_the_past_is_asked_about_on_a_terminal(desk: Desk) -> None:
    assert desk.at_terminal("next", "Aoki", "2026-11-17", typed="n\n").code == 130
    assert desk.steps() == []
    assert desk.at_terminal("next", "Aoki", "2026-11-17", typed="y\n").code == 0


def test_step_brings_a_parked_deal_back(desk: Desk) -> None:
    desk.ok("park", "Aoki", "2027-04-01")

    assert desk.json("next", "Aoki", "tomorrow")["deal"]["state"] == "open"


@pytest.mark.parametrize("verdict", [("won",), ("lost", "--reason", "price")], ids=" ".join)
def test_closed_deal_takes_no_step(desk: Desk, verdict: tuple[str, ...]) -> None:
    desk.ok(verdict[0], "1", *verdict[1:])
    outcome = desk("next", "1", "tomorrow")

    assert outcome.code == 4
    assert "pipe reopen 1" in outcome.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["Aoki"], 2),
        (["Aoki", "someday"], 2),
        (["Aoki", ""], 2),
        (["Aoki", "tomorrow", "--by", "fax"], 2),
        (["Aoki", "tomorrow", "--why", "two\nlines"], 2),
        (["Aoki", "tomorrow", "--why", "\udcff"], 2),
        (["Nobody", "tomorrow"], 3),
        (["", "tomorrow"], 3),
        (["\udcff", "tomorrow"], 3),
        (["0", "tomorrow"], 3),
        (["x" * 100_000, "tomorrow"], 3),
        (["Aoki", "tomorrow", "--deal", "9"], 3),
    ],
    ids=lambda words: str(words)[:40],
)
def test_what_is_wrong_is_told_and_changes_nothing(desk: Desk, words: list[str], code: int) -> None:
    outcome = desk("next", *words)

    assert (outcome.code, outcome.out) == (code, "")
    assert "Traceback" not in outcome.err
    assert desk.steps() == []


def test_likenesses_are_offered_and_not_picked(desk: Desk) -> None:
    desk.ok("log", "Tanaka Foods", "note")
    outcome = desk("next", "Tanaka Fods", "tomorrow")

    assert outcome.code == 3
    assert "Tanaka Foods" in outcome.err


def test_customer_without_an_open_deal_is_told_with_their_deals(desk: Desk) -> None:
    desk.ok("won", "Aoki")
    outcome = desk("next", "Aoki", "tomorrow")

    assert outcome.code == 3
    assert "#1 won" in outcome.err


def test_one_of_two_deals_is_picked_by_title(desk: Desk) -> None:
    desk.ok("add", "Aoki", "--title", "Cold store")

    assert desk("next", "Aoki", "tomorrow").code == 3
    assert desk.json("next", "Aoki", "tomorrow", "--deal", "Cold store")["deal"]["id"] == 2


def test_screen_shows_the_step(desk: Desk) -> None:
    out = desk.ok("next", "Aoki", "2026-11-24 14:00", "--why", "\x1b[31m[quote]")

    assert "14:00" in out
    assert "[quote]" in out
    assert "\x1b" not in out
