"""Look at what lies around a store: who may read it, what was left beside it, and on what kind of disk it is."""

import os
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pipeline_cli.domain.finding import ERROR, NOTE, WARNING, Finding
from pipeline_cli.errors import StoreError
from pipeline_cli.services.drafts import SUFFIX as DRAFT
from pipeline_cli.services.drafts import beside
from pipeline_cli.services.editor_files import editor_files_beside
from pipeline_cli.store.as_it_is import has_log, has_unfinished, is_in_log_mode, opened_as_it_is
from pipeline_cli.store.backup import backup_folder, backups_of, newest_sound
from pipeline_cli.store.cipher import is_encrypted
from pipeline_cli.store.connect import log_of
from pipeline_cli.store.copying import MARGIN
from pipeline_cli.store.examine import JUNK
from pipeline_cli.store.read import query

OTHERS: Final = 0o077
MOST_NAMED: Final = 20
OLD: Final = timedelta(days=7)
"""How far behind the newest change the newest backup may be: one is made each day on which something changes."""

SLACK: Final = timedelta(minutes=2)
"""How far clocks of machines that share a store may be apart."""

NEEDED: Final = (3, 34, 0)
"""The first SQLite with the tokenizer of the search. Source: sqlite.org/fts5.html, "The Trigram Tokenizer"."""

_LEFT: Final = re.compile(r"\.(\d+)\.(?:new|part)(?:-journal)?")

SYNCED: Final = {
    "Dropbox": "Dropbox",
    "OneDrive": "OneDrive",
    "Mobile Documents": "iCloud Drive",
    "iCloudDrive": "iCloud Drive",
    "CloudStorage": "macOS CloudStorage",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "My Drive": "Google Drive",
    "Box": "Box",
    "Box Sync": "Box",
    "Nextcloud": "Nextcloud",
    "ownCloud": "ownCloud",
    "pCloudDrive": "pCloud",
    "Syncthing": "Syncthing",
    "Sync": "Sync",
}
"""Folders that a service keeps the same on several machines, by their names."""

NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smbfs", "smb3", "afs", "9p", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.davfs2",
     "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "ceph", "fuse.ceph", "glusterfs", "lustre"}
)  # fmt: skip


class Span(NamedTuple):
    """When the first and the newest change of a store were made, by their order, and the latest by its time; aware."""

    first: datetime
    newest: datetime
    latest: datetime


def surroundings(path: str, now: datetime) -> Iterator[Finding]:
    """Yield what is worth knowing about a store's place; nothing where there is no store.

    Raises:
        OSError: the folder can't be looked into.
    """
    if not os.path.isfile(path):
        return
    yield from _of_logs(path)
    yield from _of_permissions(path)
    yield from _of_rights(path)
    yield from _of_typed(path)
    left = tuple(leftovers(path))
    if left:
        yield Finding("leftovers", WARNING, {"names": left[:MOST_NAMED], "n": len(left)})
    yield from _of_place(path)
    yield from _of_time(path, now)
    if sqlite3.sqlite_version_info < NEEDED:
        yield Finding("sqlite", ERROR, {"version": sqlite3.sqlite_version, "needed": ".".join(map(str, NEEDED))})


def too_open(path: str) -> Iterator[str]:
    """Yield the files and folders of a store that others than their owner may use."""
    if os.name == "posix":
        for name in _private(path):
            status = _status(name)
            if status and status.st_mode & OTHERS and status.st_uid == os.getuid():
                yield name


def leftovers(path: str) -> Iterator[str]:
    """Yield files that a process which is gone has left half made, and empty logs."""
    folder, own = os.path.split(os.path.abspath(path))
    for place in (folder, os.path.abspath(backup_folder(path))):
        for name in sorted(_names(place)):
            found = _LEFT.search(name)
            if found and (place != folder or name.startswith(own)) and not _is_running(int(found[1])):
                yield os.path.join(place, name)
    for name in (log_of(path), f"{log_of(path).removesuffix('-wal')}-shm"):
        if os.path.exists(name) and not has_log(path):
            yield name


def synced_by(path: str) -> str:
    """Return the service that keeps a folder the same on several machines, by the names of the folders; or ""."""
    parts = os.path.realpath(path).replace("\\", "/").split("/")[:-1]
    named = (
        SYNCED.get(part) or next((SYNCED[one] for one in ("OneDrive",) if part.startswith(f"{one} - ")), "")
        for part in parts
    )
    return next(filter(None, named), "")


def file_system(path: str, mounts: str) -> str:
    """Return the kind of the file system that a path is on, given what /proc/mounts says; "" where it says nothing."""
    real, best, kind = os.path.realpath(path), "", ""
    for line in mounts.splitlines():
        _, mounted, type_, *_ = (*line.split(), "", "", "")
        place = mounted.encode().decode("unicode_escape") if "\\" in mounted else mounted
        if len(place) >= len(best) and (real == place or real.startswith(place.rstrip("/") + "/")):
            best, kind = place, type_
    return kind


def _of_logs(path: str) -> Iterator[Finding]:
    if has_log(path):
        is_its_own = is_in_log_mode(path)
        yield Finding(
            "log_mode" if is_its_own else "stale_log", WARNING if is_its_own else ERROR, {"path": log_of(path)}
        )
    elif has_unfinished(path):
        yield Finding("unfinished", WARNING, {"path": f"{path}-journal"})


def _of_rights(path: str) -> Iterator[Finding]:
    folder = os.path.dirname(os.path.realpath(path))
    if not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        yield Finding("read_only", WARNING, {"disk": int(_is_on_read_only_disk(folder))})


def _is_on_read_only_disk(folder: str) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _of_typed(path: str) -> Iterator[Finding]:
    """Yield what was typed and lies in plain text in a file, where it may be unexpected."""
    left = tuple(editor_files_beside(path))
    if left:
        yield Finding("editor_left", NOTE, {"names": left[:MOST_NAMED], "n": len(left)})
    folder = beside(path)
    plain = tuple(os.path.join(folder, name) for name in sorted(_names(folder)))
    if plain and is_encrypted(path):
        yield Finding("plain_drafts", WARNING, {"names": plain[:MOST_NAMED], "n": len(plain)})


def _of_permissions(path: str) -> Iterator[Finding]:
    wide = tuple(too_open(path))
    if wide:
        yield Finding("permissions", WARNING, {"names": wide[:MOST_NAMED], "n": len(wide)})
    if os.name == "posix":
        others = tuple(name for name in _private(path) if (found := _status(name)) and found.st_uid != os.getuid())
        if others:
            yield Finding("owner", WARNING, {"names": others[:MOST_NAMED], "n": len(others)})


def _private(path: str) -> Iterator[str]:
    """Yield what should be its user's alone."""
    yield path
    yield f"{path}-journal"
    for folder in (f"{path}.drafts", backup_folder(path)):
        yield folder
        yield from (os.path.join(folder, name) for name in sorted(_names(folder)) if name.endswith((DRAFT, ".db")))


def _of_place(path: str) -> Iterator[Finding]:
    free, wanted = shutil.disk_usage(os.path.dirname(os.path.abspath(path))).free, os.path.getsize(path) + MARGIN
    if free < wanted:
        yield Finding("space", WARNING, {"free": free // 10**6, "wanted": -(-wanted // 10**6)})
    service = synced_by(path)
    if service:
        yield Finding("synced", WARNING, {"service": service})
    kind = file_system(path, _mounts())
    if kind in NETWORK:
        yield Finding("network", WARNING, {"kind": kind})


def _of_time(path: str, now: datetime) -> Iterator[Finding]:
    span = _span(path)
    if span is None:
        return
    if span.latest > now + SLACK:
        yield Finding("clock", WARNING, {"newest": span.latest.isoformat(), "now": now.isoformat()})
    ahead = tuple(one.path for one in backups_of(path) if one.made_at > now + SLACK)
    if ahead:
        yield Finding("backups_ahead", WARNING, {"names": ahead[:MOST_NAMED], "n": len(ahead)})
    backup = newest_sound(path)
    if backup is None:
        if span.first.astimezone(now.tzinfo).date() < now.date():
            yield Finding("no_backup", WARNING)
    elif span.newest - backup.made_at > OLD:
        yield Finding("old_backup", WARNING, {"when": f"{backup.made_at:%Y-%m-%d %H:%M}"})
    damaged = sum(one.reason == "damaged" for one in backups_of(path))
    if damaged:
        yield Finding("damaged_kept", NOTE, {"n": damaged, "folder": backup_folder(path)})


def _span(path: str) -> Span | None:
    try:
        with opened_as_it_is(path) as connection:
            row = connection.execute(query("first_and_newest")).fetchone()
            latest = connection.execute("SELECT max(at) FROM operations").fetchone()
            return Span(*map(datetime.fromisoformat, (*row[1:], *latest))) if row else None
    except (*JUNK, StoreError):  # damaged, or nobody has its key
        return None


def _mounts() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        with open("/proc/mounts", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _status(path: str) -> os.stat_result | None:
    try:
        status = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return None if stat.S_ISLNK(status.st_mode) else status


def _is_running(process: int) -> bool:
    """Tell whether a process of this machine has a number; where it can't be asked harmlessly, take it for running."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
