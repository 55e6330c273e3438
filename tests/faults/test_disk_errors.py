"""A full disk, or one that fails: what was not saved is said not to be, and what was typed is kept."""

from pathlib import Path

import pytest

from faults.fixtures import Tell
from faults.test_killed import STEP, before_and_after, broken, keeps_note
from faults.traced import ForkServer, needs_strace
from helpers import Desk

pytestmark = needs_strace

STORE = 5


@pytest.mark.parametrize(
    ("call", "error"),
    [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("ftruncate", "EIO"), ("openat", "EMFILE")],
)
def test_failing_disk_saves_all_or_says_not_saved(
    server: ForkServer, used_desk: Desk, tmp_path: Path, tell: Tell, call: str, error: str
) -> None:
    before, after = before_and_after(used_desk, tmp_path / "after")

    found = list(broken(server, used_desk, tmp_path, call, f"error={error}", step=STEP if call == "pwrite64" else 1))

    for one in found:
        assert one.ended.code in {0, STORE}, one.ended.err
        assert one.rows == (before if one.ended.code else after), one.ended.err
        assert one.ended.code == 0 or keeps_note(one.desk), one.ended.err
        assert "Traceback" not in one.ended.err
        assert one.ended.code == 0 or call != "pwrite64" or "Not saved" in one.ended.err, one.ended.err
    tell(
        f"{error} at {call}: {len(found)} points, {sum(one.ended.code > 0 for one in found)} refused with the note kept"
    )
