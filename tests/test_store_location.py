"""Where the store is, and what it may be called."""

import os
from pathlib import Path

import pytest

from helpers import Desk, linux_only, posix_only
from pipeline_cli.errors import UsageError
from pipeline_cli.store.location import store_path

READING = ("status",)
WRITING = ("log", "Aoki", "a note")


@posix_only
@pytest.mark.parametrize("name", ["a b", "50%", "what?", "c#", "50%25", "日本語", "'quoted'", "back\\slash"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    path = tmp_path / f"{name}.db"

    assert desk(*WRITING, "--store", str(path)).code == 0
    assert desk("show", "1", "--store", str(path)).code == 0
    assert path.is_file()


@linux_only
def test_name_that_is_no_utf_8_will_do(desk: Desk) -> None:
    path = os.fsencode(desk.folder) + b"/caf\xe9.db"

    assert desk.process(*WRITING, "--store", os.fsdecode(path)).returncode == 0
    assert desk.process("status", "--store", os.fsdecode(path)).stdout.startswith(b"0 overdue")
    assert os.path.isfile(path)


@pytest.mark.parametrize(
    "url",
    ["postgresql://host/pipe", "mysql://x", "sqlite:///", "sqlite://", "file:/x.db", "file:x?mode=rw", ":memory:"],
)
def test_database_that_can_not_be_opened_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError, match="can't open"):
        store_path(url, {})


@posix_only
def test_store_is_where_the_option_says_before_the_environment(tmp_path: Path) -> None:
    environ = {"PIPE_STORE": "/elsewhere.db", "XDG_DATA_HOME": str(tmp_path)}

    assert store_path("sqlite:////srv/pipe.db", environ) == "/srv/pipe.db"
    assert store_path(None, environ) == "/elsewhere.db"
    assert store_path("", {"XDG_DATA_HOME": str(tmp_path)}) == str(tmp_path / "pipeline-cli" / "pipe.db")
    assert store_path("~/pipe.db", {}) == os.path.expanduser("~/pipe.db")


@posix_only
@pytest.mark.parametrize("name", ["file:x.db", ":memory:"])
def test_name_that_sqlite_takes_for_another_makes_no_file(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    outcome = desk(*WRITING, "--store", name)

    assert outcome.code == 2
    assert name.strip(":").split(":")[0] in outcome.err
    assert not os.path.exists(name)
    assert not os.path.exists("file:")
