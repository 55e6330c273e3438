"""The process is killed or interrupted at any write: the store is as before or as after, and nobody is told wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from faults.fixtures import Rows, Tell, copied, held
from faults.traced import Ended, ForkServer, needs_strace
from helpers import Desk

pytestmark = needs_strace

LOG = ("log", "Aoki", "sent the quote", "--next", "+7d", "--why", "answer")
STEP = 5
"""Where every call has been tried with one fault, every fifth will do for the others."""

HARMLESS = 3
"""So many calls in a row that take no harm, and there was none left to be broken."""

NEVER = 10_000
"""More calls than one command makes."""


class Broken(NamedTuple):
    """A command that a fault has met with, and what it left behind."""

    ended: Ended
    rows: Rows
    desk: Desk


def broken(server: ForkServer, desk: Desk, folder: Path, call: str, fault: str, step: int = 1) -> Iterator[Broken]:
    """Log a contact again and again, with the fault at its first, second … call, until it meets with none.

    A step of 3 leaves out two calls of three.
    """
    usual = _broken(server, copied(desk, folder / call), call, fault, NEVER).ended
    unharmed, broken_ones = 0, 0
    for when in range(1, NEVER, step):
        found = _broken(server, copied(desk, folder / f"{call}-{when}"), call, fault, when)
        if found.ended != usual:
            unharmed, broken_ones = 0, broken_ones + 1
            yield found
        elif (unharmed := unharmed + 1) == HARMLESS:
            break
    assert broken_ones, f"{call} is not called"


def _broken(server: ForkServer, desk: Desk, call: str, fault: str, when: int) -> Broken:
    files = [desk.path, Path(f"{desk.path}-journal")]
    ended = server.faulty(desk.all(), LOG, call=call, fault=fault, when=when, paths=files)
    desk.ok("list")  # whoever comes next needs no help
    return Broken(ended, held(desk.path), desk)


def before_and_after(desk: Desk, folder: Path) -> tuple[Rows, Rows]:
    """Return what a store holds without the command, and with it."""
    other = copied(desk, folder)
    before = held(other.path)
    other.ok(*LOG)
    return before, held(other.path)


def keeps_note(desk: Desk) -> bool:
    """Tell whether what was typed waits in a draft."""
    return any(LOG[2] in path.read_text("utf-8") for path in Path(f"{desk.path}.drafts").glob("*"))


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "ftruncate"])
def test_killed_at_any_write_leaves_all_or_nothing(
    server: ForkServer, used_desk: Desk, tmp_path: Path, tell: Tell, call: str
) -> None:
    before, after = before_and_after(used_desk, tmp_path / "after")

    left = [one.rows for one in broken(server, used_desk, tmp_path, call, "signal=SIGKILL")]

    torn = sum(rows not in (before, after) for rows in left)
    tell(f"kill -9 at {call}: {len(left)} points, {torn} torn, {left.count(after)} saved already")
    assert not torn


@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
def test_interrupted_at_any_write_tells_the_truth(
    server: ForkServer, used_desk: Desk, tmp_path: Path, tell: Tell, signal: str
) -> None:
    before, after = before_and_after(used_desk, tmp_path / "after")

    found = list(broken(server, used_desk, tmp_path, "pwrite64", f"signal={signal}", step=STEP))

    for one in found:
        is_saved = "is saved" in one.ended.err or "✓" in one.ended.out
        assert one.ended.code in {0, 130}
        assert one.rows == (after if is_saved else before)
        assert is_saved or keeps_note(one.desk)
    tell(f"{signal} at each of {len(found)} writes: 0 torn, every message true")
