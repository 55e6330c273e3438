"""The backups of a store, in a folder beside it: made by themselves before what may lose something, and thinned out."""

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, tzinfo
from typing import Final, NamedTuple

from pipeline_cli.domain.backup import REASONS, Backup, newest_first, superseded
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store import connect
from pipeline_cli.store.cipher import has_known_key, is_encrypted
from pipeline_cli.store.copying import copy_store
from pipeline_cli.store.read import query
from pipeline_cli.zone import local

SUFFIX: Final = ".backups"
PRIVATE_FOLDER: Final = 0o700
STAMP: Final = "%Y-%m-%dT%H%M%SZ"
LARGE: Final = 100 * 10**6
"""Bytes of a store that takes about a second to copy and check: somebody waiting for that is told."""

ABANDONED: Final = 24 * 3600
"""Seconds after which what is half written belongs to a process that is gone."""

_NAME: Final = re.compile(rf"(\d{{4}}-\d\d-\d\dT\d{{6}}Z)-({'|'.join(REASONS)})(?:-(\d+))?\.db")

IMPORT: Final = "import"
DEMO: Final = "demo"
DAILY: Final = "daily"

Entry = tuple[int, str]
"""The number of an entry of the history, and when it was made."""

Say = Callable[[str], None]


class _History(NamedTuple):
    """Whether a store is a demo, when its first change was, and when its newest."""

    is_demo: bool
    began_at: datetime
    changed_at: datetime


def backup_folder(path: str) -> str:
    """Return where the backups of a store are kept; it may not exist yet."""
    return path + SUFFIX


def backups_of(path: str, zone: tzinfo | None = UTC) -> list[Backup]:
    """Return the backups of a store, the newest first; other files in their folder are none."""
    folder, found = backup_folder(path), []
    with suppress(FileNotFoundError, NotADirectoryError):
        for name in os.listdir(folder):
            match = _NAME.fullmatch(name)
            if match:
                file = os.path.join(folder, name)
                made_at = local(datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), zone)
                found.append(Backup(file, made_at, match[2], os.path.getsize(file), int(match[3] or 1)))
    return newest_first(found)


def newest_sound(path: str) -> Backup | None:
    """Return the newest backup to go back to; what a restore replaced because it was damaged is none.

    A clock that was wrong for a while gives a wrong date: a backup that holds another's newest change, and later ones,
    is newer than that one, whatever they are called.
    """
    with suppress(OSError):
        ordered = [one for one in backups_of(path, None) if one.reason != "damaged"]
        return _newest_by_content(ordered) if ordered else None
    return None


def _newest_by_content(ordered: Sequence[Backup]) -> Backup:
    newest, *others = ordered
    last = _last_entry(newest.path)
    entries = ((_last_entry(one.path), one) for one in others)
    for entry, one in sorted(((entry, one) for entry, one in entries if entry), key=lambda pair: pair[0]):
        if last and entry[0] > last[0] and _has_entry(one.path, last):
            newest, last = one, entry
    return newest


def _last_entry(path: str) -> Entry | None:
    return _asked(path, "SELECT id, at FROM operations ORDER BY id DESC LIMIT 1", ())


def _has_entry(path: str, entry: Entry) -> bool:
    return _asked(path, "SELECT id, at FROM operations WHERE id = ? AND at = ?", entry) is not None


def _asked(path: str, sql: str, values: Sequence[str | int]) -> Entry | None:
    """Return what a backup answers; None where it can't be read, or nobody has its key at hand."""
    with suppress(StoreError, OSError, sqlite3.Error):
        if not is_encrypted(path) or has_known_key(path):
            with closing(connect.open_any(path)) as connection:
                row: Entry | None = connection.execute(sql, values).fetchone()
                return row
    return None


def keep_backup(path: str, reason: str, now: datetime, say: Say | None = None) -> Backup:
    """Make a backup of a store beside it, then delete those that it makes superfluous.

    Args:
        path: the store; it may be in use, and of an older schema.
        reason: what it is made before: one of ``domain.backup.REASONS``.
        now: aware; the time of the run.
        say: told what takes long.

    Raises:
        StoreError: it could not be made; the backups there were are still there.
    """
    if say and os.path.getsize(path) > LARGE:
        say(t("Making a backup of the store first; it is large, and that takes a few seconds."))
    target = new_backup_path(path, reason, now)
    copy_store(path, target)
    thin_out(path, now, spared=target)
    serial = _NAME.fullmatch(os.path.basename(target))
    return Backup(target, now, reason, os.path.getsize(target), int(serial[3] or 1) if serial else 1)


def made_folder(path: str) -> str:
    """Return the folder of the backups of a store, made where there was none.

    Raises:
        StoreError: it can't be made.
    """
    folder = backup_folder(path)
    with connect.explained(folder):
        os.makedirs(folder, mode=PRIVATE_FOLDER, exist_ok=True)
    return folder


def new_backup_path(path: str, reason: str, now: datetime) -> str:
    """Return the name of a new backup; its folder is there then.

    Raises:
        StoreError: the folder can't be made.
    """
    stem = os.path.join(made_folder(path), f"{now.astimezone(UTC).strftime(STAMP)}-{reason}")
    names = (f"{stem}.db", *(f"{stem}-{serial}.db" for serial in range(2, 10_000)))
    return next(name for name in names if not os.path.exists(name))


def thin_out(path: str, now: datetime, *, spared: str = "") -> None:
    """Delete the backups that newer ones make superfluous, and what killed processes left half written.

    Args:
        path: the store.
        now: aware.
        spared: the backup that was just made; where the clock went back, it looks older than others.
    """
    backups = backups_of(path, now.tzinfo)
    ahead = [one for one in backups if one.made_at > now]  # the clock was wrong; by them, all others would look old
    for backup in (*superseded(ahead), *superseded(one for one in backups if one not in ahead)):
        if backup.path == spared:
            continue
        for name in (backup.path, f"{backup.path}-journal"):
            with suppress(OSError):
                os.unlink(name)
    folder = backup_folder(path)
    for name in os.listdir(folder):
        part = os.path.join(folder, name)
        with suppress(OSError):
            if name.endswith((".part", ".part-journal")) and os.path.getmtime(part) < now.timestamp() - ABANDONED:
                os.unlink(part)


def back_up_before(path: str, command: str, now: datetime, say: Say) -> None:
    """Make the backup that is due before a command changes a store; where it can't be made, say so and go on.

    Due is one before each import, and one before the first change of a day.
    """
    reason = _due(path, command, now)
    if reason and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK):  # else the change itself tells why not
        try:
            keep_backup(path, reason, now, say)
        except (StoreError, OSError) as error:
            say(_not_made(error))


def _due(path: str, command: str, now: datetime) -> str | None:
    """Return what the backup would be made for that is due; None where none is.

    A store that was made today has nothing yet to go back to, and a demo is made anew any time.
    """
    backups = backups_of(path, now.tzinfo)
    newest = next((one for one in backups if one.made_at.date() <= now.date()), None)
    if command != IMPORT and newest and newest.made_at.date() == now.date():
        return None
    history = _history(path)
    if history is None or history.is_demo:
        return None
    if command == IMPORT:
        return IMPORT
    is_of_today = local(history.began_at, now.tzinfo).date() >= now.date()
    return None if is_of_today or (newest and newest.made_at > history.changed_at) else DAILY


def _history(path: str) -> _History | None:
    """Return what the history of a store tells; None where there is none, or it can't be read."""
    with suppress(StoreError, sqlite3.Error), closing(connect.open_reading(path)) as connection:
        found = connection.execute(query("first_and_newest")).fetchone()
        if found:
            command, *instants = found
            return _History(command == DEMO, *map(datetime.fromisoformat, instants))
    return None


def _not_made(error: Exception) -> str:
    lines = (error.what, error.why, error.hint) if isinstance(error, StoreError) else (str(error),)
    return "\n".join(
        (
            t("The backup before this change could not be made; the change itself goes on."),
            *(line for line in lines if line),
            t('Once that is put right, "pipe backup" makes one.'),
        )
    )
