"""Put whole files in place, readable by their user alone: each is complete under its name, or not there."""

import os
from collections.abc import Iterable
from contextlib import suppress

from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.domain.text import visible
from pipeline_cli.errors import RefusedError, StoreError
from pipeline_cli.i18n import t

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def refuse_existing(paths: Iterable[str]) -> None:
    """Refuse to write over files.

    Raises:
        RefusedError: one of them is there.
    """
    there = [path for path in paths if os.path.lexists(path) and not is_special(path)]
    if there:
        raise RefusedError(
            t("{path} is there already.", path=there[0]),
            why=t("Nothing was written over."),
            hint=t("Give another name with -o, or write over it with --force."),
        )


def is_special(path: str) -> bool:
    """Tell whether a path is a device or a pipe, which are written to rather than replaced."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))


def put_file(path: str, lines: Iterable[str]) -> int:
    """Write a file under another name, then put it in place; return how many lines were written.

    Raises:
        StoreError: the disk is full, or the folder can't be written to; a file that was there before is as it was.
    """
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), mode=FOLDER_MODE, exist_ok=True)
        return _write(path, lines, is_kept=False) if is_special(path) else _replace(path, lines)
    except OSError as error:
        raise StoreError(
            t("{path} was not written.", path=path),
            why=reason_of(error),
            hint=t("Make room, check the folder and its permissions, or give another one with -o."),
        ) from error


def _replace(path: str, lines: Iterable[str]) -> int:
    draft = f"{path}.{os.getpid()}.new"
    try:
        count = _write(draft, lines, is_kept=True)
        os.replace(draft, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)
    return count


def _write(path: str, lines: Iterable[str], *, is_kept: bool) -> int:
    count = 0
    with open(path, "w", encoding="utf-8", newline="", opener=_private) as file:
        shown = _shown if file.isatty() else str
        for line in lines:
            file.write(shown(line))
            count += 1
        if is_kept:
            file.flush()
            os.fsync(file.fileno())
    return count


def _shown(line: str) -> str:
    return visible(line, multiline=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)
