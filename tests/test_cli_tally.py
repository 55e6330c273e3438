import json
from pathlib import Path

import pytest

from support import Pipe

KINDS = ("calls", "appointments", "visits", "mails")


def counts(pipe: Pipe, *words: str) -> dict[str, int]:
    """Return the counts other than 0 after a command; the small store begins with 12 calls."""
    outcome = pipe("tally", "--json", *words)
    assert outcome.code == 0, outcome.err
    told: dict[str, int] = json.loads(outcome.out)["counts"]
    assert tuple(told) == KINDS
    return {kind: n for kind, n in told.items() if n}


def test_tally_adds_calls_and_the_appointments_that_came_of_them(pipe: Pipe) -> None:
    assert counts(pipe, "calls", "+20", "--appointments", "2") == {"calls": 32, "appointments": 2}


@pytest.mark.parametrize(("amount", "calls"), [("5", 17), ("+5", 17), ("-3", 9), ("=18", 18), ("-12", 0)])
def test_tally_corrects_counts(pipe: Pipe, amount: str, calls: int) -> None:
    assert counts(pipe, "calls", amount).get("calls", 0) == calls


def test_tally_takes_several_kinds_in_a_line(pipe: Pipe) -> None:
    assert counts(pipe, "calls", "-2", "visits", "+3", "mails", "4") == {"calls": 10, "visits": 3, "mails": 4}


def test_tally_takes_appointments_off_again(pipe: Pipe) -> None:
    counts(pipe, "calls", "1", "--appointments", "3")

    assert counts(pipe, "--appointments", "-1") == {"calls": 13, "appointments": 2}


def test_tally_says_the_days_counts_on_one_line(pipe: Pipe) -> None:
    assert pipe("tally", "calls", "+20", "visits", "1").out == "Wed 18 Nov  calls 32 · visits 1\n"


def test_tally_alone_shows_the_day_and_changes_nothing(pipe: Pipe) -> None:
    assert pipe("tally").out == "Wed 18 Nov  calls 12\n"
    assert pipe("history", "--limit", "1", "--json").out.count('"tally"') == 0


def test_tally_says_how_to_begin(pipe: Pipe, tmp_path: Path) -> None:
    assert "pipe tally calls +20" in pipe("tally", "--store", str(tmp_path / "none.db")).out


def test_tally_counts_for_another_day(pipe: Pipe) -> None:
    assert counts(pipe, "calls", "7", "--on", "yesterday") == {"calls": 7}
    assert json.loads(pipe("tally", "--json", "--on", "2026-11-17").out)["on"] == "2026-11-17"
    assert counts(pipe) == {"calls": 12}


@pytest.mark.parametrize("day", ["11/20", "12/3", "11月20日", "Dec 3"])
def test_tally_does_not_take_a_day_to_come_for_last_years(pipe: Pipe, day: str) -> None:
    outcome = pipe("tally", "calls", "7", "--on", day)

    assert outcome.code == 2
    assert "yet to come" in outcome.err
    assert "2025-1" in outcome.err


@pytest.mark.parametrize(("day", "on"), [("5/1", "2026-05-01"), ("2025-12-03", "2025-12-03"), ("fri", "2026-11-13")])
def test_tally_counts_for_a_day_long_ago(pipe: Pipe, day: str, on: str) -> None:
    assert json.loads(pipe("tally", "--json", "--on", day).out)["on"] == on


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("電話", "calls"),
        ("架電", "calls"),
        ("アポ", "appointments"),
        ("訪問", "visits"),
        ("ﾒｰﾙ", "mails"),
        ("vis", "visits"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_tally_takes_kinds_in_either_language(pipe: Pipe, lang: str, word: str, kind: str) -> None:
    assert counts(pipe, word, "=3", "--lang", lang)[kind] == 3


def test_tally_makes_the_first_store(pipe: Pipe, tmp_path: Path) -> None:
    path = str(tmp_path / "first.db")

    assert pipe("tally", "calls", "3", "--store", path).code == 0
    assert counts(pipe, "--store", path) == {"calls": 3}


def test_tally_is_one_step_of_undo(pipe: Pipe) -> None:
    counts(pipe, "calls", "+20", "visits", "+3", "--appointments", "1")

    assert "tally calls +20, visits +3, appointments +1" in pipe("undo").out
    assert counts(pipe) == {"calls": 12}


def test_tally_counts_as_new_approaches_of_the_day(pipe: Pipe) -> None:
    before = json.loads(pipe("today", "--json").out)["new_approaches"]["done"]
    counts(pipe, "calls", "+20", "visits", "5")

    assert json.loads(pipe("today", "--json").out)["new_approaches"]["done"] == before + 20


@pytest.mark.parametrize("words", [("calls", "-13"), ("visits", "2", "calls", "-13"), ("calls", "=100001")])
def test_tally_refuses_a_count_that_no_day_has_and_changes_nothing(pipe: Pipe, words: tuple[str, ...]) -> None:
    assert pipe("tally", *words).code in (2, 4)
    assert counts(pipe) == {"calls": 12}


def test_tally_says_what_is_counted_so_far_where_too_much_is_taken_off(pipe: Pipe) -> None:
    outcome = pipe("tally", "calls", "-13")

    assert outcome.code == 4
    assert "12 are counted on that day so far." in outcome.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("calls",), "number of calls is missing"),
        (("calls", "many"), "Not a count of calls: many"),
        (("phones", "3"), "calls, appointments, visits, mails"),
        (("calls", "3", "--appointments", "x"), "Not a count of appointments: x"),
        (("calls", "3", "--wrong"), "There is no option --wrong"),
        (("-x", "3"), "There is no option -x"),
        (("calls", "3", "--on", "tomorrow"), "yet to come"),
        (("calls", "3", "--on", "sometime"), "can't be read as a date"),
    ],
)
def test_tally_refuses_what_it_cannot_read(pipe: Pipe, words: tuple[str, ...], told: str) -> None:
    outcome = pipe("tally", *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_tally_shows_help(pipe: Pipe) -> None:
    assert "pipe tally calls +20 --appointments 2" in pipe("tally", "--help").out
