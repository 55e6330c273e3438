"""Which backup somebody means: by its number, its day, or its file."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from pipeline_cli.domain.backup import Backup
from pipeline_cli.errors import NotFoundError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.store.backup import backups_of, newest_sound

MOST_OFFERED: Final = 10


class Source(NamedTuple):
    """A file that can come back, and when it was made, aware; None for one that says nothing of it."""

    path: str
    made_at: datetime | None


def find_backup(path: str, which: str | None, now: datetime) -> Source:
    """Return the file that is to come back; without a word, the newest backup.

    Args:
        path: the store.
        which: a number of "pipe backup list", a file, or a day.
        now: aware.

    Raises:
        NotFoundError: there is none like that; those there are, are listed.
    """
    backups = backups_of(path, now.tzinfo)
    if which is None:
        newest = newest_sound(path)
        found = next((one for one in backups if newest and one.path == newest.path), None)
    elif os.path.isfile(which):
        return Source(which, None)
    elif which.isdecimal() and int(which) <= len(backups):
        found = backups[int(which) - 1] if int(which) else None
    else:
        found = _of_day(which, backups, now)
    if found is None:
        raise _none_found(which, backups, now)
    return Source(found.path, found.made_at)


def _of_day(which: str, backups: Sequence[Backup], now: datetime) -> Backup | None:
    """Return the newest backup of a day; None where the day has none, or it is no day."""
    day = _day(which, now)
    return next((one for one in backups if one.made_at.date() == day), None)


def _day(which: str, now: datetime) -> date | None:
    from pipeline_cli.dates import parse_when

    try:
        return parse_when(which, now=now, looking="back").on
    except UsageError:
        return None


def _what(which: str, now: datetime) -> str:
    """Say that there is none like that; a day is said as it was understood."""
    from pipeline_cli.dates import distance, format_day

    day = None if which.isdecimal() else _day(which, now)
    if day is None:
        return t("There is no backup {which}.", which=which)
    today = now.date()
    return t("There is no backup of {day}, {distance}.", day=format_day(day, today), distance=distance(day, today))


def _none_found(which: str | None, backups: Sequence[Backup], now: datetime) -> NotFoundError:
    if not backups:
        return NotFoundError(
            _what(which, now) if which else t("There is no backup beside the store yet."),
            why=t("One is made before the first change of a day, before imports, and by: pipe backup"),
            hint=t("To bring back a file that you keep elsewhere, name it: pipe restore FILE"),
        )
    offered = (f"{number}  {one.made_at:%Y-%m-%d %H:%M}" for number, one in enumerate(backups[:MOST_OFFERED], 1))
    return NotFoundError(
        _what(which or "", now),
        why=t("There are these, the newest first:"),
        hint=t("Name one by its number, its day or its file: pipe restore 1"),
        candidates=tuple(offered),
    )
