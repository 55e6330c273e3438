"""What start-up pays for: nothing before a date is typed, and no more than is needed then."""

import subprocess
import sys

import pytest

import pipeline_cli.dates

HEAVY = ("dateutil", "unicodedata", "zoneinfo", "workalendar", "dataclasses", "inspect", "pathlib")


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh process has loaded after running some code."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True, env=_env())
    return {name.split(".")[0] for name in ran.stdout.split()}


def _env() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"}


def test_importing_dates_loads_nothing_heavy() -> None:
    assert loaded("from pipeline_cli.dates import parse_when").isdisjoint({*HEAVY, "typing", "re"})


def test_writing_a_date_loads_nothing_heavy() -> None:
    assert loaded("from pipeline_cli.dates import When, format_when, distance").isdisjoint(HEAVY)


@pytest.mark.parametrize("text", ["tue 14:00", "12/3", "月末", "+3d", "2026-12-03T06:00"])
def test_reading_most_dates_does_without_dateutil(text: str) -> None:
    code = (
        "from datetime import datetime, timezone; from pipeline_cli.dates import parse_when;"
        f"parse_when({text!r}, now=datetime(2026, 11, 18, tzinfo=timezone.utc))"
    )

    assert loaded(code).isdisjoint({"dateutil", "workalendar", "dataclasses", "inspect", "pathlib"})


def test_dates_offers_all_that_it_names() -> None:
    assert all(getattr(pipeline_cli.dates, name) is not None for name in pipeline_cli.dates.__all__)


def test_dates_has_nothing_else_to_offer() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = pipeline_cli.dates.no_such_name
