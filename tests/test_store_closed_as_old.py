"""Closed deals that were as silent and as long open as another one, counted in the store."""

from datetime import datetime

import pytest

from helpers import Desk
from pipeline_cli.store.read.closed_as_old import ClosedAsOld
from support import NOW

STAGES = ("prospect", "commit")


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """A desk with a deal won after 40 days, 30 of them silent, and one lost after 20 silent ones."""
    desk.ok("log", "Aoki", "hello", "--at", "2026-10-01 08:00", "--stage", "prospect")
    desk.ok("log", "Brandt", "hello", "--at", "2026-10-01 10:00", "--stage", "commit")
    desk.ok("log", "Aoki", "yes", "--at", "2026-11-10 09:00", "--won")
    desk.ok("log", "Brandt", "no", "--at", "2026-10-21 10:00", "--lost", "price")
    return desk


@pytest.mark.parametrize(
    ("stages", "silent", "age", "found"),
    [
        (STAGES, 15, 10, (2, 1)),
        (None, 15, 20, (2, 1)),
        (STAGES, 15, 21, (1, 1)),
        (STAGES, 30, 10, (1, 1)),
        (STAGES, 15, 40, (1, 1)),
        (STAGES, 15, 41, (0, 0)),
        (("commit",), 15, 10, (1, 0)),
    ],
)
def test_closed_as_old(
    closed: Desk, stages: tuple[str, ...] | None, silent: int, age: int, found: tuple[int, int]
) -> None:
    assert ClosedAsOld(closed.store.reader, NOW)(stages, silent, age) == found


def test_days_are_those_of_the_user(closed: Desk) -> None:
    now = datetime.fromisoformat("2026-11-18T00:30:00+00:00")

    # Aoki was met at 23:00 the day before, in UTC.
    assert ClosedAsOld(closed.store.reader, now)(STAGES, 15, 41) == (1, 1)
