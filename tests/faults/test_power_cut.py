"""A power cut after any operation of the disk: what was acknowledged is there, and nothing is torn."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from faults.disk import Disk, ways
from faults.fixtures import Rows, Tell, copied, held
from faults.traced import needs_strace, traced
from helpers import Desk
from pipeline_cli.errors import StoreError
from pipeline_cli.store.connect import open_writing

COMMANDS: Sequence[Sequence[str]] = (
    ("log", "Aoki", "sent the quote", "--next", "+7d", "--why", "answer"),
    ("log", "山田商店", "値引きの相談", "--next", "+2d", "--value", "300000"),
    ("next", "Aoki", "+9d"),
    ("won", "山田商店"),
    ("undo", "2"),
    ("add", "Baker Ltd", "--value", "5000000"),
)


class Counted(NamedTuple):
    """What came of all the power cuts."""

    points: int
    lost: int
    torn: int


def replayed(desk: Desk, folder: Path, commands: Sequence[Sequence[str]], synchronous: str) -> Counted:
    """Cut the power after each operation, in each way, and look at what is left."""
    states = expected(desk, folder / "states", commands)
    disk = Disk(desk.folder)
    disk.load()
    operations = traced(desk.all(), commands, desk.folder, synchronous=synchronous)
    done, found = 0, []
    for number, operation in enumerate(operations):
        done += operation.name == "acknowledge"
        disk.apply(operation)
        for way, keep in enumerate(ways(number)):
            left = folder / f"{number}-{way}"
            disk.rebuild(left, keep)
            found.append(judged(left / "store" / "pipe.db", states, done))
            shutil.rmtree(left)
    return Counted(len(found), found.count("lost"), found.count("torn"))


def expected(desk: Desk, folder: Path, commands: Sequence[Sequence[str]]) -> list[Rows]:
    """Return what the store holds before the first command, and after each."""
    other = copied(desk, folder)
    states = [held(other.path)] if other.path.exists() else [{}]
    for words in commands:
        other.ok(*words)
        states.append(held(other.path))
    return states


def judged(path: Path, states: Sequence[Rows], done: int) -> str:
    """Say what is in a store after so many acknowledged commands: all of them, and at most the one that was running."""
    if not path.exists():
        return "whole" if not states[0] and not done else "lost"
    try:
        open_writing(str(path)).close()
        rows = held(path)
    except (StoreError, AssertionError, sqlite3.DatabaseError):
        return "torn"
    if rows in states[done : done + 2]:
        return "whole"
    return "lost" if rows in states else "torn"


@needs_strace
def test_power_cut_loses_nothing_that_was_acknowledged(used_desk: Desk, tmp_path: Path, tell: Tell) -> None:
    counted = replayed(used_desk, tmp_path, COMMANDS, "FULL")

    tell(f"power cut: {counted.points:,} points, {counted.lost} lost, {counted.torn} torn")
    assert (counted.lost, counted.torn) == (0, 0)


@needs_strace
def test_power_cut_while_the_store_is_made_leaves_none_or_a_whole_one(tmp_path: Path, tell: Tell) -> None:
    desk = Desk(tmp_path / "desk")
    desk.path.parent.mkdir(parents=True)
    commands = (("add", "Aoki", "--value", "1000"), ("log", "Aoki", "hello"))

    counted = replayed(desk, tmp_path, commands, "FULL")

    tell(f"power cut while the store is made: {counted.points:,} points, {counted.lost} lost, {counted.torn} torn")
    assert (counted.lost, counted.torn) == (0, 0)


@needs_strace
def test_power_cut_is_noticed_where_the_disk_is_not_waited_for(used_desk: Desk, tmp_path: Path, tell: Tell) -> None:
    counted = replayed(used_desk, tmp_path, COMMANDS[:2], "OFF")

    tell(f"power cut with synchronous=OFF: {counted.points:,} points, {counted.lost} lost, {counted.torn} torn")
    assert counted.lost + counted.torn > counted.points / 10
