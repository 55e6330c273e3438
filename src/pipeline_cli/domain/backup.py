"""Backups of the store: what each was made for, and which are worth their room no longer."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

REASONS: Final = ("daily", "asked", "import", "migration", "restore", "forget", "encrypt", "decrypt", "damaged")
"""What a backup was made before, or that it was asked for; ``damaged``: it is what a restore replaced, unsound."""

RARE: Final = frozenset(REASONS) - {"daily", "import"}
"""What is made seldom, and may be all that is left of something: the store before a restore that was a mistake."""

DAYS, WEEKS, MONTHS = 7, 4, 12
GRACE: Final = timedelta(days=7)


class Backup(NamedTuple):
    """A copy of the store.

    Attributes:
        path: its file.
        made_at: aware, in the user's zone, since that says to which day it belongs.
        reason: one of REASONS.
        size: in bytes.
        serial: 1, or more where several were made for one reason within a second.
    """

    path: str
    made_at: datetime
    reason: str
    size: int
    serial: int = 1


def newest_first(backups: Iterable[Backup]) -> list[Backup]:
    """Return backups in the order in which they are numbered."""
    return sorted(backups, key=lambda one: (one.made_at, one.serial, one.path), reverse=True)


def superseded(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups to delete.

    Kept are the newest of each of the last 7 days, 4 weeks and 12 months that have any, the newest made for each
    reason, and for a week all that are rare.
    """
    ordered = newest_first(backups)
    kept = {
        *_newest_of_each(ordered, lambda one: one.made_at.date(), DAYS),
        *_newest_of_each(ordered, lambda one: one.made_at.isocalendar()[:2], WEEKS),
        *_newest_of_each(ordered, lambda one: (one.made_at.year, one.made_at.month), MONTHS),
        *_newest_of_each(ordered, lambda one: one.reason, len(ordered)),
        *(one for one in ordered if one.reason in RARE and one.made_at > ordered[0].made_at - GRACE),
    }
    return [one for one in ordered if one not in kept]


def _newest_of_each(ordered: Sequence[Backup], span: Callable[[Backup], Hashable], most: int) -> list[Backup]:
    """Return the newest backup of each span, for so many of the newest spans."""
    newest: dict[Hashable, Backup] = {}
    for one in ordered:
        newest.setdefault(span(one), one)
    return list(newest.values())[:most]
