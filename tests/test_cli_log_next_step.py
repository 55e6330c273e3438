"""``pipe log``: what a contact does to the next step."""

import re

import pytest

from helpers import Desk, Document, codes


def log(desk: Desk, *words: str, **environ: str) -> Document:
    return desk.json("log", *words, **environ)


def test_contact_that_reached_the_customer_keeps_the_step_that_was_due(known: Desk) -> None:
    answer = log(known, "Aoki", "note", "--next", "+7d")

    assert known.steps() == [("kept", "2026-11-18", 0, 0), ("open", "2026-11-25", 0, 0)]
    assert answer["next_step"]["why"] == ""


def test_contact_closes_the_step_and_says_that_another_is_missing(known: Desk) -> None:
    answer = log(known, "Aoki", "note")

    assert answer["next_step"] is None
    assert codes(answer) == ["no_next_step"]


def test_unanswered_call_keeps_the_step_and_counts_the_attempt(known: Desk) -> None:
    log(known, "Aoki", "--kind", "call", "--no-answer")
    answer = log(known, "Aoki", "--kind", "call", "--no-answer")

    assert known.steps() == [("open", "2026-11-18", 0, 2)]
    assert (answer["next_step"]["due_at"], answer["next_step"]["attempts"]) == ("2026-11-18", 2)


def test_unanswered_call_with_a_new_date_pushes_the_step(known: Desk) -> None:
    answer = log(known, "Aoki", "--kind", "call", "--no-answer", "--next", "tomorrow")

    assert known.steps() == [("moved", "2026-11-18", 0, 0), ("open", "2026-11-19", 1, 1)]
    assert (answer["next_step"]["why"], answer["next_step"]["by"]) == ("quote", "call")


def test_step_whose_day_went_by_is_missed(known: Desk) -> None:
    log(known, "Aoki", "--no-answer", "--next", "2026-11-24", PIPE_NOW="2026-11-20T10:00:00+09:00")

    assert known.steps()[0][0] == "missed"


def test_waiting_for_the_customer_is_no_date_that_could_be_pushed(desk: Desk) -> None:
    log(desk, "Aoki", "note", "--waiting")

    assert log(desk, "Aoki", "--no-answer", "--next", "+3d")["next_step"]["moves"] == 0


def test_note_to_oneself_leaves_the_step_as_it_is(known: Desk) -> None:
    log(known, "Aoki", "think of the price", "--kind", "note")

    assert known.steps() == [("open", "2026-11-18", 0, 0)]


def test_contact_before_the_step_was_due_leaves_it(known: Desk) -> None:
    log(known, "Aoki", "note", "--at", "2026-11-17")

    assert known.steps() == [("open", "2026-11-18", 0, 0)]


def test_new_date_takes_the_place_of_a_step_to_come(desk: Desk) -> None:
    log(desk, "Aoki", "note", "--next", "+7d")
    log(desk, "Aoki", "note", "--next", "+9d")

    assert desk.steps() == [("dropped", "2026-11-25", 0, 0), ("open", "2026-11-27", 0, 0)]


def test_plan_of_ones_own_is_told_from_what_was_agreed(desk: Desk) -> None:
    assert log(desk, "Aoki", "note", "--next", "+7d")["next_step"]["agreed"] is True
    assert log(desk, "Aoki", "note", "--next", "+8d", "--my-plan")["next_step"]["agreed"] is False


def test_day_is_a_day_and_a_time_an_instant(desk: Desk) -> None:
    by_day = log(desk, "Aoki", "note", "--next", "2026-11-24")["next_step"]
    timed = log(desk, "Aoki", "note", "--next", "2026-11-24 14:00")["next_step"]

    assert (by_day["due_at"], by_day["all_day"]) == ("2026-11-24", True)
    assert (timed["due_at"], timed["all_day"]) == ("2026-11-24T14:00:00+09:00", False)


def test_waiting_alone_is_no_next_step_and_says_so(desk: Desk) -> None:
    answer = log(desk, "Aoki", "will call back", "--waiting", "--why", "budget")

    assert answer["next_step"] is None
    assert codes(answer) == ["waiting_without_next_step"]
    assert desk.rows("SELECT waiting, why, agreed FROM next_steps") == [(1, "budget", 0)]


def test_waiting_with_a_date_is_a_next_step(desk: Desk) -> None:
    answer = log(desk, "Aoki", "will call back", "--waiting", "--next", "+7d")

    assert (answer["next_step"]["waiting"], answer["warnings"]) == (True, [])


def test_waiting_leaves_a_date_that_was_set_before(desk: Desk) -> None:
    log(desk, "Aoki", "note", "--next", "+7d", "--why", "quote")
    answer = log(desk, "Aoki", "will call back", "--waiting", "--by", "email")

    assert (
        answer["next_step"].items() >= {"due_at": "2026-11-25", "waiting": True, "why": "quote", "by": "email"}.items()
    )


@pytest.mark.parametrize("words", [["--why", "quote"], ["--by", "call"]])
def test_reason_without_a_date_is_refused(desk: Desk, words: list[str]) -> None:
    outcome = desk("log", "Aoki", "note", *words)

    assert outcome.code == 2
    assert "--next" in outcome.err


@pytest.mark.parametrize(
    ("when", "code"),
    [("2026-11-17", "next_step_in_past"), ("2026-11-18 09:00", "next_step_in_past"), ("2027-06-01", "far_next_step")],
)
def test_odd_date_is_a_warning_where_nobody_can_be_asked(desk: Desk, when: str, code: str) -> None:
    answer = log(desk, "Aoki", "note", "--next", when)

    assert codes(answer) == [code]
    assert all(warning["text"] for warning in answer["warnings"])


def test_date_in_the_past_is_asked_about_on_a_terminal(desk: Desk) -> None:
    words = ("log", "Aoki", "note", "--next", "2026-11-17")

    assert desk.at_terminal(*words, typed="n\n").code == 130
    assert not desk.path.exists()
    assert len(desk.drafts()) == 1
    assert desk.at_terminal(*words, typed="y\n").code == 0


def test_date_in_a_gap_of_daylight_saving_comes_back_as_an_instant_that_there_is(desk: Desk) -> None:
    new_york = {"TZ": "America/New_York", "PIPE_NOW": "2027-03-10T09:00:00-05:00"}
    answer = log(desk, "Aoki", "note", "--next", "2027-03-14 02:30", **new_york)

    assert answer["next_step"]["due_at"] == "2027-03-14T03:30:00-04:00"


@pytest.mark.parametrize("words", [["show", "Aoki"], ["today", "--days", "14"], ["list"], ["report"]], ids=" ".join)
def test_agreed_day_that_waits_says_so_wherever_it_is_shown(desk: Desk, words: list[str]) -> None:
    desk.ok("log", "Aoki", "first", "--next", "2026-11-24 14:00")
    told = desk.ok("log", "Aoki", "will get back to us", "--waiting")

    assert "24 Nov 14:00" in told
    assert "they will be in touch" in told
    assert re.search(r"they will be in touch|waiting", " ".join(desk.ok(*words).split()))
