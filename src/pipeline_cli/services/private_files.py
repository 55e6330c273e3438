"""Small files beside the store that are the user's alone, and whole or not there."""

import os
import tempfile

PRIVATE_FOLDER = 0o700


def make_private_folder(folder: str) -> None:
    """Make a folder that only its user can look into, where there is none.

    Raises:
        OSError: it can't be made.
    """
    os.makedirs(folder, mode=PRIVATE_FOLDER, exist_ok=True)


def is_ours(folder: str) -> bool:
    """Tell whether a folder is there and nobody else can put a file into it, as somebody could in /tmp."""
    try:
        status = os.stat(folder, follow_symlinks=False)
    except OSError:
        return False
    return os.path.isdir(folder) and (not hasattr(os, "getuid") or status.st_uid == os.getuid())


def write_whole(folder: str, content: str, *, name: str = "", prefix: str = "", suffix: str = "") -> str:
    """Write a file for its user alone and return its path; a power cut leaves the one before, or this one.

    Args:
        folder: where.
        content: its text.
        name: what it is called; one that nothing has yet where none is given.
        prefix: how a name that is found begins.
        suffix: how it ends.

    Raises:
        OSError: it can't be written.
    """
    part = write_part(folder, content, prefix)
    path = os.path.join(folder, name) if name else part + suffix
    try:
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise
    return path


def write_part(folder: str, content: str, prefix: str) -> str:
    """Write a file that is to take another's place later, and return its path.

    Raises:
        OSError: it can't be written.
    """
    descriptor, part = tempfile.mkstemp(prefix=prefix, dir=folder)
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(part)
        raise
    return part
