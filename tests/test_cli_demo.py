"""``pipe demo``: any command on the made-up store, and the tour."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.demonstration import demo_path
from support import NOW


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose demo store is in a folder of its own, on every platform."""
    monkeypatch.setattr("pipeline_cli.demonstration.data_folder", lambda _: str(tmp_path / "data"))
    return Desk(tmp_path)


def test_json_of_demo_alone_says_where_it_is_and_what_is_in_it(desk: Desk) -> None:
    document = desk.json("demo")

    assert document == {
        "store": str(desk.folder / "data" / "demo.db"),
        "deals": 99,
        "customers": 66,
        "is_new": True,
    }


def test_command_runs_on_the_demo_store(desk: Desk) -> None:
    assert "丸浜水産" in desk.ok("demo", "today")
    assert len(desk.json("demo", "today")["callbacks"]) >= 8


def test_options_belong_to_the_command_behind(desk: Desk) -> None:
    shown = desk.json("demo", "list", "--state", "won", "--limit", "3")

    assert [deal["state"] for deal in shown["deals"]] == ["won"] * 3


def test_help_behind_a_command_is_that_of_the_command(desk: Desk) -> None:
    assert desk.ok("demo", "next", "--help") == desk.ok("next", "--help")
    assert "--reset" in desk.ok("demo", "--help")


def test_language_is_that_of_the_run(desk: Desk) -> None:
    assert desk.ok("demo", "status", "--lang", "ja") == desk.ok("--lang", "ja", "demo", "status")
    assert desk.ok("demo", "status", "--lang", "ja") != desk.ok("demo", "status")


def test_customers_stay_as_they_are_in_both_languages(desk: Desk) -> None:
    english, japanese = desk.json("demo", "today"), desk.json("demo", "--lang", "ja", "today")

    assert english["callbacks"] == japanese["callbacks"]


def test_user_store_is_never_touched(desk: Desk) -> None:
    desk.ok("log", "Aoki", "asked for a quote", "--next", "tomorrow")
    before = desk.path.read_bytes()

    desk.ok("demo", "log", "Cedar Fork", "signed", "--won")
    desk.ok("demo", "undo")
    desk.ok("demo")

    assert desk.path.read_bytes() == before


def test_user_store_is_not_made(desk: Desk) -> None:
    desk.ok("demo", "today")

    assert not desk.path.exists()


def test_users_own_store_is_not_where_the_demo_is(desk: Desk) -> None:
    assert desk.json("demo")["store"] == str(desk.folder / "data" / "demo.db")


def test_undo_takes_back_what_was_done_in_the_demo(desk: Desk) -> None:
    before = desk.json("demo", "show", "Cedar Fork")
    desk.ok("demo", "log", "Cedar Fork", "signed", "--won")
    assert desk.json("demo", "show", "Cedar Fork") != before

    desk.ok("demo", "undo")

    assert desk.json("demo", "show", "Cedar Fork") == before


def test_reset_makes_it_as_it_was(desk: Desk) -> None:
    before = desk.json("demo", "list", "--state", "all", "--limit", "0")
    desk.ok("demo", "won", "Cedar Fork")

    outcome = desk("demo", "--reset")

    assert outcome.out == ""
    assert "66 customers and 99 deals" in outcome.err
    assert desk.json("demo", "list", "--state", "all", "--limit", "0") == before


def test_making_it_is_said_once(desk: Desk) -> None:
    assert "apart from your own" in desk("demo", "status").err
    assert desk("demo", "status").err == ""


def test_another_day_makes_it_anew(desk: Desk) -> None:
    desk.ok("demo", "status")

    assert "apart from your own" in desk("demo", "status", PIPE_NOW="2026-11-19T00:00:00+09:00").err
    assert "that you had tried" not in desk("demo", "status", PIPE_NOW="2026-11-20T00:00:00+09:00").err


def test_another_day_says_that_changes_are_gone(desk: Desk) -> None:
    desk.ok("demo", "won", "Cedar Fork")
    desk.ok("demo", "undo")
    desk.ok("demo", "next", "Cedar Fork", "tomorrow")

    assert (
        "the one change that you had tried in it is gone"
        in desk("demo", "status", PIPE_NOW="2026-11-19T00:00:00+09:00").err
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [(("show", "nobody"), 3), (("today", "--days", "x"), 2), (("no-such-command",), 2), (("move", "1", "prospect"), 4)],
)
def test_exit_code_is_that_of_the_command(desk: Desk, words: tuple[str, ...], code: int) -> None:
    assert desk("demo", *words).code == code


def test_draft_of_the_demo_is_resumed_in_the_demo(desk: Desk) -> None:
    refused = desk("demo", "log", "Cedar Fork", "she agreed", "--next", "someday or other")
    assert refused.code == 2
    assert desk.drafts() == []

    desk.ok("demo", "log", "--resume", "--next", "tomorrow")

    assert desk.json("demo", "show", "Cedar Fork")["activities"][0]["note"] == "she agreed"


def test_demo_within_the_demo_is_the_demo(desk: Desk) -> None:
    assert desk.ok("demo", "demo", "status") == desk.ok("demo", "status")


def test_tour_shows_the_main_screens_each_with_its_command_line(desk: Desk) -> None:
    told = desk.ok("demo")

    lines = [line for line in told.splitlines() if line.startswith("$ pipe demo ")]
    commands = [line.split()[3] for line in lines]
    assert commands == ["today", "show", "log", "undo", "prune", "funnel"]
    assert f"1/{len(lines)}  " in told
    assert "Beth takes all of it" in told


def test_tour_leaves_the_demo_as_it_was(desk: Desk) -> None:
    before = desk.json("demo", "show", "Cedar Fork")

    desk.ok("demo")

    assert desk.json("demo", "show", "Cedar Fork") == before


def test_tour_in_japanese_visits_a_japanese_customer(desk: Desk) -> None:
    assert "監査員は書式を了解" in desk.ok("demo", "--lang", "ja")


def test_tour_waits_for_enter_on_a_terminal(desk: Desk) -> None:
    outcome = desk.at_terminal("demo", typed="\n\nq\n")

    assert outcome.code == 0
    assert outcome.err.count("Enter goes on") == 3
    assert outcome.out.count("$ pipe demo ") == 3
    assert "Beth takes all of it" in outcome.out


def test_tour_says_again_below_each_screen_what_is_to_be_seen(desk: Desk) -> None:
    assert desk.at_terminal("demo", typed="q\n").out.count("1/6  The first coffee") == 2


@pytest.mark.parametrize("typed", ["\n\n", "\n\nq\n"])
def test_tour_that_is_left_behind_its_entry_leaves_the_demo_as_it_was(desk: Desk, typed: str) -> None:
    before = desk.json("demo", "show", "Cedar Fork")

    assert "Beth takes all of it" in desk.at_terminal("demo", typed=typed).out

    assert desk.json("demo", "show", "Cedar Fork") == before


def test_tour_ends_with_its_input(desk: Desk) -> None:
    assert desk.at_terminal("demo", typed="").out.count("$ pipe demo ") == 1


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the XDG folders are those of other systems")
def test_demo_is_in_the_data_folder() -> None:
    assert demo_path({"XDG_DATA_HOME": "/data", "PIPE_STORE": "/mine.db"}) == "/data/pipeline-cli/demo.db"


def test_demo_is_made_for_the_day_of_the_run(desk: Desk) -> None:
    assert desk.json("demo", "today")["on"] == NOW.date().isoformat()


def test_reading_a_demo_that_is_made_loads_no_sqlmodel(tmp_path: Path) -> None:
    script = "import sys; from pipeline_cli.cli import main; main(['demo', 'today']); print('sqlmodel' in sys.modules)"
    environ = {**Desk(tmp_path).all(), "XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}

    runs = [
        subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, check=True) for _ in range(2)
    ]

    assert [run.stdout.splitlines()[-1] for run in runs] == [b"True", b"False"]


def test_demo_refuses_a_store_of_its_own(desk: Desk) -> None:
    outcome = desk("demo", "list", "--store", str(desk.folder / "mine.db"))

    assert outcome.code == 2
    assert "--store can't name another" in outcome.err
    assert not (desk.folder / "mine.db").exists()
