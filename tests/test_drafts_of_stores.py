"""A draft belongs to the store that it was typed for, even where it is kept in a folder that stores share."""

import json
from pathlib import Path

import pytest

from helpers import Desk


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with a draft of another store, kept where there was room for it."""
    desk.ok("log", "Aokiya", "the first note")
    (tmp_path / "other.db.drafts").write_text("in the way")
    desk("log", "Brandt", "for the other store", "--next", "someday", PIPE_STORE=str(tmp_path / "other.db"))
    return desk


def other(desk: Desk) -> str:
    return str(desk.folder / "other.db")


def kept(desk: Desk) -> list[Path]:
    return list(desk.folder.glob("pipe-drafts-*/*.json"))


def test_draft_names_its_store(desk: Desk) -> None:
    assert [json.loads(path.read_text())["store"] for path in kept(desk)] == [other(desk)]


def test_draft_of_another_store_is_not_resumed(desk: Desk) -> None:
    assert desk("log", "--resume", "--next", "+3d").code == 3
    assert desk.value("SELECT count(*) FROM customers") == 1
    assert desk.json("log", "--resume", "--next", "+3d", PIPE_STORE=other(desk))["activity"]["note"].startswith("for")


def test_draft_of_another_store_is_neither_listed_nor_offered(desk: Desk) -> None:
    assert desk.json("log", "--drafts")["drafts"] == []
    assert "draft" not in desk("log", "Aokiya", "a note").err
    assert len(desk.json("log", "--drafts", PIPE_STORE=other(desk))["drafts"]) == 1


def test_draft_of_another_store_is_not_discarded_with_all(desk: Desk) -> None:
    desk.ok("log", "--discard", "all")

    assert len(kept(desk)) == 1


def test_forgetting_somebody_leaves_the_drafts_of_other_stores(desk: Desk) -> None:
    desk.ok("log", "Brandt", "a note")
    desk.ok("forget", "Brandt", "--yes")

    assert len(kept(desk)) == 1


def test_draft_beside_a_store_moves_with_it(desk: Desk) -> None:
    desk("log", "Aokiya", "to be moved", "--next", "someday")
    moved = desk.path.parent.rename(desk.folder / "elsewhere") / desk.path.name

    assert desk.json("log", "--resume", "--next", "+3d", PIPE_STORE=str(moved))["activity"]["note"] == "to be moved"


def test_draft_in_the_shared_folder_that_tells_nothing_of_a_store_is_nobodys(desk: Desk) -> None:
    path = kept(desk)[0]
    path.write_text(json.dumps({"words": ["Aokiya", "of long ago"], "note": None, "at": ""}))

    assert desk("log", "--resume").code == 3


@pytest.fixture
def stray(desk: Desk) -> Desk:
    """A desk with a draft whose store was refused."""
    desk("log", "Aokiya", "typed for nowhere", PIPE_STORE="mysql://me:secret@host/sales")
    return desk


def test_draft_whose_store_was_refused_is_taken_up_where_that_is_asked_for(stray: Desk) -> None:
    taken = stray("--json", "log", "--resume")

    assert json.loads(taken.out)["activity"]["note"] == "typed for nowhere"
    assert "This was typed for another store: mysql://host/sales" in taken.err


def test_draft_whose_store_was_refused_is_not_offered(stray: Desk) -> None:
    assert "draft" not in stray("log", "Aokiya", "a note").err


def test_draft_of_the_store_comes_before_one_whose_store_was_refused(stray: Desk) -> None:
    stray("log", "Aokiya", "typed for this one", "--next", "someday")

    assert [one["is_of_another_store"] for one in stray.json("log", "--drafts")["drafts"]] == [False, True]
    assert stray.json("log", "--resume", "--next", "+3d")["activity"]["note"] == "typed for this one"


def test_list_of_drafts_says_which_store_was_refused(stray: Desk) -> None:
    assert "(for another store: mysql://host/sales)" in stray.ok("log", "--drafts")


def test_password_of_a_store_that_was_refused_is_not_kept(stray: Desk) -> None:
    assert all("secret" not in path.read_text() for path in kept(stray))
