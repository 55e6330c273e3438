"""``pipe log``: the contact itself, its note and its kind."""

from pathlib import Path

import pytest

from helpers import Desk, Document
from pipeline_cli.domain.activity import KINDS


def log(desk: Desk, *words: str) -> Document:
    return desk.json("log", *words)


def test_meeting_is_what_a_contact_is_unless_it_is_said(desk: Desk) -> None:
    answer = log(desk, "Aoki", "note")["activity"]

    assert (answer["kind"], answer["inbound"], answer["reached"], answer["at"]) == (
        "meeting",
        False,
        True,
        "2026-11-18T09:30:00+09:00",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_given_by_its_beginning(desk: Desk, kind: str) -> None:
    assert log(desk, "Aoki", "note", "--kind", kind[:2].upper())["activity"]["kind"] == kind


@pytest.mark.parametrize("kind", ["note", "n", "NOTE"])
def test_note_to_oneself_reaches_nobody(desk: Desk, kind: str) -> None:
    assert log(desk, "Aoki", "think of the price", "--kind", kind)["activity"]["reached"] is False


def test_unanswered_call_reaches_nobody(desk: Desk) -> None:
    assert log(desk, "Aoki", "--kind", "call", "--no-answer")["activity"]["reached"] is False


@pytest.mark.parametrize(("option", "valid"), [([], None), (["--valid"], True), (["--no-valid"], False)])
def test_meeting_is_valid_or_not_or_was_not_judged(desk: Desk, option: list[str], *, valid: bool | None) -> None:
    assert log(desk, "Aoki", "note", *option)["activity"]["valid"] is valid


@pytest.mark.parametrize(
    ("at", "stored"),
    [
        ("2026-11-17 15:00", "2026-11-17T15:00:00+09:00"),
        ("2026-11-17", "2026-11-17T12:00:00+09:00"),
        ("today", "2026-11-18T09:30:00+09:00"),
        ("2026-11-17T15:00:00+01:00", "2026-11-17T23:00:00+09:00"),
    ],
)
def test_contact_was_when_it_is_said_to_have_been(desk: Desk, at: str, stored: str) -> None:
    assert log(desk, "Aoki", "note", "--at", at)["activity"]["at"] == stored


def test_contact_that_is_yet_to_come_is_refused(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "note", "--at", "2026-11-18 10:00")

    assert outcome.code == 2
    assert "yet to come" in outcome.err
    assert "pipe next" in outcome.err


def test_words_of_a_note_need_no_quotes(desk: Desk) -> None:
    assert log(desk, "Aoki", "likes", "the", "demo")["activity"]["note"] == "likes the demo"


@pytest.mark.parametrize("words", [["--", "--json"], ["--", "-5% off"], ["--", "--won"]])
def test_words_behind_a_double_dash_are_the_note(desk: Desk, words: list[str]) -> None:
    answer = log(desk, "Aoki", *words)

    assert answer["activity"]["note"] == words[1]
    assert answer["deal"]["state"] == "open"


def test_note_is_stored_byte_for_byte(desk: Desk) -> None:
    note = "  tabs\tand\r\nlines\n\n [todo] :warning: \x1b[31m 日本語 e\u0301 \U0001f600  "
    log(desk, "Aoki", note)

    assert desk.value("SELECT note FROM activities") == note


def test_note_is_read_from_stdin(desk: Desk) -> None:
    desk.ok("log", "Aoki", "-", stdin="first line\n\nsecond line\n")

    assert desk.value("SELECT note FROM activities") == "first line\n\nsecond line"


def test_note_of_ten_megabytes_is_kept_and_found(desk: Desk) -> None:
    note = "見積 " * 3_400_000
    desk.ok("log", "Aoki", "-", stdin=note + "needle")

    assert desk.value("SELECT length(note) FROM activities") == len(note) + 6
    assert len(desk.ok("today")) < 10_000


@pytest.mark.parametrize("words", [[""], ["   "], ["\n"], ["", ""]])
def test_empty_note_is_refused(desk: Desk, words: list[str]) -> None:
    outcome = desk("log", "Aoki", *words)

    assert outcome.code == 2
    assert "empty" in outcome.err
    assert not desk.path.exists()


def test_empty_stdin_is_an_empty_note(desk: Desk) -> None:
    assert desk("log", "Aoki", "-", stdin="\n").code == 2


def test_name_alone_is_nothing_to_write_down(desk: Desk) -> None:
    outcome = desk("log", "Aoki")

    assert outcome.code == 2
    assert "Nothing to write down" in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ["--kind", "call"],
        ["--value", "5000"],
        ["--no-answer"],
        ["--next", "tomorrow"],
        ["--helped", "a sample"],
        ["--won"],
    ],
    ids=" ".join,
)
def test_option_says_enough_without_a_note(desk: Desk, words: list[str]) -> None:
    assert desk("log", "Aoki", *words).code == 0


@pytest.mark.parametrize(("words", "kind"), [([], "meeting"), (["--kind", "call"], "call")])
def test_what_nobody_answered_is_of_the_kind_that_is_said(tmp_path: Path, words: list[str], kind: str) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "first")

    assert desk.json("log", "Aoki", "--no-answer", *words)["activity"]["kind"] == kind


@pytest.mark.parametrize("option", ["--inbound", "--appointment", "--valid", "--thanked"])
def test_what_needs_an_answer_is_refused_where_nobody_answered(desk: Desk, option: str) -> None:
    refused = desk("log", "Aoki", "a note", "--no-answer", option)

    assert refused.code == 2
    assert f"--no-answer and {option} don't go together." in refused.err


def test_several_dates_are_told_each_with_what_it_is_for(tmp_path: Path) -> None:
    told = Desk(tmp_path)("log", "Aoki", "first", "--next", "2026-11-24 14:00", "--decides", "12/20 10:00").err

    assert "next → Tue 24 Nov" in told
    assert "decides → Sun 20 Dec" in told
    assert "10:00" not in told
    assert "only the day counts here" in told
