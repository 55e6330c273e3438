"""``pipe forecast`` as users and scripts run it."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from pipeline_cli.domain.forecast import WAYS
from pipeline_cli.domain.forecast_draws import Range
from support import Pipe

RANGES = ("wins", "revenue", "profit", "mrr")
RANGE = {"so_far", "p10", "p50", "p90", "mean"}


def test_forecast_json_holds_what_is_promised(pipe: Pipe) -> None:
    document = json.loads(pipe("forecast", "--json").out)

    assert document["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert document["wins"].keys() == RANGE
    assert all(document[name].keys() == RANGE | {"currency"} for name in ("revenue", "profit", "mrr"))
    assert "basis" in document


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("next month", "2026-12-01", "2026-12-31"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("next quarter", "2027-01-01", "2027-03-31"),
    ],
)
def test_forecast_takes_a_period_by_name(pipe: Pipe, name: str, first: str, last: str) -> None:
    document = json.loads(pipe("forecast", "--period", name, "--json").out)

    assert document["period"] == {"from": first, "to": last}


def test_forecast_takes_the_first_and_the_last_day(pipe: Pipe) -> None:
    document = json.loads(pipe("forecast", "--from", "2026-11-10", "--to", "2026-12-09", "--json").out)

    assert document["period"] == {"from": "2026-11-10", "to": "2026-12-09"}


@pytest.mark.parametrize(
    "options",
    [
        ["--period", "some day"],
        ["--from", "2026-11-10"],
        ["--from", "2026-12-10", "--to", "2026-12-09"],
        ["--from", "2026-10-01", "--to", "2026-10-31"],
        ["--period", "next month", "--from", "2026-12-10", "--to", "2026-12-19"],
    ],
)
def test_forecast_refuses_what_is_no_period_to_come(pipe: Pipe, options: list[str]) -> None:
    assert pipe("forecast", *options).code == 2


def test_a_period_to_come_has_nothing_so_far(pipe: Pipe) -> None:
    assert json.loads(pipe("forecast", "--period", "next month", "--json").out)["wins"]["so_far"] == 0


def test_forecast_shows_the_range_and_what_decides_it(pipe: Pipe) -> None:
    outcome = pipe("forecast")

    assert outcome.code == 0
    assert "most likely" in outcome.out.splitlines()[0]
    assert "These decide it:" in outcome.out


def test_forecast_puts_one_win_in_the_singular(pipe: Pipe) -> None:
    range_ = Range(0, 0, 1, 3, 1.2)
    with patch("pipeline_cli.services.forecast_wins.draw", return_value=dict.fromkeys(RANGES, range_)):
        head = pipe("forecast").out.splitlines()[0]

    assert head.endswith("most likely 1 win, 0 to 3")


LATE = {"PIPE_NOW": "2026-11-18T10:00:00+09:00"}


@pytest.fixture
def few_wins(tmp_path: Path) -> list[str]:
    """Return the options for a store with three wins and a loss within twelve days."""
    file, store = tmp_path / "deals.csv", ["--store", str(tmp_path / "few.db")]
    lines = [f"W{day},won,2026-11-{day:02},2026-11-{day + 3:02}" for day in (6, 8, 10)]
    file.write_text("\n".join(["customer,state,opened_at,closed_on", *lines, "L,lost,2026-11-07,2026-11-12"]))
    return [str(file), *store]


@pytest.mark.parametrize("period", ["this month", "next month", "this quarter", "next quarter"])
def test_few_wins_give_a_wide_range_and_never_none(pipe: Pipe, few_wins: list[str], period: str) -> None:
    pipe("import", "--yes", *few_wins, **LATE)
    wins = json.loads(pipe("forecast", "--period", period, "--json", *few_wins[1:], **LATE).out)["wins"]

    assert wins["p50"] > wins["so_far"]
    assert wins["p90"] - wins["p10"] >= 4


def test_a_way_without_a_whole_past_period_is_null_and_counts_nothing(pipe: Pipe, few_wins: list[str]) -> None:
    pipe("import", "--yes", *few_wins, **LATE)
    options = ("--period", "next quarter", "--json", *few_wins[1:])
    basis = json.loads(pipe("forecast", *options, **LATE).out)["basis"]

    assert [basis["says"][way] for way in WAYS[1:]] == [None] * 3
    assert list(basis["weights"].values()) == [1, 0, 0, 0]


def test_forecast_backtest_says_where_there_is_nothing_to_look_back_on(pipe: Pipe, tmp_path: Path) -> None:
    outcome = pipe("forecast", "--backtest", "--store", str(tmp_path / "none.db"))

    assert outcome.out.startswith("Too little history to look back on")
