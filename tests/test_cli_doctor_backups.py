"""Backups that must not go missing, and people who must not come back."""

import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk
from pipeline_cli.store.backup import backups_of, thin_out
from support import NOW


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
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
