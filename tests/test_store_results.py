import sqlite3
from pathlib import Path

from pipeline_cli.store.connect import open_writing
from pipeline_cli.store.results import keep_result, kept_result
from pipeline_cli.store.store import Store


def test_nothing_is_kept_at_first(store: Store) -> None:
    assert kept_result(store.reader, "model") is None


def test_what_is_kept_is_found_again(store: Store) -> None:
    assert keep_result(store.reader, "model", "[1, 2]")
    assert kept_result(store.reader, "model") == "[1, 2]"


def test_what_is_kept_replaces_what_was_there(store: Store) -> None:
    for value in ("old", "new"):
        keep_result(store.reader, "model", value)

    assert kept_result(store.reader, "model") == "new"


def test_results_are_kept_apart_by_their_keys(store: Store) -> None:
    keep_result(store.reader, "model", "one")
    keep_result(store.reader, "forecast", "other")

    assert kept_result(store.reader, "model") == "one"


def test_a_store_in_memory_keeps_nothing() -> None:
    assert not keep_result(sqlite3.connect(":memory:"), "model", "[]")


def test_a_store_that_is_being_written_to_keeps_nothing_and_waits_for_nobody(store: Store) -> None:
    path = next(file for _, name, file in store.reader.execute("PRAGMA database_list") if name == "main")
    writer = open_writing(path)
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert not keep_result(store.reader, "model", "[]")
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_a_file_that_is_no_store_keeps_nothing(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE anything (x)")

    assert not keep_result(connection, "model", "[]")
