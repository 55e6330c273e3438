"""``--period``, ``--from`` and ``--to`` as every command understands them."""

import json
from collections.abc import Sequence

import pytest

from pipeline_cli.dates.named_periods import AHEAD
from support import Pipe


def asked(pipe: Pipe, *words: str) -> Sequence[str]:
    """Return the first and the last day that a command says it was asked for."""
    period = json.loads(pipe("forecast", *words, "--json").out)["period"]
    return [period["from"], period["to"]]


def test_period_may_be_said_by_its_beginning(pipe: Pipe) -> None:
    assert asked(pipe, "--period", "this q") == ["2026-10-01", "2026-12-31"]


@pytest.mark.parametrize("name", ["今四半期", "Q4", "2026 q4"])
def test_period_takes_whatever_names_a_stretch_of_days(pipe: Pipe, name: str) -> None:
    assert asked(pipe, "--period", name) == ["2026-10-01", "2026-12-31"]


def test_period_to_come_is_the_next_of_its_name(pipe: Pipe) -> None:
    assert asked(pipe, "--period", "march") == ["2027-03-01", "2027-03-31"]


def test_the_end_of_a_period_may_be_a_month(pipe: Pipe) -> None:
    assert asked(pipe, "--from", "2026-11-01", "--to", "december") == ["2026-11-01", "2026-12-31"]


@pytest.mark.parametrize(
    "name", ["10/1 - 12/31", "10/1〜12/31", "10/1から12/31まで", "2026-10-01..2026-12-31", "oct 1 to dec 31"]
)
def test_period_may_be_two_days(pipe: Pipe, name: str) -> None:
    assert asked(pipe, "--period", name) == ["2026-10-01", "2026-12-31"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "sometime"), "There is no period sometime."),
        (("--to", "2026-12-31"), "--to needs --from."),
        (("--from", "2026-12-31"), "--from needs --to."),
        (("--from", "2026-12-31", "--to", "2026-12-01"), "is after --to"),
        (("--period", "last month"), "is no period to come"),
        (("--period", "this month", "--from", "1 dec", "--to", "31 dec"), "say the same thing"),
    ],
)
def test_period_that_makes_no_sense_is_refused(pipe: Pipe, words: Sequence[str], said: str) -> None:
    outcome = pipe("forecast", *words)

    assert (outcome.code, said in outcome.err) == (2, True)


@pytest.mark.parametrize("words", [("--period", "sometime"), ("--from", "2026-12-31")])
def test_no_period_is_offered_that_is_over(pipe: Pipe, words: Sequence[str]) -> None:
    told = pipe("forecast", *words).err

    assert "next month" in told
    assert "last month" not in told


def test_each_period_that_is_offered_is_taken(pipe: Pipe) -> None:
    assert [name for name in AHEAD if pipe("forecast", "--period", name).code] == []
