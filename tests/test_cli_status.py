"""``pipe status`` and ``pipe today``: the short answers, quick or through Typer, are the same."""

import json
from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.context import Run, Settings
from pipeline_cli.quick import quick_answer

LISTS = ("callbacks", "waiting", "no_next_step", "decisions_due", "returning")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with something of each kind to do."""
    for who, words in {
        "Aoki": ["--next", "2026-11-17"],
        "Brandt": ["--next", "2026-11-18 08:00"],
        "Chiba": ["--next", "2026-11-18"],
        "Doi": ["--next", "2026-11-19"],
        "Endo": ["--waiting"],
        "Fuji": ["--decides", "2026-11-17"],
        "Goto": ["--park", "2026-11-19"],
        "Hara": ["--won"],
    }.items():
        desk.ok("log", who, "note", *words, "--new")
    return desk


def test_line_counts_overdue_today_and_without_next_step(desk: Desk) -> None:
    assert desk.ok("status") == "2 overdue · 1 today · 1 without a next step\n"


def test_document_holds_the_same_counts(desk: Desk) -> None:
    assert desk.json("status") == {"overdue": 2, "due_today": 1, "no_next_step": 1}


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{overdue}/{today}/{no_next}", "2/1/1"),
        ("{overdue} {overdue}", "2 2"),
        ("{today:>3} { x } {{}}", "{today:>3} { x } {{}}"),
        ("#[fg=red]{overdue}", "#[fg=red]2"),
        ("100%", "100%"),
    ],
)
def test_format_is_filled_in_and_otherwise_left_alone(desk: Desk, template: str, line: str) -> None:
    assert desk.ok("status", "--format", template) == f"{line}\n"
    assert desk.ok("status", f"--format={template}") == f"{line}\n"


def test_day_begins_where_the_user_is(desk: Desk) -> None:
    honolulu = {"TZ": "Pacific/Honolulu", "PIPE_NOW": "2026-11-18T23:30:00+09:00"}

    # There 08:00 in Japan was yesterday at 13:00; a day is a day everywhere.
    assert desk.json("status", **honolulu)["overdue"] == 2
    assert desk.json("status", PIPE_NOW="2026-11-19T00:00:00+09:00")["overdue"] == 3


def test_no_store_is_nothing_to_do(tmp_path: Path) -> None:
    assert Desk(tmp_path).ok("status") == "0 overdue · 0 today · 0 without a next step\n"


@pytest.mark.parametrize(
    "line",
    [
        "status",
        "status --json",
        "status --format {today}",
        "today --json",
        "today --json --on 2026-11-20",
        "today --days 7",
    ],
)
def test_quick_answer_is_what_typer_would_have_answered(desk: Desk, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = desk.ok(*line.split())
    monkeypatch.setattr("pipeline_cli.quick.quick_answer", lambda _: None)

    assert desk.ok(*line.split()) == quick


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["status", "--help"],
        ["status", "-h"],
        ["status", "--format"],
        ["status", "now"],
        ["today", "--days", "0"],
        ["today", "--days", "-1"],
        ["today", "--days", "x"],
        ["today", "--days", "9" * 5000],
        ["today", "--limit", "²"],
        ["today", "--on", ""],
        ["today", "--", "--on"],
    ],
    ids=lambda words: " ".join(words)[:30],
)
def test_what_is_not_recognised_is_left_to_typer(words: list[str]) -> None:
    assert quick_answer(words) is None


@pytest.mark.parametrize("command", ["today", "status"])
def test_help_of_a_quick_command_is_typers(desk: Desk, command: str) -> None:
    assert "Usage: pipe " + command in desk.ok(command, "--help")


@pytest.mark.parametrize(
    "line",
    [
        "today --days 0",
        "today --days -1",
        "today --days 99999999999",
        "today --limit -1",
        "today --on someday",
        "today --on=",
        "today extra",
        "status extra",
        "status --format",
        "status --nope",
    ],
)
def test_what_can_not_be_read_is_wrong_usage(desk: Desk, line: str) -> None:
    outcome = desk(*line.split(" "))

    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("limit", ["0", "9999", "99999999999999999999"])
def test_any_limit_will_do(desk: Desk, limit: str) -> None:
    assert len(desk.json("today", "--limit", limit)["callbacks"]) == 3


def test_day_is_told_on_the_document(desk: Desk) -> None:
    answer = desk.json("today")

    assert set(answer) >= {"now", *LISTS, "totals", "new_approaches", "help_given"}
    assert answer["now"] == "2026-11-18T09:30:00+09:00"
    assert answer["totals"] == {"callbacks": 3, "waiting": 1, "no_next_step": 1, "decisions_due": 1, "returning": 0}
    assert answer["new_approaches"] == {"done": 8, "planned": None}
    assert answer["help_given"] == {"customers": 0, "goal": None}


def test_each_list_holds_who_it_should_in_order(desk: Desk) -> None:
    answer = desk.json("today", "--days", "2")
    names = {name: [item["deal"]["customer"]["name"] for item in answer[name]] for name in LISTS}

    assert names == {
        "callbacks": ["Aoki", "Brandt", "Chiba", "Doi"],
        "waiting": ["Endo"],
        "no_next_step": ["Fuji"],
        "decisions_due": ["Fuji"],
        "returning": ["Goto"],
    }


def test_item_of_a_list_has_the_promised_keys(desk: Desk) -> None:
    desk.ok("log", "Aoki", "--no-answer")
    item = desk.json("today")["callbacks"][0]

    assert set(item) >= {"deal", "next_step", "last", "silent_days", "overdue_days"}
    assert (item["last"]["note"], item["silent_days"], item["overdue_days"]) == ("note", 0, 1)


def test_limit_cuts_the_lists_and_not_the_totals(desk: Desk) -> None:
    answer = desk.json("today", "--limit", "1")

    assert (len(answer["callbacks"]), answer["totals"]["callbacks"]) == (1, 3)


def test_quick_answer_reads_the_store_that_is_asked_for(desk: Desk) -> None:
    answer = quick_answer(["status"])
    run = Run(Settings(store=str(desk.path), json=True), desk.environ)

    assert answer is not None
    answer(run)
    assert run.store.path == str(desk.path)
    run.close()


@pytest.mark.parametrize(
    "line", ["--json status", "status --json", "--store {store} status --json", "status --store={store} --json"]
)
def test_settings_may_stand_anywhere(desk: Desk, line: str) -> None:
    words = line.format(store=desk.path).split()

    assert json.loads(desk.ok(*words, PIPE_STORE="/nowhere/pipe.db"))["overdue"] == (2 if "--store" in line else 0)


def test_today_counts_as_many_late_as_status_however_few_it_lists(desk: Desk) -> None:
    overdue = desk.json("status")["overdue"]

    assert overdue > 1
    assert f" to call, {overdue} late" in desk.ok("today", "--limit", "1")
