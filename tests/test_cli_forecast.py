"""``pipe forecast`` as users and scripts run it."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline_cli.commands.forecast import named_span
from support import Pipe

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


def test_forecast_backtest_says_where_there_is_nothing_to_look_back_on(pipe: Pipe, tmp_path: Path) -> None:
    outcome = pipe("forecast", "--backtest", "--store", str(tmp_path / "none.db"))

    assert outcome.out.startswith("Too little history to look back on")


def test_a_quarter_in_january_begins_in_january() -> None:
    assert named_span("this quarter", date(2027, 1, 31)) == (date(2027, 1, 1), date(2027, 3, 31))
