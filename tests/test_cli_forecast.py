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


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        ("2026-11-01", ["11-20", "11-22", "11-25", "11-27", "11-30", "12-04"]),
        ("2026-12-01", ["12-10", "12-21", "12-31"]),
    ],
)
def test_a_longer_period_holds_no_fewer_wins(pipe: Pipe, first: str, ends: list[str]) -> None:
    found = [wins_between(pipe, first, f"2026-{end}") for end in ends]

    assert [one["mean"] for one in found] == sorted(one["mean"] for one in found)
    assert [one["p90"] for one in found] == sorted(one["p90"] for one in found)


def test_what_is_to_come_is_the_same_however_it_is_asked_for(pipe: Pipe) -> None:
    november, december, quarter, year = (
        wins_between(pipe, first, last)
        for first, last in [
            ("2026-11-01", "2026-11-30"),
            ("2026-12-01", "2026-12-31"),
            ("2026-10-01", "2026-12-31"),
            ("2026-04-01", "2026-12-31"),
        ]
    )

    assert to_come(quarter) == pytest.approx(to_come(november) + to_come(december), abs=0.02)
    assert to_come(quarter) == pytest.approx(to_come(year), abs=0.02)


def wins_between(pipe: Pipe, first: str, last: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(pipe("forecast", "--from", first, "--to", last, "--json").out)["wins"]
    return found


def to_come(wins: dict[str, float]) -> float:
    return wins["mean"] - wins["so_far"]


def test_amounts_that_nobody_wrote_down_are_not_known(pipe: Pipe, few_wins: list[str]) -> None:
    pipe("import", "--yes", *few_wins, **LATE)
    document = json.loads(pipe("forecast", "--json", *few_wins[1:], **LATE).out)

    assert all(document[name][key] is None for name in ("revenue", "profit", "mrr") for key in RANGE)
    assert "revenue       –" in pipe("forecast", *few_wins[1:], **LATE).out


def test_currencies_stand_side_by_side(pipe: Pipe, tmp_path: Path) -> None:
    file, store = tmp_path / "deals.csv", ["--store", str(tmp_path / "two.db")]
    lines = [
        f"C{day}{currency},won,2026-09-{day:02},2026-10-{day:02},{currency},{worth}"
        for day in range(1, 7)
        for currency, worth in (("JPY", 100_000), ("USD", 900))
    ]
    file.write_text(
        "\n".join(["customer,state,opened_at,closed_on,currency,value", *lines, "X,won,2026-09-01,2026-10-09,JPY,1"])
    )
    pipe("import", "--yes", str(file), *store, **LATE)
    document = json.loads(pipe("forecast", "--json", *store, **LATE).out)

    assert document["revenue"]["currency"] == "JPY"
    assert [one["currency"] for one in document["other_currencies"]] == ["USD"]
    assert document["other_currencies"][0]["revenue"]["mean"] > 0
    assert document["other_currencies"][0]["mrr"]["p50"] is None
    assert "$" in pipe("forecast", *store, **LATE).out


def test_forecast_backtest_says_where_there_is_nothing_to_look_back_on(pipe: Pipe, tmp_path: Path) -> None:
    outcome = pipe("forecast", "--backtest", "--store", str(tmp_path / "none.db"))

    assert outcome.out.startswith("Too little history to look back on")
