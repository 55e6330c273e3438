"""Backups that must not go missing, and people who must not come back."""

import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk
from pipeline_cli.store.backup import backups_of, newest_sound, thin_out
from support import NOW


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "a note", "--new")
    desk.ok("log", "Sato", "a note", "--new")
    return desk


def test_backup_just_made_stays_where_the_clock_went_back(desk: Desk) -> None:
    for day in range(10, 19):
        desk.ok("backup", PIPE_NOW=f"2026-12-{day}T09:30:00+09:00")
    made = desk.json("backup", PIPE_NOW="2026-11-18T09:30:00+09:00")["backup"]["path"]

    assert Path(made).exists()


def test_only_the_one_that_is_named_is_spared(desk: Desk) -> None:
    folder = Path(f"{desk.path}.backups")
    folder.mkdir()
    names = [f"2026-11-18T0{hour}0000Z-import.db" for hour in range(4)]
    for name in names:
        (folder / name).touch()
    thin_out(str(desk.path), NOW, spared=str(folder / names[0]))

    assert [Path(one.path).name for one in backups_of(str(desk.path))] == [names[3], names[0]]


def test_restore_is_refused_where_somebody_forgotten_would_come_back(desk: Desk) -> None:
    desk.ok("backup")
    desk.ok("forget", "Aoki", "--yes")
    kept = backups_of(str(desk.path))
    error = sqlite3.OperationalError("disk I/O error")
    with patch("pipeline_cli.store.forget.forget_again", side_effect=error):
        outcome = desk("restore", kept[-1].path, "--yes")

    assert outcome.code == 5
    assert desk.json("list")["total"] == 1


def on(day: str) -> dict[str, str]:
    return {"PIPE_NOW": f"{day}T09:30:00+09:00"}


@pytest.fixture
def once_ahead(tmp_path: Path) -> Desk:
    """A desk whose clock was four years ahead for one command."""
    desk = Desk(tmp_path / "ahead")
    for day in ("2026-11-01", "2030-11-01", "2026-11-02", "2026-11-03", "2026-11-04"):
        desk.ok("log", "Aoki", f"on {day}", **on(day))
    return desk


def days(desk: Desk) -> list[str]:
    return [f"{one.made_at:%Y-%m-%d}" for one in backups_of(str(desk.path))]


def test_daily_backups_go_on_after_the_clock_was_ahead(once_ahead: Desk) -> None:
    assert days(once_ahead) == ["2030-11-01", "2026-11-04", "2026-11-03", "2026-11-02"]


def test_clock_that_was_ahead_is_told(once_ahead: Desk) -> None:
    found = [one["code"] for one in once_ahead.json("doctor", **on("2026-11-05"))["findings"]]

    assert {"clock", "backups_ahead"} <= set(found)


def test_restore_takes_the_backup_with_the_newest_changes(once_ahead: Desk) -> None:
    answer = once_ahead.json("restore", "--yes", **on("2026-11-04"))

    assert answer["restored"]["made_at"] == "2026-11-04T09:30:00+09:00"


def test_screen_names_the_number_of_what_was_replaced(once_ahead: Desk) -> None:
    shown = once_ahead.ok("restore", "--yes", **on("2026-11-05"))

    assert '"pipe restore 2" goes back' in shown
    once_ahead.ok("restore", "2", "--yes", **on("2026-11-06"))
    assert once_ahead.value("SELECT count(*) FROM activities") == 5


def test_branch_that_a_restore_left_is_not_the_newest(desk: Desk) -> None:
    desk.ok("backup")
    for note in "abc":
        desk.ok("log", "Aoki", note)
    desk.ok("restore", "1", "--yes", **on("2026-11-19"))
    desk.ok("log", "Aoki", "on the way gone back to", **on("2026-11-19"))
    asked = desk.json("backup", **on("2026-11-20"))["backup"]["path"]

    assert (newest_sound(str(desk.path)) or backups_of(str(desk.path))[-1]).path == asked


def test_rare_backups_stay_a_week_although_another_is_dated_ahead(desk: Desk) -> None:
    folder = Path(f"{desk.path}.backups")
    folder.mkdir()
    names = [f"2026-11-1{day}T000000Z-restore.db" for day in (5, 6, 7)]
    for name in (*names, "2030-01-01T000000Z-daily.db"):
        (folder / name).touch()
    thin_out(str(desk.path), NOW)

    assert {Path(one.path).name for one in backups_of(str(desk.path))} >= set(names)


def test_store_that_was_moved_here_is_not_said_to_lack_backups_for_a_fault(desk: Desk) -> None:
    shown = desk.ok("doctor", **on("2026-11-20"))

    assert "nothing was changed here since" in shown
