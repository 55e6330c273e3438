"""What may be wrong with the store: in its file, in what it says, around it, and with customers who are there twice."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.duplicates import Duplicates
from pipeline_cli.domain.finding import UNOPENED, WARNING, Examined, Finding
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError
from pipeline_cli.services.check_surroundings import surroundings
from pipeline_cli.services.find_duplicates import find_duplicates
from pipeline_cli.services.unknown_stages import deals_at_unknown
from pipeline_cli.store.as_it_is import opened_as_it_is
from pipeline_cli.store.connect import way_back
from pipeline_cli.store.create import upgrade
from pipeline_cli.store.examine import JUNK, MOST_NAMED, examine
from pipeline_cli.store.store import Store


class Diagnosis(NamedTuple):
    """All that was found."""

    examined: Examined
    duplicates: Duplicates


def diagnose(store: Store, now: datetime, *, limit: int, config: str) -> Diagnosis:
    """Examine a store without changing anything; whatever there is in its place, that is a finding and no error.

    Args:
        store: it may be missing, older, newer, damaged, or none.
        now: aware.
        limit: the most pairs of customers who may be one; 0 for all.
        config: why the configuration can't be used, or "".
    """
    found = examined_store(store.path, now)
    if config:
        found = found.with_more([Finding("config", WARNING, {"why": config})])
    return Diagnosis(found.with_more(_of_stages(store, found)), _duplicates(store, found, limit))


def examined_store(path: str, now: datetime) -> Examined:
    """Return what was found in a store and around it."""
    found = examine(path)
    try:
        return found.with_more(surroundings(path, now))
    except OSError as error:
        return found.with_more([Finding("surroundings", WARNING, {"why": reason_of(error)})])


def way_out(path: str) -> str:
    """Return what there is to go back to from a store that is not sound."""
    return way_back(path)


def _of_stages(store: Store, found: Examined) -> Iterator[Finding]:
    """Yield that deals are in stages that the configuration does not know; a store that is unsound is mended first."""
    if UNOPENED & set(found.codes) or not found.is_sound or not os.path.exists(store.path):
        return
    unknown = deals_at_unknown(store.path)
    if unknown:
        names = tuple(f"deals {id_} ({stage})" for id_, stage in unknown[:MOST_NAMED])
        yield Finding("stages", WARNING, {"n": len(unknown), "names": names})


def _duplicates(store: Store, found: Examined, limit: int) -> Duplicates:
    nobody = Duplicates((), 0)
    if UNOPENED & set(found.codes):
        return nobody
    try:
        if not ({"older", "unfinished", "stale_log", "log_mode"} & set(found.codes) or found.is_for_rescue):
            return find_duplicates(store.reader, limit=limit)
        with opened_as_it_is(store.path) as connection, closing(sqlite3.connect(":memory:")) as memory:
            memory.isolation_level = None
            connection.backup(memory)
            upgrade(memory)
            return find_duplicates(memory, limit=limit)
    except (*JUNK, StoreError):
        return nobody
