"""``pipe when``: how a date is understood, for people and for scripts."""

import io
import json

import pytest

from helpers import Desk
from support import Pipe


def test_when_says_what_was_understood(pipe: Pipe) -> None:
    outcome = pipe("when", "tue", "14:00")

    assert outcome.code == 0
    assert "Tue 24 Nov 14:00, in 6 days" in outcome.out
    assert "2026-11-24T14:00:00+09:00" in outcome.out


def test_when_names_what_was_assumed(pipe: Pipe) -> None:
    answer = json.loads(pipe("when", "at", "2", "--json").out)

    assert (answer["at"], answer["all_day"]) == ("2026-11-18T14:00:00+09:00", False)
    assert answer["notes"] == ["assumed-pm"]


def test_when_quotes_what_it_does_not_understand(pipe: Pipe) -> None:
    outcome = pipe("when", "tue", "tanaka")

    assert outcome.code == 2
    assert "tanaka" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(("looking", "day"), [("ahead", "2026-12-01"), ("end", "2026-12-31")])
def test_when_looks_where_it_is_told(pipe: Pipe, looking: str, day: str) -> None:
    assert json.loads(pipe("when", "next month", "--looking", looking, "--json").out)["at"] == day


def test_when_refuses_another_direction(pipe: Pipe) -> None:
    assert pipe("when", "tue", "--looking", "sideways").code == 2


def test_when_reads_stdin_line_by_line(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("tue\n未定\n来週火曜 14時\n"))
    outcome = pipe("when")
    answers = [json.loads(line) for line in outcome.out.splitlines()]

    assert outcome.code == 2
    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert answers[1] == {
        "input": "未定", "ok": False, "at": None, "all_day": False, "notes": [], "error": "no-date",
    }  # fmt: skip


def test_when_ends_well_where_every_line_was_read(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("tue\nwed\n"))

    assert pipe("when").code == 0


def test_when_answers_every_line_blank_ones_and_windows_ones_too(desk: Desk) -> None:
    outcome = desk("when", stdin="tue 14:00\r\n\r\n  \nwed")
    answers = [json.loads(line) for line in outcome.out.splitlines()]

    assert outcome.code == 2
    assert [(answer["input"], answer["error"]) for answer in answers] == [
        ("tue 14:00", None), ("", "empty"), ("  ", "empty"), ("wed", None),
    ]  # fmt: skip


def test_when_refuses_lines_that_are_no_text_or_no_end(desk: Desk) -> None:
    ran = desk.process("when", stdin=b"\xff\xfe tue\n" + b"x" * 100_000 + b"\n\x00\n")

    assert ran.returncode == 2
    assert [json.loads(line)["error"] for line in ran.stdout.splitlines()] == [
        "not-understood", "too-long", "not-understood",
    ]  # fmt: skip


def test_when_answers_nothing_with_nothing(desk: Desk) -> None:
    outcome = desk("when")

    assert (outcome.code, outcome.out) == (0, "")


def test_when_answers_a_line_before_it_reads_the_next(desk: Desk) -> None:
    ran = desk.shell('yes tue | "$@" when | head -2')

    assert ran.stdout.count(b'"ok": true') == 2


def test_when_does_without_stdin(desk: Desk) -> None:
    assert desk.shell('"$@" when <&-').returncode == 0


@pytest.mark.parametrize(("text", "day"), [("-3d", "2026-11-15"), ("-1w", "2026-11-11")])
def test_when_takes_a_minus_for_no_option(desk: Desk, text: str, day: str) -> None:
    assert desk.json("when", text)["at"] == day


@pytest.mark.parametrize("option", ["-x", "--foo"])
def test_when_refuses_an_option_that_there_is_not(desk: Desk, option: str) -> None:
    outcome = desk("when", option, "tue")

    assert outcome.code == 2
    assert option in outcome.err
