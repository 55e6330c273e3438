"""A store whose schema is damaged: what is whole of it can be looked at, and nothing of it is changed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk
from pipeline_cli.store import salvaged

PAGE = 4096


def schema_pages(path: Path) -> list[int]:
    """Return the pages, but the first, in which the schema is kept."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            rows = connection.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' AND pageno > 1")
        except sqlite3.OperationalError:
            pytest.skip("this SQLite can't say where its pages are")
        return [number for (number,) in rows]


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """A desk whose store has lost a page of its schema."""
    for name in ("Aoki", "Sato"):
        desk.ok("log", name, f"note about {name}", "--new", "--next", "tomorrow")
    with desk.path.open("r+b") as file:
        file.seek((schema_pages(desk.path)[0] - 1) * PAGE)
        file.write(bytes(PAGE))
    return desk


@pytest.mark.parametrize(
    "words",
    [("list",), ("find", "note"), ("show", "1"), ("today",), ("status",), ("history",), ("review",), ("prune",)],
    ids=" ".join,
)
def test_what_is_whole_is_shown_and_the_file_left(damaged: Desk, words: tuple[str, ...]) -> None:
    before = damaged.path.read_bytes()
    outcome = damaged(*words)

    assert outcome.code == 0
    assert "is damaged; this is what is whole of it" in outcome.err
    assert "pipe doctor --fix" in outcome.err
    assert damaged.path.read_bytes() == before


def test_all_is_there(damaged: Desk, tmp_path: Path) -> None:
    assert damaged.json("list")["total"] == 2
    assert damaged.json("find", "note")["total"] == 2
    damaged.ok("export", "-o", str(tmp_path / "out"))
    assert "note about Sato" in (tmp_path / "out" / "activities.csv").read_text()


def test_nothing_is_left_beside_it(damaged: Desk) -> None:
    before = sorted(damaged.path.parent.rglob("*"))
    damaged.ok("list")

    assert sorted(damaged.path.parent.rglob("*")) == before


@pytest.mark.parametrize("words", [("log", "Aoki", "x"), ("undo",), ("backup",)], ids=" ".join)
def test_nothing_is_written(damaged: Desk, words: tuple[str, ...]) -> None:
    before = damaged.path.read_bytes()
    outcome = damaged(*words)

    assert (outcome.code, damaged.path.read_bytes()) == (5, before)
    assert "pipe doctor --fix" in outcome.err


def test_large_store_is_not_put_together_for_each_command(damaged: Desk) -> None:
    with patch.object(salvaged, "MOST", 1):
        outcome = damaged("list")

    assert outcome.code == 5
    assert "pipe doctor --fix" in outcome.err


def test_copy_in_memory_can_be_searched_and_not_changed(damaged: Desk) -> None:
    store = damaged.store

    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        store.reader.execute("DELETE FROM customers")
    store.reader.execute("CREATE TEMP TABLE places (id)")
    store.reader.execute("INSERT INTO places VALUES (1)")
    store.close()
