"""What people type as dates, collected elsewhere; rows marked AMB are decisions of ours."""

import csv
from pathlib import Path

import pytest

from date_support import JAPAN, PLAIN, read, refused
from pipeline_cli.dates import Looking

LOOKING: dict[str, Looking] = {"next": "ahead", "since": "back", "by": "end"}

with (Path(__file__).parent / "data" / "date_inputs.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def looking(row: dict[str, str]) -> Looking:
    return LOOKING[row["kind"].split("/")[0]]


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"] != "ERROR"], ids=lambda row: row["input"])
def test_parse_when_reads_what_people_type(row: dict[str, str]) -> None:
    rules = PLAIN._replace(country="JP") if row["lang"] == "en" else JAPAN

    assert read(row["input"], looking(row), rules) == row["expected"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"] == "ERROR"], ids=lambda row: row["input"])
def test_parse_when_refuses_what_would_be_a_guess(row: dict[str, str]) -> None:
    error = refused(row["input"], looking(row), PLAIN if row["lang"] == "en" else JAPAN)

    assert error.exit_code == 2
    assert error.part in row["input"]
