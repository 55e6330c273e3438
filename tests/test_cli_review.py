"""``pipe review`` on the command line: its periods, the goal with its history, and what ``today`` shows of it."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from helpers import Desk
from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.read import query
from support import NOW, TODAY, Pipe, ago

Document = dict[str, Any]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "liked it", "--helped", "a sample", "--thanked", "--minutes", "30", "--next", "2026-11-20")
    return desk


def goal_of(desk: Desk, *words: str, **environ: str) -> Document:
    goal: Document = desk.json("review", "goal", *words, **environ)["goal"]
    return goal


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ((), "2026-11-18", "2026-11-18"),
        (("--day",), "2026-11-18", "2026-11-18"),
        (("--week",), "2026-11-16", "2026-11-22"),
        (("--month",), "2026-11-01", "2026-11-30"),
        (("--on", "yesterday"), "2026-11-17", "2026-11-17"),
        (("--week", "--on", "2026-11-08"), "2026-11-02", "2026-11-08"),
        (("--month", "--on", "2026-02-03"), "2026-02-01", "2026-02-28"),
    ],
)
def test_review_looks_back_on_its_period(pipe: Pipe, words: tuple[str, ...], first: str, last: str) -> None:
    document = json.loads(pipe("review", "--json", *words).out)

    assert document["period"] == {"from": first, "to": last}


def test_review_tells_what_was_logged(desk: Desk) -> None:
    document = desk.json("review")

    assert document["helped"] == [
        {"customer": "Aoki", "deal": 1, "at": NOW.isoformat(), "how": "a sample", "thanked": True}
    ]
    assert (document["customers_helped"], document["thanks"], document["new_approaches"]) == (1, 1, 1)
    assert document["minutes_by_stage"] == {"approach": 30}


def test_review_counts_a_promise_that_was_kept_on_its_day(desk: Desk) -> None:
    desk.ok("log", "1", "called", "--kind", "call", PIPE_NOW="2026-11-20T17:00:00+09:00")

    promises = desk.json("review", PIPE_NOW="2026-11-20T18:00:00+09:00")["promises"]
    assert promises == {"kept": 1, "due": 1, "open": 0, "overdue": 0}


def test_review_counts_a_contact_on_the_day_before_as_the_promised_one(desk: Desk) -> None:
    desk.ok("log", "1", "called", "--kind", "call", "--next", "2026-12-01", PIPE_NOW="2026-11-19T17:00:00+09:00")

    promises = desk.json("review", PIPE_NOW="2026-11-20T18:00:00+09:00")["promises"]
    assert promises == {"kept": 1, "due": 1, "open": 0, "overdue": 0}


def test_review_counts_a_long_meeting_that_began_in_time(desk: Desk) -> None:
    desk.ok("next", "1", "2026-11-20 14:00", "--agreed")
    desk.ok("log", "1", "met", "--minutes", "130", PIPE_NOW="2026-11-20T16:10:00+09:00")

    assert desk.json("review", PIPE_NOW="2026-11-20T18:00:00+09:00")["promises"]["kept"] == 1


def test_review_tells_an_overdue_promise_apart(desk: Desk) -> None:
    promises = desk.json("review", "--week", PIPE_NOW="2026-11-21T18:00:00+09:00")["promises"]

    assert promises == {"kept": 0, "due": 1, "open": 1, "overdue": 1}


def test_review_suggests_the_contact_that_was_promised(desk: Desk) -> None:
    document = desk.json("review", PIPE_NOW="2026-11-20T18:00:00+09:00")

    assert document["promises"] == {"kept": 0, "due": 1, "open": 1, "overdue": 0}
    assert document["suggestions"][0] == {"command": "pipe show 1", "why": "Aoki was promised a word for today."}


def test_every_suggestion_is_a_command_that_runs(pipe: Pipe) -> None:
    for one in json.loads(pipe("review", "--month", "--json").out)["suggestions"]:
        words = shlex.split(one["command"])[1:]
        assert pipe(*words, *(["a word"] if words[0] == "log" else [])).code == 0, one


def test_goal_is_set_shown_and_let_go(desk: Desk) -> None:
    assert not goal_of(desk)["chosen"]

    assert goal_of(desk, "thanks", "--per", "day", "2")["measure"] == "thanks"
    assert goal_of(desk)["per_day"] == 2
    assert not goal_of(desk, "--drop")["chosen"]


def test_goal_stays_for_the_days_that_it_was_for(desk: Desk) -> None:
    goal_of(desk, "thanks", "--per", "day", "2", PIPE_NOW=ago(9).isoformat())
    goal_of(desk, "calls", "--per", "day", "20")

    assert desk.json("review", "--on", "2026-11-17")["goal"]["measure"] == "thanks"
    assert desk.json("review")["goal"]["measure"] == "calls"
    assert desk.value("SELECT count(*) FROM goals") == 2


def test_goal_thought_over_on_the_same_day_is_one_goal(desk: Desk) -> None:
    goal_of(desk, "thanks", "--per", "day", "2")

    assert goal_of(desk, "--per", "day", "3")["measure"] == "thanks"
    assert desk.rows("SELECT measure, per_day, ends_on FROM goals") == [("thanks", 3, None)]


def test_goal_is_one_step_of_undo(desk: Desk) -> None:
    goal_of(desk, "thanks", "--per", "day", "2")
    goal_of(desk, "--drop")

    assert "review goal dropped: thanks" in desk.ok("undo")
    assert goal_of(desk)["measure"] == "thanks"
    assert "review goal thanks, 2 a day" in desk.ok("undo")
    assert not goal_of(desk)["chosen"]


def test_goal_of_ones_own_is_tallied(desk: Desk) -> None:
    goal_of(desk, "本を読む", "--per", "day", "2")

    assert desk.json("tally", "本を読む", "+3")["counts"]["本を読む"] == 3
    assert (goal_of(desk)["done"], goal_of(desk)["counted_as"]) == (3, None)


def test_goal_that_is_no_more_is_tallied_no_more(desk: Desk) -> None:
    goal_of(desk, "本を読む", "--per", "day", "2")
    goal_of(desk, "--drop")

    assert desk("tally", "本を読む", "+3").code == 2


def test_goal_that_records_hold_is_not_tallied(desk: Desk) -> None:
    goal_of(desk, "customers helped", "--per", "day", "2")

    assert desk("tally", "customers helped", "+1").code == 2


@pytest.mark.parametrize(("measure", "goal"), [("お役立ち", 3), ("customers helped", 3), ("thanks", None)])
def test_today_shows_a_goal_that_is_about_customers(desk: Desk, measure: str, goal: int | None) -> None:
    assert desk.json("today")["help_given"] == {"customers": 1, "goal": None}

    goal_of(desk, measure, "--per", "day", "3")

    assert desk.json("today")["help_given"] == {"customers": 1, "goal": goal}
    assert ("Customers helped: 1 of 3" in desk.ok("today")) == (goal is not None)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--week", "--month"), "--week and --month can't both be meant."),
        (("--on", "tomorrow"), "yet to come"),
        (("--on", "sometime"), "can't be read as a date"),
        (("gaol",), "pipe review does not know gaol."),
        (("--drop",), "belong to a goal"),
        (("--per", "day", "3"), "belong to a goal"),
        (("goal", "thanks"), "A goal needs a measure"),
        (("goal", "thanks", "--per", "day", "0"), "Not a number for a day: 0"),
        (("goal", "thanks", "--per", "day", "-1"), "Not a number for a day: -1"),
        (("goal", "thanks", "--per", "day", "many"), "Not a number for a day: many"),
        (("goal", "thanks", "--per", "day", "9999999"), "from 1 to 100,000"),
        (("goal", "thanks", "--per", "week", "3"), "There is no length week."),
        (("goal", "thanks", "--per", "day", "3", "--drop"), "nothing else goes with it"),
        (("goal", "--week"), "from today on"),
    ],
)
def test_review_refuses_what_it_cannot_mean(pipe: Pipe, words: tuple[str, ...], told: str) -> None:
    outcome = pipe("review", *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_goal_that_nobody_set_cannot_be_let_go(pipe: Pipe, tmp_path: Path) -> None:
    assert pipe("review", "goal", "--drop").code == 3
    assert pipe("review", "goal", "--drop", "--store", str(tmp_path / "none.db")).code == 3
    assert not (tmp_path / "none.db").exists()


def test_review_of_a_store_that_is_not_there_makes_none(pipe: Pipe, tmp_path: Path) -> None:
    outcome = pipe("review", "--week", "--store", str(tmp_path / "none.db"))

    assert outcome.code == 0
    assert "pipe log" in outcome.err
    assert not (tmp_path / "none.db").exists()


def test_review_says_nothing_of_a_quota_unless_asked(pipe: Pipe) -> None:
    assert "quota" not in pipe("review", "--json").out
    assert "No quota is planned for now." in pipe("review", "--quota").err


def test_review_says_how_the_plan_is_doing_where_asked(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M", "--period", "this quarter")

    quota = desk.json("review", "--quota")["quota"]
    assert (quota["metric"], quota["budget"]) == ("revenue", {"minor": 5_000_000, "currency": "JPY"})
    assert "Plan: revenue ¥5M" in desk.ok("review", "--quota")


QUESTIONS = {
    "review_helped": {"ix_activities_helped"},
    "review_thanked": {"ix_activities_helped"},
    "review_minutes": {"ix_activities_minutes", "ix_stage_changes_deal"},
    "review_moved": {"ix_next_steps_ended"},
    "review_promises": {"ix_next_steps_due_on", "ix_next_steps_due_at"},
    "review_verdicts": {"ix_deals_closed", "ix_stage_changes_parked", "ix_stage_changes_deal"},
    "review_approaches": {"ix_deals_opened", "uq_tallies_day_kind"},
    "review_goal": {"ix_goals_starts"},
    "review_silent_undecided": {"ix_deals_decides"},
    "review_day_customers_helped": {"ix_activities_helped"},
    "review_day_thanks": {"ix_activities_helped"},
    "review_day_new_approaches": {"ix_deals_opened", "uq_tallies_day_kind"},
    "review_day_calls": {"ix_activities_at", "uq_tallies_day_kind"},
    "review_day_appointments": {"ix_activities_at", "uq_tallies_day_kind"},
    "review_day_meetings": {"ix_activities_at"},
    "review_day_valid_meetings": {"ix_activities_at"},
    "review_day_visits": {"ix_activities_at", "uq_tallies_day_kind"},
    "review_day_mails": {"ix_activities_at", "uq_tallies_day_kind"},
    "review_day_tallied": {"uq_tallies_day_kind"},
}
"""The index, or indexes, that each question of a review is to be answered over."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_of_a_review_is_answered_over_its_index(name: str) -> None:
    values = dict.fromkeys(re.findall(r":(\w+)", query(name)), TODAY.isoformat()) | {"most": 3}
    plan = " ".join(row[3] for row in empty_store().execute(f"EXPLAIN QUERY PLAN {query(name)}", values))

    assert {index for index in QUESTIONS[name] if index not in plan} == set()
    assert "SCAN activities" not in plan
    assert "SCAN deals" not in plan
