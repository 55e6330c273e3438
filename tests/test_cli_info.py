"""``pipe info`` in whatever state the store is."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline_cli import __version__
from pipeline_cli.store import connect
from pipeline_cli.store.store import Store
from support import Pipe


def store_info(pipe: Pipe, *words: str) -> dict[str, Any]:
    outcome = pipe("info", "--json", *words)
    assert outcome.code == 0
    info: dict[str, Any] = json.loads(outcome.out)["store"]
    return info


def test_info_json_says_what_is_in_the_store(pipe: Pipe, store: Store) -> None:
    info = store_info(pipe)

    assert info["path"] == store.path
    assert (info["exists"], info["schema"], info["problem"]) == (True, connect.SCHEMA_VERSION, "")
    assert info["counts"] == {
        "customers": 7,
        "deals": {"open": 4, "won": 1, "lost": 1, "parked": 1},
        "activities": 6,
        "next_steps": 3,
    }


def test_info_names_version_language_and_zone(pipe: Pipe) -> None:
    info = json.loads(pipe("info", "--json").out)

    assert (info["version"], info["language"], info["zone"]) == (__version__, "en", "Asia/Tokyo")


def test_info_without_a_store_makes_none(pipe: Pipe, tmp_path: Path) -> None:
    info = store_info(pipe, "--store", str(tmp_path / "new.db"))

    assert (info["exists"], info["size"], info["schema"], info["problem"]) == (False, None, None, "")
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(("content", "problem"), [(b"", "is empty"), (b"not a store\n", "is damaged")])
def test_info_says_what_is_wrong_with_a_file(pipe: Pipe, tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "odd.db").write_bytes(content)

    info = store_info(pipe, "--store", str(tmp_path / "odd.db"))

    assert problem in info["problem"]
    assert (info["counts"], info["schema"], info["size"]) == (None, None, len(content))


def test_info_says_that_a_store_is_cut_off(pipe: Pipe, store: Store) -> None:
    whole = Path(store.path).read_bytes()
    Path(store.path).write_bytes(whole[: len(whole) // 2])

    assert "is damaged" in store_info(pipe)["problem"]


def test_info_says_that_a_store_is_newer(pipe: Pipe, store: Store) -> None:
    connection = sqlite3.connect(store.path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()

    info = store_info(pipe)

    assert info["schema"] == 999
    assert "newer version" in info["problem"]


def test_info_says_that_a_store_is_in_use(pipe: Pipe, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.01)
    connection = sqlite3.connect(store.path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")

    info = store_info(pipe)
    connection.close()

    assert "is in use" in info["problem"]
    assert info["schema"] == connect.SCHEMA_VERSION


def test_info_shows_nobody(pipe: Pipe) -> None:
    screen = pipe("info").out

    assert "7 customers" in screen
    assert "Aoki" not in screen
