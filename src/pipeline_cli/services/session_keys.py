"""Keys that were asked for once, kept for the shell session they were typed in.

They lie in the folder that the system keeps in memory for a user's login and clears at logout (XDG_RUNTIME_DIR), in a
file of the session's own that no other user can read. It counts no longer than 12 hours, nor than the shell that it
belongs to. Where there is no such folder, nothing is kept, and each command asks.
"""

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

LIFETIME: Final = 12 * 3600
STARTED: Final = 19
"""Which word of /proc/PID/stat says when a process began, counted behind its name. Source: man 5 proc."""

OTHERS: Final = 0o077

FIRST: Final = 1
"""The first process of a system or container."""


def session_keys(environ: Mapping[str, str]) -> list[str]:
    """Return the keys that were typed in this session."""
    folder, name = _folder(environ), _session()
    if not folder or not name:
        return []
    path = os.path.join(folder, name)
    with suppress(OSError), open(path, encoding="ascii") as file:
        status = os.fstat(file.fileno())
        is_private = status.st_uid == os.getuid() and not status.st_mode & OTHERS
        if is_private and time.time() - status.st_mtime < LIFETIME:
            return file.read().split()
    return []


def keep_for_session(key: str, environ: Mapping[str, str]) -> bool:
    """Keep a key until the session ends; tell whether it could be."""
    folder, name = _folder(environ), _session()
    if not folder or not name:
        return False
    from pipeline_cli.services.private_files import make_private_folder, write_whole  # too dear for whoever only reads

    with suppress(OSError):
        make_private_folder(folder)
        if _is_private(folder):
            _clear(folder)
            keys = [key, *(one for one in session_keys(environ) if one != key)]
            write_whole(folder, "\n".join(keys), name=name)
            return True
    return False


def drop_from_sessions(environ: Mapping[str, str]) -> None:
    """Forget the keys of all sessions; each asks again."""
    folder = _folder(environ)
    if folder and os.path.isdir(folder):
        for name in os.listdir(folder):
            _remove(os.path.join(folder, name))


def _folder(environ: Mapping[str, str]) -> str | None:
    """Return the folder for this user's sessions; None where the system has none that is the user's alone."""
    base = environ.get("XDG_RUNTIME_DIR") if hasattr(os, "getsid") else None
    return os.path.join(base, "pipeline-cli") if base and _is_private(base) else None


def _is_private(folder: str) -> bool:
    """Tell whether a folder is there, and nobody else can look into it."""
    try:
        status = os.stat(folder, follow_symlinks=False)
    except OSError:
        return False
    return os.path.isdir(folder) and status.st_uid == os.getuid() and not status.st_mode & OTHERS


def _session() -> str | None:
    """Return the name of this session: the number of its shell, and when that began, since numbers come again.

    A command that was started from outside a container, as by ``docker exec``, has a shell that can't be seen from
    inside: its session has the number 0, and lasts as long as the container.
    """
    leader = os.getsid(0) or FIRST
    began = _began(leader)
    return None if began is None else f"{leader}-{began}"


def _began(process: int) -> str | None:
    """Return when a process began, in ticks; "" where the system does not say; None where it is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[STARTED]
    except OSError:
        return None if os.path.isdir("/proc/self") else ""


def _clear(folder: str) -> None:
    """Remove what sessions have left that are gone, or began too long ago."""
    for name in os.listdir(folder):
        leader, _, began = name.partition("-")
        path = os.path.join(folder, name)
        is_over = not leader.isdecimal() or _began(int(leader)) != began
        with suppress(OSError):
            if is_over or time.time() - os.path.getmtime(path) >= LIFETIME:
                _remove(path)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
