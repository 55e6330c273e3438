"""What a command loads: start-up is budgeted, and each of these modules costs more than the answer."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import Desk

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic"}
"""A third of a second: loaded by what writes, and by nothing else."""

SLOW = {"typer", "rich", "dataclasses", "inspect", "pathlib", "signal", "subprocess", "zoneinfo"}
"""10 to 50 ms each; what a shell prompt asks for has 30 for everything."""

REPORT = """
import os, sys
from pipeline_cli.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print([code, sorted({name.split('.')[0] for name in sys.modules})], file=sys.stderr)
os._exit(0)
"""

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


def loaded(desk: Desk, line: str) -> set[str]:
    """Return the top packages that a command line loads in a fresh process."""
    command = [sys.executable, "-c", REPORT, *line.split()]
    report = subprocess.run(command, env=desk.all(), capture_output=True, check=True).stderr.splitlines()[-1]
    code, names = ast.literal_eval(report.decode())
    assert code == 0, line
    return set(names)


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
