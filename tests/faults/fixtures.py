"""What the fault tests share: a store to break, what it holds, and a line for each figure at the end."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from faults.traced import ForkServer
from helpers import Desk
from pipeline_cli.store.digests import IDENTITY

Rows = dict[str, list[tuple[Any, ...]]]
Tell = Callable[[str], None]

TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*' AND name <> 'info'
"""

IS_THOROUGH = os.environ.get("FAULTS") == "all"
"""Whether to try every point, for minutes, and not just as many as there is time for at each change."""

FIGURES = pytest.StashKey[list[str]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them all: they take minutes."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("faults")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for figure in config.stash.get(FIGURES, []):
        terminalreporter.write_line(figure)


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Say a figure when all tests are done."""
    return request.config.stash.setdefault(FIGURES, []).append


@pytest.fixture
def used_desk(tmp_path: Path) -> Desk:
    """A desk with a store that has seen a few commands."""
    desk = Desk(tmp_path / "desk")
    desk.folder.mkdir()
    desk.ok("log", "Aoki", "asked for a quote", "--new", "--next", "+3d", "--value", "1200000")
    desk.ok("log", "山田商店", "見積もりを見たい", "--new", "--next", "+5d")
    return desk


@pytest.fixture
def server(used_desk: Desk) -> Iterator[ForkServer]:
    """Processes to be broken."""
    server = ForkServer(used_desk.all())
    yield server
    server.close()


def copied(desk: Desk, folder: Path) -> Desk:
    """Return a desk with a copy of another's files."""
    shutil.copytree(desk.folder, folder)
    return Desk(folder)


def held(path: Path) -> Rows:
    """Return every row of a store, the history included, once SQLite finds it whole; of an empty one nothing.

    Left out are the tables that SQLite keeps for itself, and the store's own id, drawn by chance, with its digest.
    """
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        names = [name for (name,) in connection.execute(TABLES)]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    rows["record_digests"] = [row for row in rows.get("record_digests", []) if row[:2] != IDENTITY]
    return {name: found for name, found in rows.items() if found}
