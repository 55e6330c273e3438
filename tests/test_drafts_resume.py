"""``pipe log --resume`` takes up what was typed, with what is typed now in place of what was wrong."""

import signal
from typing import NoReturn

import pytest

from helpers import Desk
from pipeline_cli.services import log_contact
from pipeline_cli.store import connect
from support import NOW

RESUME = "pipe log --resume"

LATER = "2026-11-20T18:00:00+09:00"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aokiya", "the first note")
    return desk


def interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def test_resume_saves_what_was_typed_and_forgets_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connect, "BUSY_SECONDS", 0.01)
        with desk.store.writing("other", NOW):
            assert desk("log", "Aoki", "likes", "it", "--next", "tomorrow", "--tag", "a", "--tag", "b").code == 5
    answer = desk.json("log", "--resume")

    assert answer["activity"]["note"] == "likes it"
    assert answer["deal"]["tags"] == ["a", "b"]
    assert answer["next_step"]["due_at"] == "2026-11-19"
    assert desk.drafts() == []


def test_resumed_contact_was_when_it_was_typed(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    answer = desk.json("log", "--resume", "--next", "2026-11-24", PIPE_NOW=LATER)

    assert answer["activity"]["at"] == NOW.isoformat()


def test_resumed_contact_keeps_the_time_that_was_given(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--at", "2026-11-17 15:00", "--next", "someday")
    answer = desk.json("log", "--resume", "--next", "2026-11-24", PIPE_NOW=LATER)

    assert answer["activity"]["at"] == "2026-11-17T15:00:00+09:00"


@pytest.mark.parametrize(
    ("typed", "added"),
    [
        (["Aoki", "likes it", "--next", "someday"], ["--next", "2026-11-24"]),
        (["Aoki", "likes it", "--next=someday"], ["--next=2026-11-24"]),
        (["Aoki", "likes it", "--next"], ["--next", "2026-11-24"]),
        (["Aoki", "likes it", "--nxt"], ["--next", "2026-11-24"]),
        (["Aokyya", "likes it", "--next", "2026-11-24"], ["Aoki"]),
        (["99", "likes it", "--next", "2026-11-24"], ["Aoki"]),
        (["Aoki", "", "--next", "2026-11-24"], ["Aoki", "likes it"]),
        (["Aoki", "--next", "2026-11-24", "--kind", "x", "--", "likes it"], ["--kind", "call"]),
        (["Aoki", "likes it", "--won", "--next", "2026-11-24"], ["--next", "2026-11-24"]),
    ],
    ids=str,
)
def test_what_is_typed_later_replaces_what_was_wrong(desk: Desk, typed: list[str], added: list[str]) -> None:
    assert desk("log", *typed).code in {2, 3}
    answer = desk.json("log", "--resume", *added)

    assert (answer["activity"]["note"], answer["next_step"]["due_at"]) == ("likes it", "2026-11-24")
    assert desk.drafts() == []


def test_another_verdict_replaces_those_that_contradict_each_other(desk: Desk) -> None:
    assert desk("log", "Aoki", "signed", "--won", "--lost", "price").code == 2

    assert desk.json("log", "--resume", "--won")["deal"]["state"] == "won"


def test_verdict_replaces_a_next_step_that_contradicts_it(desk: Desk) -> None:
    assert desk("log", "Aoki", "signed", "--won", "--next", "+3d", "--why", "quote").code == 2

    assert desk.json("log", "--resume", "--won")["deal"]["state"] == "won"


def test_dash_in_the_note_is_no_obstacle_to_resuming(desk: Desk) -> None:
    assert desk("log", "Aoki", "wants", "-5%", "off").code == 2

    assert desk.json("log", "--resume")["activity"]["note"] == "wants -5% off"


def test_option_that_there_is_not_is_told_to_be_left_out(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--nxt=+3d")

    assert "--nxt=+3d" in desk("log", "--resume").err


def test_resume_behind_a_double_dash_is_part_of_the_note(desk: Desk) -> None:
    assert desk.json("log", "Aoki", "--", "--resume", "--json")["activity"]["note"] == "--resume --json"


def test_resume_behind_a_double_dash_stays_in_the_note_of_a_resumed_one(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    answer = desk.json("log", "--resume", "--next", "+3d", "--", "Aoki", "--resume")

    assert answer["activity"]["note"] == "--resume"


def test_draft_that_fails_again_is_kept_once_with_what_was_added(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    assert desk("log", "--resume", "--next", "soon", "--minutes", "5").code == 2

    assert len(desk.drafts()) == 1
    assert desk.json("log", "--resume", "--next", "+3d")["activity"]["minutes"] == 5


def test_help_does_not_use_up_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(log_contact, "_write_activity", interrupted)
        desk("log", "Aoki", "likes it")

    assert "Usage: pipe log" in desk.ok("log", "--resume", "--help")
    assert desk.drafts()[0]["words"] == ["Aoki", "likes it"]


def test_option_that_there_is_not_leaves_the_draft_as_it_is(desk: Desk) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    outcome = desk("log", "--resume", "--nxt", "+3d")

    assert outcome.code == 2
    assert RESUME in outcome.err
    assert desk.drafts()[0]["words"] == ["Aoki", "likes it", "--next", "someday"]


def test_nothing_to_resume_is_not_found_and_loses_nothing(desk: Desk) -> None:
    outcome = desk("log", "--resume", "Aoki", "a note")

    assert outcome.code == 3
    assert "no draft" in outcome.err
    assert desk.drafts()[0]["words"] == ["Aoki", "a note"]


def test_drafts_are_taken_up_newest_first(desk: Desk) -> None:
    for note in ("first", "second", "third"):
        desk("log", "Aoki", note, "--next", "someday")
    notes = [desk.json("log", "--resume", "--next", "+3d")["activity"]["note"] for _ in range(3)]

    assert notes == ["third", "second", "first"]


def test_ctrl_c_while_resuming_keeps_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("log", "Aoki", "likes it", "--next", "someday")
    with monkeypatch.context() as patch:
        patch.setattr(log_contact, "_write_activity", lambda *_: signal.raise_signal(signal.SIGINT))
        assert desk("log", "--resume", "--next", "+3d").code == 130

    assert desk.json("log", "--resume")["activity"]["note"] == "likes it"


def test_typed_note_can_be_replaced_when_resumed(desk: Desk) -> None:
    desk("log", "Aoki", "-", stdin=b"\xff")

    assert desk.json("log", "--resume", "Aoki", "in other words")["activity"]["note"] == "in other words"
