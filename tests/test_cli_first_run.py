"""The first run: no store yet, and what ``pipe`` alone says."""

import subprocess
import sys

import pytest
from rich.cells import cell_len

from helpers import Desk

READING = (
    "",
    "today",
    "status",
    "list",
    "find quote",
    "prune --list",
    "history",
    "info",
    "today --days 7",
    "list --state all",
)


@pytest.mark.parametrize("line", READING)
def test_reading_no_store_says_in_three_lines_what_to_do_first(desk: Desk, line: str) -> None:
    outcome = desk(*line.split())

    assert outcome.code == 0
    first, second, third = outcome.err.splitlines()
    assert "no store yet" in first
    assert second.startswith("  pipe log ")
    assert "pipe import" in third
    assert "pipe demo" in third


@pytest.mark.parametrize("line", READING)
def test_reading_no_store_makes_none(desk: Desk, line: str) -> None:
    desk(*line.split())

    assert not desk.path.exists()


def test_json_of_no_store_is_still_one_document(desk: Desk) -> None:
    assert desk.json("list") == {"deals": [], "total": 0}
    assert desk.json() == {"overdue": 0, "due_today": 0, "no_next_step": 0}


def test_customer_of_no_store_is_not_found_and_the_first_steps_are_told(desk: Desk) -> None:
    outcome = desk("show", "aoki")

    assert outcome.code == 3
    assert "no store yet" in outcome.err


@pytest.mark.parametrize("line", [line for line in READING if line not in ("", "status", "info")])
def test_nothing_else_is_said_of_no_store(desk: Desk, line: str) -> None:
    assert desk(*line.split()).out == ""


def test_info_and_export_say_what_they_found_and_wrote_without_a_store(desk: Desk) -> None:
    assert "not made yet" in desk("info").out
    assert "customers.csv" in desk("export", "-o", str(desk.folder / "out")).out


def test_first_steps_are_told_in_the_users_language(desk: Desk) -> None:
    japanese = desk("today", LANG="ja_JP.UTF-8").err

    assert len(japanese.splitlines()) == 3
    assert "pipe demo" in japanese


def test_first_steps_are_not_told_once_there_is_a_store(desk: Desk) -> None:
    desk.ok("log", "Aoki", "asked for a quote", "--next", "tomorrow")

    assert desk("today").err == ""
    assert desk().err == ""


def test_writing_command_that_makes_the_store_tells_no_first_steps(desk: Desk) -> None:
    assert "no store yet" not in desk("log", "Aoki", "asked for a quote").err


def test_wrong_usage_tells_no_first_steps(desk: Desk) -> None:
    assert "no store yet" not in desk("today", "--on", "someday or other").err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_status_in_a_shell_prompt_stays_one_line(desk: Desk) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline_cli", "status"]
    done = subprocess.run(command, env=desk.all(), stdout=subprocess.PIPE, stderr=theirs, check=True)

    assert done.stdout.count(b"\n") == 1
    assert not _waiting(ours)


def test_pipe_alone_is_the_day_in_brief(desk: Desk) -> None:
    desk.ok("log", "Aoki", "asked for a quote", "--next", "2026-11-18")
    told = desk.ok()

    assert told.splitlines()[0] == desk.ok("status").strip()
    assert [line.split()[1] for line in told.splitlines() if line.startswith("  pipe ")] == ["log", "today", "prune"]
    assert len(told.splitlines()) < 10


def test_pipe_alone_answers_in_json_as_status_does(desk: Desk) -> None:
    desk.ok("log", "Aoki", "asked for a quote", "--next", "2026-11-18")

    assert desk.json() == desk.json("status")


def test_purposes_line_up_in_japanese(desk: Desk) -> None:
    rows = [line for line in desk.ok(LANG="ja_JP.UTF-8").splitlines() if line.startswith("  pipe ")]
    commands = [row[: row.rindex("  ") + 2] for row in rows]

    assert len(rows) == 3
    assert len({cell_len(command) for command in commands}) == 1


def test_empty_word_is_no_brief(desk: Desk) -> None:
    assert desk("").code == 2


def test_pipe_alone_loads_neither_typer_nor_rich(desk: Desk) -> None:
    script = (
        "import sys; from pipeline_cli.cli import main; main([]);"
        "print([name for name in ('typer', 'rich', 'sqlmodel') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], env=desk.all(), capture_output=True, check=True)

    assert done.stdout.splitlines()[-1] == b"[]"


def test_help_stays_the_list_of_commands(desk: Desk) -> None:
    told = desk.ok("--help")

    assert "demo" in told
    assert "prune" in told


def _waiting(descriptor: int) -> bool:
    """Tell whether something was written to a terminal."""
    import select

    return bool(select.select([descriptor], [], [], 0)[0])
