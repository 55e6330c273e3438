"""Fixtures of all tests: golden screens, a small store, and the command line."""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk
from pipeline_cli.cli import main
from pipeline_cli.command_groups import groups
from pipeline_cli.context import Run
from pipeline_cli.i18n import use_language
from pipeline_cli.store.store import Store
from pipeline_cli.tree import load
from support import NOW, Golden, Outcome, Pipe, fill_small_store

pytest_plugins = ["faults.fixtures"]

GOLDEN = Path(__file__).parent / "golden"


def pytest_configure() -> None:
    """Let Ctrl-C be heard: a shell that runs the tests in its background has told them, and theirs, to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["COLUMNS"] = "80"  # help, which is as wide as it is where there is no terminal


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="rewrite the golden files that differ")


def golden_file(item: pytest.Item) -> Path:
    """Return the file that a test compares with, named after it."""
    return GOLDEN / item.path.stem / (re.sub(r"[^\w.-]+", "-", item.name).strip("-") + ".txt")


@pytest.fixture(scope="session", autouse=True)
def _help_in_english() -> None:
    """Import every command before a test speaks Japanese: help keeps the language that its module is imported in."""
    for entries in groups().values():
        for name, entry in entries.items():
            load(name, entry)


@pytest.fixture(scope="session", autouse=True)
def _shell() -> Iterator[None]:
    """Let the tests be their own shell: who started them may be gone, or be outside the container."""
    with patch("os.getsid", lambda _: os.getpid()) if hasattr(os, "getsid") else nullcontext():
        yield


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """Leave no language to the next test."""
    yield
    use_language("en")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    file = golden_file(request.node)

    def compare(text: str) -> None:
        if request.config.getoption("--golden-update"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        expected = file.read_text(encoding="utf-8") if file.exists() else ""
        assert text == expected

    return compare


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that is made once, to be copied."""
    path = tmp_path_factory.mktemp("store") / "pipe.db"
    fill_small_store(str(path))
    return path


@pytest.fixture
def store(small_store: Path, tmp_path: Path) -> Store:
    """A small store of the test's own."""
    return Store(str(shutil.copy(small_store, tmp_path / "pipe.db")))


@pytest.fixture
def pipe(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Pipe:
    """The command line, on the small store."""
    environ = {
        "PIPE_STORE": store.path,
        "PIPE_NOW": NOW.isoformat(),
        "TZ": "Asia/Tokyo",
        "LANG": "en_GB.UTF-8",
        "COLUMNS": "80",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
    }

    def run(*words: str, **settings: str) -> Outcome:
        code = main(words, {**environ, **settings})
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The command line on a store that is not there yet; test files that begin with something in it fill their own."""
    return Desk(tmp_path)


@pytest.fixture
def used(desk: Desk) -> Desk:
    """A desk whose store has a deal in it."""
    desk.ok("log", "Aoki", "the first note", "--next", "tomorrow")
    return desk


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk at which one customer is known, with a callback due today."""
    desk.ok("log", "Aoki", "the first note", "--next", "today", "--why", "quote", "--by", "call", "--at", "2026-11-10")
    return desk


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    """A store that is not there yet, for services."""
    return Store(str(tmp_path / "empty.db"))


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody be there who can be asked again."""
    monkeypatch.setattr(Run, "is_interactive", True)


@pytest.fixture
def japanese() -> None:
    """Speak Japanese until the test ends."""
    use_language("ja")


@pytest.fixture
def private_files() -> Iterator[None]:
    """Make files as the program does when it is run."""
    before = os.umask(0o077)
    yield
    os.umask(before)
