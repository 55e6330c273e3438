"""What a bug report needs to know, whatever state the store is in."""

import os
import platform
import sqlite3
from contextlib import suppress
from datetime import datetime

from pipeline_cli import __version__
from pipeline_cli.domain.program_info import ProgramInfo, StoreCounts, StoreInfo
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import language, sentences
from pipeline_cli.services.encrypt_store import key_place
from pipeline_cli.store.cipher import is_encrypted
from pipeline_cli.store.connect import explained, schema_version
from pipeline_cli.store.read.counts import store_counts
from pipeline_cli.store.store import Store
from pipeline_cli.zone import zone_name


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
    return StoreInfo(
        path=path,
        size=size,
        schema=_schema(path),
        counts=counts,
        problem=problem,
        is_encrypted=is_encrypted(path),
        key=key_place(path) if is_encrypted(path) else "",
    )


def _counts(store: Store) -> tuple[StoreCounts | None, str]:
    """Return what is in a store, or why that can't be told."""
    try:
        with explained(store.path):
            return store_counts(store.reader), ""
    except StoreError as error:
        return None, sentences(error.what, error.why)


def _schema(path: str) -> int | None:
    """Return the schema version as the file's first bytes say it; SQLite may not be able to open the rest."""
    with suppress(StoreError):
        return schema_version(path)
    return None
