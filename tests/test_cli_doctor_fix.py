"""``pipe doctor --fix``: the new store takes the place of the damaged one, which is kept."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from damage_support import change, flip, overwrite
from helpers import Desk, posix_only
from pipeline_cli.services import mend_store
from pipeline_cli.store.backup import backups_of
from pipeline_cli.store.rescue import rescue

pytestmark = pytest.mark.usefixtures("private_files")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "a note", "--new", "--next", "tomorrow", "--value", "1000")
    return desk


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """A store in which a customer is not what was written."""
    change(desk.path, "UPDATE customers SET memo = 'other'")
    return desk


def test_fix_of_a_sound_store_changes_nothing(desk: Desk) -> None:
    before = desk.path.read_bytes()
    fixed = desk.json("doctor", "--fix")["fixed"]

    assert (fixed["kept"], fixed["saved"], fixed["mended"]) == (None, None, [])
    assert desk.path.read_bytes() == before


def test_fix_puts_right_and_keeps_the_damaged_file(damaged: Desk) -> None:
    content = damaged.path.read_bytes()
    answer = damaged.json("doctor", "--fix")

    assert answer["sound"]
    assert [one["code"] for one in answer["findings"]] == ["records"]
    assert answer["fixed"]["repaired"] == [{"table": "customers", "id": 1}]
    assert Path(answer["fixed"]["kept"]).read_bytes() == content
    assert [one.reason for one in backups_of(str(damaged.path))] == ["damaged"]
    assert damaged.value("SELECT memo FROM customers") == ""


def test_fix_tells_what_it_did(damaged: Desk) -> None:
    screen = damaged.ok("doctor", "--fix")

    assert "repaired from the history (1): customers 1" in screen
    assert "The damaged file is kept in" in screen
    assert "The store is sound" in screen


def test_fix_is_an_entry_of_the_history_and_undo_passes_over_it(damaged: Desk) -> None:
    damaged.ok("doctor", "--fix")
    newest = damaged.json("history")["operations"][0]
    damaged.ok("undo")

    assert (newest["command"], newest["summary"]) == ("doctor", "1 repaired, 0 lost")
    assert damaged.value("SELECT count(*) FROM customers") == 0


@pytest.mark.parametrize(("typed", "memo"), [("y\n", ""), ("n\n", "other")])
def test_on_a_terminal_it_asks_before_replacing(damaged: Desk, typed: str, memo: str) -> None:
    outcome = damaged.at_terminal("doctor", "--fix", typed=typed)

    assert "repaired from the history (1)" in outcome.out
    assert damaged.value("SELECT memo FROM customers") == memo


def test_backup_that_could_be_had_instead_is_compared(desk: Desk) -> None:
    desk.ok("backup")
    change(desk.path, "UPDATE customers SET memo = 'other'")
    fixed = desk.json("doctor", "--fix")["fixed"]

    assert fixed["backup"]["contents"] == fixed["contents"] == {
        "customers": 1, "deals": 1, "activities": 1, "open_steps": 1,
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"# notes\n" * 999], ids=["empty", "text"])
def test_file_with_nothing_in_it_is_left_and_the_backup_offered(desk: Desk, content: bytes) -> None:
    desk.ok("backup")
    desk.path.write_bytes(content)
    outcome = desk("doctor", "--fix")

    assert (outcome.code, "pipe restore" in outcome.err) == (5, True)
    assert desk.path.read_bytes() == content


@pytest.mark.parametrize(
    "statements",
    [
        ("ALTER TABLE deals ADD COLUMN colour TEXT", "PRAGMA user_version = 999"),
        ("PRAGMA user_version = 3",),
        ("DROP TABLE changes", "PRAGMA application_id = 7"),
        ("PRAGMA application_id = 7",),
    ],
    ids=["newer", "newer number", "foreign", "foreign number"],
)
def test_newer_or_foreign_file_is_left_alone(desk: Desk, statements: tuple[str, ...]) -> None:
    change(desk.path, *statements)
    content, names = desk.path.read_bytes(), sorted(desk.path.parent.iterdir())

    assert desk("doctor", "--fix").code == 5
    assert (desk.path.read_bytes(), sorted(desk.path.parent.iterdir())) == (content, names)


def test_refusal_of_a_newer_store_names_both_versions(desk: Desk) -> None:
    change(desk.path, "PRAGMA user_version = 3")

    assert "Its schema is 3; this version knows 2." in desk("doctor", "--fix").err


def test_note_that_is_damaged_in_every_copy_is_named(desk: Desk) -> None:
    overwrite(desk.path, lambda content: content.__setitem__(slice(None), content.replace(b"a note", b"a nose")))
    screen = desk.ok("doctor", "--fix")

    assert "kept as found, although nothing proves them; look at them (1): activities 1" in screen
    assert "entries of the history that may not say all (1): 1" in screen


def test_identity_that_nothing_proves_is_named(desk: Desk) -> None:
    change(desk.path, "UPDATE info SET value = 'ffffffff' WHERE key = 'store_id'")

    assert "What the store is known by is kept as found" in desk.ok("doctor", "--fix")


def test_store_that_is_written_meanwhile_is_not_replaced(damaged: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: str, draft: str) -> object:
        rescued = rescue(path, draft)
        change(damaged.path, "UPDATE customers SET company = 'later'")
        return rescued

    monkeypatch.setattr(mend_store, "rescue", slow)
    outcome = damaged("doctor", "--fix")

    assert (outcome.code, "in use" in outcome.err) == (5, True)
    assert damaged.value("SELECT company FROM customers") == "later"
    assert backups_of(str(damaged.path)) == []


def test_fix_leaves_nothing_behind(damaged: Desk) -> None:
    damaged.ok("doctor", "--fix")

    assert {path.name for path in damaged.path.parent.iterdir()} <= {"pipe.db", "pipe.db-journal", "pipe.db.backups"}
    assert {path.suffix for path in Path(f"{damaged.path}.backups").iterdir()} == {".db"}


def test_reading_a_damaged_value_is_the_store_s_fault_not_a_bug(desk: Desk) -> None:
    change(desk.path, "UPDATE activities SET at = 'yesterday'")
    outcome = desk("show", "1")

    assert outcome.code == 5
    assert "pipe doctor" in outcome.err


def test_what_is_forgotten_stays_known_after_a_fix(desk: Desk) -> None:
    desk.ok("forget", "Aoki", "--yes")
    desk.ok("log", "Sato", "a note", "--new")
    overwrite(desk.path, flip(b"Sato"))
    desk.ok("doctor", "--fix")

    with closing(sqlite3.connect(desk.path)) as connection:
        assert connection.execute("SELECT count(*) FROM tombstones").fetchone()[0] > 0
    assert json.loads(desk("doctor", "--json").out)["sound"]


@posix_only
def test_store_behind_a_link_is_mended_and_the_link_stays(damaged: Desk) -> None:
    link = damaged.folder / "link.db"
    link.symlink_to(damaged.path)
    damaged.ok("doctor", "--fix", "--store", str(link))

    assert link.is_symlink()
    assert damaged.json("doctor")["sound"] is True


@pytest.mark.parametrize("offset", [60, 61, 62, 68, 69, 70, 71])
def test_header_with_a_flipped_bit_is_mended(desk: Desk, offset: int) -> None:
    def edit(content: bytearray) -> None:
        content[offset] ^= 1  # of the version, or of the application id

    before = desk.ok("list")
    overwrite(desk.path, edit)

    assert "pipe doctor" in desk("list").err
    desk.ok("doctor", "--fix")
    assert desk.ok("list") == before


@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA user_version = 65538", "CREATE TABLE songs (id)"),
        ("PRAGMA application_id = 1346916421", "UPDATE deals SET title = 'other'"),
    ],
    ids=["other tables", "other records"],
)
def test_header_that_a_bit_explains_is_left_where_the_rest_is_not_ours(desk: Desk, statements: tuple[str, ...]) -> None:
    change(desk.path, *statements)
    before = desk.path.read_bytes()

    assert desk("doctor", "--fix").code == 5
    assert desk.path.read_bytes() == before
