"""What a bug report needs to know, whatever state the store is in."""

import os
import platform
import sqlite3
from datetime import datetime
from typing import Final

from pipeline_cli import __version__
from pipeline_cli.domain.program_info import ProgramInfo, StoreCounts, StoreInfo
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import language, sentences
from pipeline_cli.store.connect import explained
from pipeline_cli.store.read.counts import store_counts
from pipeline_cli.store.store import Store
from pipeline_cli.zone import zone_name

MAGIC: Final = b"SQLite format 3\0"
USER_VERSION: Final = slice(60, 64)
"""Where an SQLite file says its schema version. Source: sqlite.org/fileformat.html, "The Database Header"."""


def program_info(store: Store, now: datetime) -> ProgramInfo:
    """Return the version, what it runs on, and the state of the store; a store that can't be read is no error."""
    return ProgramInfo(
        version=__version__,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        platform=f"{platform.system()} {platform.release()} {platform.machine()}",
        language=language(),
        zone=zone_name(now),
        store=store_info(store),
    )


def store_info(store: Store) -> StoreInfo:
    """Return what is known of a store's file, even where it is damaged, locked or newer."""
    counts, problem = _counts(store)
    path = os.path.abspath(store.path)
    size = os.path.getsize(path) if os.path.exists(path) else None
    return StoreInfo(path=path, size=size, schema=_schema(path), counts=counts, problem=problem)


def _counts(store: Store) -> tuple[StoreCounts | None, str]:
    """Return what is in a store, or why that can't be told."""
    try:
        with explained(store.path):
            return store_counts(store.reader), ""
    except StoreError as error:
        return None, sentences(error.what, error.why)


def _schema(path: str) -> int | None:
    """Return the schema version as the file's first bytes say it; SQLite may not be able to open the rest."""
    try:
        with open(path, "rb") as file:
            header = file.read(USER_VERSION.stop)
    except OSError:
        return None
    return int.from_bytes(header[USER_VERSION]) if header.startswith(MAGIC) else None
