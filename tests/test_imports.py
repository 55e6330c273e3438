"""What a command loads: start-up is budgeted, and each of these modules costs more than the answer."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers import Desk
from loading_support import HEAVY, SLOW, loaded

READING = (
    "status",
    "status --json",
    "today",
    "today --json",
    "list",
    "list --json",
    "show 1",
    "show 1 --json",
    "find quote",
    "history",
    "info",
    "prune --list",
    "prune --json",
    "kpi",
    "kpi --json --by week",
    "kpi list",
    "plan show",
    "plan list --json",
    "review",
    "review --week --json",
    "review goal",
    "report",
    "report --json",
    "export -o /dev/null",
    "--help",
    "log --help",
    "next --help",
    "--version",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.ok("log", "Aoki", "asked for a quote", "--next", "tomorrow", "--helped", "a sample", "--tag", "fair")
    return desk


@pytest.mark.parametrize("line", READING)
def test_reading_command_loads_no_sqlmodel(desk: Desk, line: str) -> None:
    assert not loaded(desk, line) & HEAVY


@pytest.mark.parametrize(
    "line", ["status", "status --json", "status --format x", "today --json", "today --json --days 7"]
)
def test_quick_answer_loads_neither_typer_nor_rich(desk: Desk, line: str) -> None:
    assert not loaded(desk, line) & SLOW


def test_today_on_a_screen_loads_no_typer(desk: Desk) -> None:
    assert "typer" not in loaded(desk, "today")


def test_today_on_a_screen_loads_no_json(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "asked for a quote", "--next", "tomorrow")

    assert "json" not in loaded(desk, "today")


def test_tables_build_no_validators() -> None:
    from pipeline_cli.store.tables import DealRow

    assert not DealRow.__pydantic_complete__


def test_writing_command_loads_sqlmodel(desk: Desk) -> None:
    assert loaded(desk, "next 1 tomorrow") >= HEAVY


def test_help_loads_no_other_command(desk: Desk, tmp_path: Path) -> None:
    script = (
        "import sys; from pipeline_cli.cli import main; main(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=desk.all(), cwd=tmp_path, capture_output=True, check=True
    )

    assert b"pipeline_cli.commands." not in result.stderr
