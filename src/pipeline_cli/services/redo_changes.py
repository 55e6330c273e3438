"""Bring back what an undo took back."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime

from pipeline_cli.domain.history import Undone
from pipeline_cli.domain.row_merge import ChangedSinceError
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.history_entries import (
    builds_on,
    changed_since,
    entries_named,
    in_a_line,
    in_the_way,
    lend_stages,
    refuse_emptied,
)
from pipeline_cli.services.own_stages import OwnStages
from pipeline_cli.store.read.entries import Entry, changes_of, dependents, missing, standing_undos, undone_by
from pipeline_cli.store.redo import let_stand
from pipeline_cli.store.store import Store
from pipeline_cli.store.write import Unit


def redo_changes(store: Store, count: int, now: datetime, own: OwnStages | None = None) -> list[Undone]:
    """Bring back what the last undos took back, one undo after the other; that is one entry itself.

    Returns:
        the entries that stand again, in the order in which they came back.

    Raises:
        NotFoundError: nothing is taken back.
        RefusedError: a later entry stands in the way.
        StoreError: it could not be saved.
    """
    with store.writing("redo", now, may_make=False) as unit:
        lend_stages(unit, own)
        undos = standing_undos(unit.reader, count)
        if not undos:
            raise NotFoundError(
                t("There is nothing to redo."),
                hint=t('"pipe history" lists what was changed, and what was taken back.'),
            )
        numbers = [number for undo in undos for number in undone_by(unit.reader, undo)]
        found = {entry.told.id: entry for entry in entries_named(unit.reader, numbers, now)}
        return _bring_back(unit, [found[number] for number in numbers], now)


def redo_entries(store: Store, numbers: Collection[int], now: datetime, own: OwnStages | None = None) -> list[Undone]:
    """Bring back some entries that were taken back; that is one entry itself.

    Returns:
        them, the oldest first.

    Raises:
        NotFoundError: there is no such entry.
        RefusedError: one of them is not taken back, or builds on one that is, or a later one stands in the way.
        StoreError: it could not be saved.
    """
    with store.writing("redo", now, may_make=False) as unit:
        lend_stages(unit, own)
        entries = entries_named(unit.reader, numbers, now)[::-1]
        for entry in entries:
            if entry.undone_by is None:
                raise RefusedError(
                    t("Entry {number} is not taken back.", number=entry.told.id),
                    hint=t('"pipe history" lists what was changed, and what was taken back.'),
                )
        return _bring_back(unit, entries, now)


def _bring_back(unit: Unit, entries: Iterable[Entry], now: datetime) -> list[Undone]:
    told = []
    for entry in entries:
        refuse_emptied(entry)
        _put_in_again(unit, entry.told, now)
        if entry.undone_by is not None and let_stand(unit.reader, entry.told.id, entry.undone_by):
            unit.undone.append(entry.undone_by)
        told.append(entry.told)
    unit.summary = in_a_line(told)
    return told


def _put_in_again(unit: Unit, entry: Undone, now: datetime) -> None:
    later = dependents(unit.reader, entry.id)
    if later:
        raise in_the_way(unit.reader, entry, later, now)
    try:
        for change in changes_of(unit.reader, entry.id):
            unit.turn(change.table, change.row_id, change.before, change.after)
    except (ChangedSinceError, sqlite3.IntegrityError) as error:
        before = missing(unit.reader, entry.id)
        raise (builds_on(unit.reader, entry, before, now) if before else changed_since(entry)) from error
