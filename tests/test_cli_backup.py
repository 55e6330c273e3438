"""``pipe backup``, and the backups that are made by themselves."""
# ruff: noqa: SLF001  # how a copy gives way is inside

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from helpers import Desk, posix_only
from pipeline_cli.errors import StoreError
from pipeline_cli.store import copying
from pipeline_cli.store.backup import backups_of, thin_out
from support import NOW

NEXT_DAY = "2026-11-19T09:30:00+09:00"
THIRD_DAY = "2026-11-20T09:30:00+09:00"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "first", "--next", "tomorrow")
    return desk


def reasons(desk: Desk) -> list[str]:
    return [one.reason for one in backups_of(str(desk.path))]


def notes(path: Path | str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM activities ORDER BY id")]


def test_store_of_today_has_nothing_to_back_up_yet(desk: Desk) -> None:
    desk.ok("log", "Aoki", "second")

    assert reasons(desk) == []


def test_first_change_of_a_day_is_preceded_by_a_backup(desk: Desk) -> None:
    desk.ok("log", "Aoki", "second", PIPE_NOW=NEXT_DAY)
    desk.ok("log", "Aoki", "third", PIPE_NOW=NEXT_DAY)

    assert reasons(desk) == ["daily"]
    assert notes(backups_of(str(desk.path))[0].path) == ["first"]


def test_reading_makes_no_backup(desk: Desk) -> None:
    desk.ok("today", PIPE_NOW=NEXT_DAY)
    desk.ok("backup", "list", PIPE_NOW=NEXT_DAY)

    assert reasons(desk) == []


def test_day_without_a_change_before_it_needs_no_backup(desk: Desk) -> None:
    desk.ok("backup", PIPE_NOW=NEXT_DAY)
    desk.ok("log", "Aoki", "second", PIPE_NOW=THIRD_DAY)

    assert reasons(desk) == ["asked"]


def test_import_is_preceded_by_a_backup_on_any_day(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("ref,name\nc1,Sato\n")
    desk.ok("import", str(tmp_path / "customers.csv"))

    assert reasons(desk) == ["import"]


def test_demo_store_is_never_backed_up(desk: Desk) -> None:
    desk.ok("demo", "today")
    demo = next(desk.folder.rglob("demo.db"))
    desk.ok("log", "1", "x", "--store", str(demo), PIPE_NOW=NEXT_DAY)

    assert not Path(f"{demo}.backups").exists()


@posix_only
def test_backups_are_their_user_s_alone(desk: Desk) -> None:
    desk.process("backup")
    folder = Path(f"{desk.path}.backups")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_backup_that_fails_does_not_keep_the_change_back(desk: Desk) -> None:
    full = StoreError("The disk is full.", hint="Make room.")
    with patch("pipeline_cli.store.backup.copy_store", side_effect=full):
        outcome = desk("log", "Aoki", "second", PIPE_NOW=NEXT_DAY)

    assert outcome.code == 0
    assert all(one in outcome.err for one in ("could not be made", "The disk is full.", "Make room."))
    assert notes(desk.path) == ["first", "second"]


def test_backup_that_failed_is_made_before_the_next_change(desk: Desk) -> None:
    with patch("pipeline_cli.store.backup.copy_store", side_effect=StoreError("full")):
        desk.ok("log", "Aoki", "second", PIPE_NOW=NEXT_DAY)
    desk.ok("log", "Aoki", "third", PIPE_NOW=NEXT_DAY)

    assert notes(backups_of(str(desk.path))[0].path) == ["first", "second"]


def test_disk_is_not_filled_up_by_a_backup(desk: Desk) -> None:
    with patch("shutil.disk_usage", return_value=SimpleNamespace(free=copying.MARGIN)):
        outcome = desk("backup")

    assert (outcome.code, "no room" in outcome.err) == (5, True)
    assert os.listdir(f"{desk.path}.backups") == []


def test_damaged_store_takes_no_backup_s_place(desk: Desk) -> None:
    desk.ok("backup")
    content = bytearray(desk.path.read_bytes())
    content[-4096 * 3 : -4096 * 2] = b"x" * 4096
    desk.path.write_bytes(content)
    outcome = desk("backup", PIPE_NOW=NEXT_DAY)

    assert (outcome.code, "damaged" in outcome.err) == (5, True)
    assert reasons(desk) == ["asked"]
    assert len(os.listdir(f"{desk.path}.backups")) == 1


def test_locked_store_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.store.connect.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = desk("backup")

    assert (outcome.code, "in use" in outcome.err) == (5, True)


def test_copy_gives_way_to_others_and_ends_all_the_same(desk: Desk, tmp_path: Path) -> None:
    desk.ok("log", "Aoki", "-", stdin="x" * 6_000_000)  # more than SQLite keeps in memory of a copy
    seen: list[int] = []

    def disturbed(patience: copying._Patience, _status: int, left: int, _total: int) -> None:
        seen.append(left)
        if patience._most == copying.MOST_RESTARTS and left < copying.PAGES:
            raise copying._DisturbedError

    with patch.object(copying._Patience, "__call__", disturbed):
        copying.copy_store(str(desk.path), str(tmp_path / "copy.db"))

    assert 0 < seen[-2] < copying.PAGES
    assert notes(tmp_path / "copy.db") == ["first", "x" * 6_000_000]


def test_patience_ends_after_some_restarts() -> None:
    patience = copying._Patience(restarts=1)
    for left in (9, 5, 9, 5):
        patience(sqlite3.SQLITE_OK, left, 10)

    with pytest.raises(copying._DisturbedError):
        patience(sqlite3.SQLITE_OK, 9, 10)


def test_backup_to_a_file_is_a_store(desk: Desk, tmp_path: Path) -> None:
    answer = desk.json("backup", str(tmp_path / "copy.db"))["backup"]

    assert desk.json("list", "--store", answer["path"]) == desk.json("list")
    assert (answer["contents"]["customers"], answer["contents"]["open_steps"]) == (1, 1)
    assert reasons(desk) == []


def test_backup_never_writes_over_a_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine")

    assert desk("backup", str(tmp_path / "there.db")).code == 4
    assert (tmp_path / "there.db").read_text() == "mine"


def test_nothing_is_backed_up_where_there_is_no_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    assert desk("backup").code == 3
    assert desk.json("backup", "list")["backups"] == []
    assert not desk.path.parent.exists()


def test_list_numbers_the_newest_first(desk: Desk) -> None:
    desk.ok("backup")
    desk.ok("backup", PIPE_NOW=NEXT_DAY)
    listed = desk.json("backup", "list", PIPE_NOW=NEXT_DAY)["backups"]

    assert [(one["number"], one["made_at"], one["reason"]) for one in listed] == [
        (1, NEXT_DAY, "asked"),
        (2, NOW.isoformat(), "asked"),
    ]


def test_backups_of_one_second_do_not_replace_each_other(desk: Desk) -> None:
    desk.ok("backup")
    desk.ok("backup")

    assert [one.serial for one in backups_of(str(desk.path))] == [2, 1]


def test_thinning_out_leaves_other_files_alone_and_takes_old_parts_away(desk: Desk) -> None:
    desk.ok("backup")
    folder = Path(f"{desk.path}.backups")
    for name in ("notes.txt", "x.db.1.part", "new.db.2.part"):
        (folder / name).write_text("x")
    os.utime(folder / "x.db.1.part", (0, 0))
    os.utime(folder / "new.db.2.part", (NOW.timestamp(), NOW.timestamp()))
    thin_out(str(desk.path), NOW)

    assert {path.name for path in folder.iterdir()} >= {"notes.txt", "new.db.2.part"}
    assert not (folder / "x.db.1.part").exists()


@pytest.mark.parametrize(
    "words",
    [("--to", "x.age"), ("--recipient", "age1x"), ("a.db", "--to", "x.age", "--recipient", "age1x")],
    ids=" ".join,
)
def test_encryption_by_halves_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk("backup", *words).code == 2


def test_encrypted_backup_comes_back_with_its_key_alone(desk: Desk, tmp_path: Path) -> None:
    pyrage = pytest.importorskip("pyrage", reason="the extra age is not installed")
    ours, theirs = (pyrage.x25519.Identity.generate() for _ in range(2))
    (tmp_path / "ours").write_text(f"# public key: {ours.to_public()}\n{ours}\n")
    (tmp_path / "theirs").write_text(f"{theirs}\n")
    file = str(tmp_path / "pipe.age")
    desk.ok("backup", "--to", file, "--recipient", str(ours.to_public()))
    desk.ok("log", "Aoki", "second")

    assert b"first" not in Path(file).read_bytes()
    assert desk("restore", file, "--yes").code == 2
    assert desk("restore", file, "--identity", str(tmp_path / "theirs"), "--yes").code == 2
    assert desk("restore", file, "--identity", str(tmp_path / "none"), "--yes").code == 3
    assert desk("restore", file, "--identity", str(tmp_path / "ours"), "--yes").code == 0
    assert notes(desk.path) == ["first"]
    assert [path.name for path in Path(f"{desk.path}.backups").iterdir() if path.suffix != ".db"] == []


def test_wrong_recipient_is_refused_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("pyrage", reason="the extra age is not installed")

    assert desk("backup", "--to", str(tmp_path / "pipe.age"), "--recipient", "age1wrong").code == 2
    assert list(tmp_path.glob("pipe.age*")) == []


def test_missing_extra_is_named(desk: Desk, tmp_path: Path) -> None:
    with patch.dict("sys.modules", {"pyrage": None}):
        outcome = desk("backup", "--to", str(tmp_path / "pipe.age"), "--recipient", "age1x")

    assert (outcome.code, "pipeline-cli[age]" in outcome.err) == (4, True)
