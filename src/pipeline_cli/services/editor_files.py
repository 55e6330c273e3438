"""Texts that were open in the editor when it, or the command, was killed: nobody has taken them up or away."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from pipeline_cli.services.drafts import beside
from pipeline_cli.services.private_files import is_ours

ENDS: Final = (".toml", ".txt")
FORMER: Final = "pipe-"
"""How they began in the temporary folder, where earlier versions gave them to the editor."""


def editor_files(store: str) -> list[str]:
    """Return such texts beside a store, and those of the user in the temporary folder, of whichever store."""
    return [*editor_files_beside(store), *_former()]


def editor_files_beside(store: str) -> list[str]:
    """Return such texts beside a store."""
    folder = beside(store)
    return [os.path.join(folder, name) for name in _names(folder) if name.endswith(ENDS)] if is_ours(folder) else []


def _former() -> Iterator[str]:
    folder = tempfile.gettempdir()
    for name in _names(folder):
        path = os.path.join(folder, name)
        if name.startswith(FORMER) and name.endswith(ENDS) and _is_my_file(path):
            yield path


def _names(folder: str) -> list[str]:
    with suppress(OSError):
        return sorted(os.listdir(folder))
    return []


def _is_my_file(path: str) -> bool:
    with suppress(OSError):
        return os.path.isfile(path) and (not hasattr(os, "getuid") or os.lstat(path).st_uid == os.getuid())
    return False
