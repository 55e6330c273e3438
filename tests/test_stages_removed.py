"""A stage that is no longer configured: nobody comes to it by an undo, and a store that holds it works."""

import shlex
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from config_support import Configured


@pytest.fixture
def desk(tmp_path: Path) -> Configured:
    """A desk with two open deals and a lost one at a stage of its own."""
    desk = Configured(tmp_path)
    desk.ok("config", "stage", "add", "extra", "--after", "prospect")
    for name in ("Aoki", "Brandt", "Chiba"):
        desk.ok("add", name, "--stage", "extra", "--value", "100 EUR")
    desk.ok("lost", "3", "price")
    return desk


@pytest.fixture
def strange(desk: Configured) -> Configured:
    """The same, and the stage is gone from the configuration without being handed over."""
    desk.write("")
    return desk


def refused(*_: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def configured(desk: Configured) -> list[str]:
    return [stage["key"] for stage in desk.json("config", "stages")["stages"]]


def stages(desk: Configured) -> list[str]:
    return [stage for (stage,) in desk.rows("SELECT stage FROM deals ORDER BY id")]


def test_removed_stage_tells_how_many_open_and_closed_deals_moved(desk: Configured) -> None:
    told = desk("config", "stage", "remove", "extra", "--to", "commit")

    assert "3 deals went to commit (2 open, 1 closed)." in told.err


def test_removing_a_stage_that_deals_are_at_tells_how_many_would_move(desk: Configured) -> None:
    assert "3 deals are at extra (2 open, 1 closed)." in desk("config", "stage", "remove", "extra").err


def without_stages_change(desk: Configured, entry: int) -> None:
    """Make an entry one of those that earlier versions wrote, which said nothing of the configuration."""
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("DELETE FROM changes WHERE operation_id = ? AND table_name = 'stages'", (entry,))


def test_old_entry_does_not_bring_deals_back_to_a_stage_that_is_not_configured(desk: Configured) -> None:
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    without_stages_change(desk, 6)
    refused = desk("undo")

    assert refused.code == 4
    assert "pipe config stage add extra --before commit" in refused.err
    assert stages(desk) == ["commit"] * 3


@pytest.mark.parametrize("words", [("undo",), ("undo", "--only", "6")], ids=" ".join)
def test_undo_brings_a_removed_stage_back_in_its_place_with_its_deals(desk: Configured, words: tuple[str, ...]) -> None:
    before = desk.text
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    desk.ok(*words)

    assert (stages(desk), desk.text) == (["extra"] * 3, before)
    assert configured(desk) == ["approach", "potential", "prospect", "extra", "commit"]


def test_redo_removes_a_stage_again(desk: Configured) -> None:
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    desk.ok("undo")
    desk.ok("redo")

    assert (stages(desk), configured(desk)) == (["commit"] * 3, ["approach", "potential", "prospect", "commit"])


def test_undo_leaves_alone_what_was_written_into_the_configuration_since(desk: Configured) -> None:
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    desk.write(desk.text.replace('key = "commit"', 'key = "commit"\nen = "Signing"'))
    desk.ok("undo")

    assert configured(desk) == ["approach", "potential", "prospect", "extra", "commit"]
    assert 'en = "Signing"' in desk.text


def test_stage_that_deals_came_to_since_is_not_taken_away_alone(desk: Configured) -> None:
    refused = desk("undo", "--only", "1")

    assert refused.code == 4
    assert "pipe undo --only 5,4,3,2,1" in refused.err


def test_nothing_is_changed_where_the_store_refuses(desk: Configured) -> None:
    before = desk.text
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'full'); END")
        refused = desk("config", "stage", "remove", "extra", "--to", "commit")

    assert refused.code != 0
    assert (stages(desk), desk.text) == (["extra"] * 3, before)
    assert [path.name for path in desk.file.parent.iterdir()] == [desk.file.name]


@pytest.mark.parametrize(
    ("words", "left"),
    [(("remove", "extra", "--to", "commit"), "commit"), (("move", "extra", "--before", "approach"), "extra")],
)
def test_records_are_saved_though_the_configuration_can_not_take_its_place(
    desk: Configured, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], left: str
) -> None:
    before = desk.text
    with monkeypatch.context() as patch:
        patch.setattr("pipeline_cli.services.own_stages.os.replace", refused)
        outcome = desk("config", "stage", *words)

    assert (outcome.code, desk.text, stages(desk)) == (0, before, [left] * 3)
    assert "It is saved, but the configuration" in outcome.err
    assert "No space left on device." in outcome.err


def test_configuration_that_could_not_take_its_place_is_put_there_as_told(
    desk: Configured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("pipeline_cli.services.own_stages.os.replace", refused)
        told = desk("config", "stage", "remove", "extra", "--to", "commit").err
    subprocess.run(shlex.split(told.partition("Put it in place with: ")[2]), check=True)

    assert configured(desk) == ["approach", "potential", "prospect", "commit"]


def test_deals_at_a_stage_that_is_not_configured_are_listed(strange: Configured) -> None:
    assert [deal["id"] for deal in strange.json("list", "--stage", "EXTRA")["deals"]] == [2, 1]
    assert strange("list", "--stage", "nowhere").code == 2


def test_deal_leaves_a_stage_that_is_not_configured(strange: Configured) -> None:
    assert strange.json("move", "1", "commit")["deal"]["stage"] == "commit"


def test_funnel_has_a_row_of_its_own_for_a_stage_that_is_not_configured(strange: Configured) -> None:
    strange.ok("move", "1", "commit")
    first, second, *_ = strange.json("funnel")["stages"]

    assert (first["stage"], first["open"], first["closed_lost"], first["entered"]) == ("extra", 1, 1, 2)
    assert first["open_value"] == {"minor": 10000, "currency": "EUR"}
    assert (second["stage"], second["open"], second["closed_lost"], second["entered"]) == ("approach", 0, 0, 3)


def test_funnel_shows_a_stage_that_is_not_configured(strange: Configured) -> None:
    screen = strange.ok("funnel")

    assert "2 open · 1 lost" in screen
    assert sum(line.startswith("extra") for line in screen.splitlines()) == 2


def test_export_with_a_stage_that_is_not_configured_comes_back_exactly(strange: Configured) -> None:
    first, again = strange.folder / "first", strange.folder / "again"
    strange.ok("export", "-o", str(first))
    strange.ok("import", str(first), PIPE_STORE=str(strange.folder / "new.db"))
    strange.ok("export", "-o", str(again), PIPE_STORE=str(strange.folder / "new.db"))

    assert {path.name: path.read_text() for path in again.iterdir()} == {
        path.name: path.read_text() for path in first.iterdir()
    }


BACK = "To have it again: "


def told_commands(err: str) -> list[str]:
    """Return the command lines that are said to bring stages back."""
    return [line.partition(BACK)[2] for line in err.splitlines() if BACK in line]


def test_restore_tells_what_brings_a_removed_stage_back_in_its_place(desk: Configured) -> None:
    desk.ok("backup")
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    outcome = desk("restore", "1", "--yes", "--json")

    assert told_commands(outcome.err) == ["pipe config stage add extra --before commit"]
    assert "3 deals are at extra" in outcome.err


def test_stages_that_a_restore_tells_of_come_back_in_their_order_with_their_names(desk: Configured) -> None:
    for key in ("last", "pen"):
        desk.ok("config", "stage", "add", key, "--en", f"The {key}", "--after", "commit")
        desk.ok("add", key, "--stage", key)
    before = desk.json("config", "stages")
    desk.ok("backup")
    for key in ("last", "pen", "extra"):
        desk.ok("config", "stage", "remove", key, "--to", "commit")
    for command in told_commands(desk("restore", "1", "--yes").err):
        desk.ok(*shlex.split(command)[1:])

    assert desk.json("config", "stages") == before


def test_restore_tells_of_a_default_stage_though_no_history_names_it(tmp_path: Path) -> None:
    desk = Configured(tmp_path)
    desk.ok("add", "Aoki", "--stage", "prospect")
    desk.ok("backup")
    desk.write('[[stages]]\nkey = "approach"\n[[stages]]\nkey = "commit"\n')
    desk.path.unlink()
    outcome = desk("restore", "1", "--yes")

    assert told_commands(outcome.err) == ["pipe config stage add prospect --before commit"]
    assert "1 deal is at prospect" in outcome.err


def test_restore_of_configured_stages_tells_nothing_of_them(desk: Configured) -> None:
    desk.ok("backup")

    assert told_commands(desk("restore", "1", "--yes").err) == []
