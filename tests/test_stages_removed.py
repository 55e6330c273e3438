"""A stage that is no longer configured: nobody comes to it by an undo, and a store that holds it works."""

from pathlib import Path

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


def stages(desk: Configured) -> list[str]:
    return [stage for (stage,) in desk.rows("SELECT stage FROM deals ORDER BY id")]


def test_removed_stage_tells_how_many_open_and_closed_deals_moved(desk: Configured) -> None:
    told = desk("config", "stage", "remove", "extra", "--to", "commit")

    assert "3 deals went to commit (2 open, 1 closed)." in told.err


def test_removing_a_stage_that_deals_are_at_tells_how_many_would_move(desk: Configured) -> None:
    assert "3 deals are at extra (2 open, 1 closed)." in desk("config", "stage", "remove", "extra").err


@pytest.mark.parametrize("words", [("undo",), ("undo", "--only", "5")], ids=" ".join)
def test_undo_does_not_bring_deals_back_to_a_stage_that_is_not_configured(
    desk: Configured, words: tuple[str, ...]
) -> None:
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    refused = desk(*words)

    assert refused.code == 4
    assert "pipe config stage add extra --before commit" in refused.err
    assert stages(desk) == ["commit"] * 3


def test_undo_brings_deals_back_once_the_stage_is_configured_again(desk: Configured) -> None:
    desk.ok("config", "stage", "remove", "extra", "--to", "commit")
    desk.ok("config", "stage", "add", "extra", "--before", "commit")
    desk.ok("undo")

    assert stages(desk) == ["extra"] * 3


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
