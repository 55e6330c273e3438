"""Take back the last changes, or some that are named."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime

from pipeline_cli.domain.dependence import Change
from pipeline_cli.domain.history import Undone
from pipeline_cli.domain.row_merge import ChangedSinceError
from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t, tn
from pipeline_cli.services.change_stages import COMMAND as CONFIG
from pipeline_cli.services.history_entries import (
    changed_since,
    depended_on,
    entries_named,
    in_a_line,
    lend_stages,
    refuse_emptied,
)
from pipeline_cli.services.own_stages import OwnStages
from pipeline_cli.store.read.entries import (
    changes_backwards,
    changes_of,
    dependents,
    has_been_forgotten,
    standing_entries,
)
from pipeline_cli.store.store import Store
from pipeline_cli.store.write import Unit

NEVER = ("undo", "redo", "forget")
"""Commands whose entries are not taken back: two have each other for that, and what is forgotten is gone."""


def undo_changes(store: Store, count: int, now: datetime, own: OwnStages | None = None) -> list[Undone]:
    """Take back the last entries that still stand, the newest first; that is one entry itself.

    Raises:
        NotFoundError: nothing is left to take back.
        RefusedError: fewer entries are left, somebody was forgotten since, a record is no longer as an entry left
            it, or a stage would come back that is not configured.
        StoreError: it could not be saved.
    """
    with store.writing("undo", now, may_make=False) as unit:
        lend_stages(unit, own)
        entries = standing_entries(unit.reader, count, now.tzinfo)
        if not entries and has_been_forgotten(unit.reader):
            raise RefusedError(
                t("What was forgotten can't be brought back."),
                hint=t('For an older entry: "pipe history", then pipe undo --only N'),
            )
        if not entries:
            raise NotFoundError(t("There is nothing to undo."), hint=t('"pipe history" lists what was changed.'))
        if len(entries) < count:
            raise _too_few(len(entries), count)
        _take_back(unit, entries)
    return entries


def _too_few(standing: int, count: int) -> RefusedError:
    return RefusedError(
        tn("Only one change can be taken back.", "Only {n} changes can be taken back.", standing),
        why=t("pipe undo {count} takes back the last {count} changes.", count=count),
        hint=t("To take back entry {count} of the history alone: pipe undo --only {count}", count=count),
    )


def undo_entries(store: Store, numbers: Collection[int], now: datetime, own: OwnStages | None = None) -> list[Undone]:
    """Take back some entries, wherever they are in the history; that is one entry itself.

    Returns:
        them, the newest first.

    Raises:
        NotFoundError: there is no such entry.
        RefusedError: a later entry depends on one of them, it is taken back already, or can't be, or a stage would
            come back that is not configured.
        StoreError: it could not be saved.
    """
    with store.writing("undo", now, may_make=False) as unit:
        lend_stages(unit, own)
        entries = _standing(unit.reader, numbers, now)
        for entry in entries:
            later = dependents(unit.reader, entry.id, apart_from=set(numbers))
            if later:
                raise depended_on(unit.reader, entry, later, now)
        _take_back(unit, entries)
    return entries


def _standing(connection: sqlite3.Connection, numbers: Collection[int], now: datetime) -> list[Undone]:
    """Return the entries of some numbers, the newest first, if all of them stand."""
    found = entries_named(connection, numbers, now)
    for entry in found:
        number, command = entry.told.id, entry.told.command
        if command in NEVER:
            raise RefusedError(
                t("Entry {number} ({command}) can't be taken back.", number=number, command=command),
                hint=t('What an undo took back comes again with "pipe redo"; what was forgotten does not.'),
            )
        if entry.undone_by is not None:
            raise RefusedError(
                t("Entry {number} is taken back already, by entry {other}.", number=number, other=entry.undone_by),
                hint=t("To have it again: pipe redo --only {number}", number=number),
            )
        refuse_emptied(entry)
    return [entry.told for entry in found]


def _take_back(unit: Unit, entries: Sequence[Undone]) -> None:
    for entry in entries:
        _refuse_removed_stage(unit.reader, entry)
        try:
            for change in changes_backwards(unit.reader, entry.id):
                _turn_back(unit, change)
        except (ChangedSinceError, sqlite3.IntegrityError) as error:
            raise changed_since(entry) from error
        unit.undone.append(entry.id)
    unit.summary = in_a_line(entries)


def _refuse_removed_stage(connection: sqlite3.Connection, entry: Undone) -> None:
    """Refuse to put deals back to a stage that was removed: the configuration is no part of the history.

    Raises:
        RefusedError: the stage is not configured.
    """
    if entry.command != CONFIG:
        return
    change = next(changes_of(connection, entry.id))
    stage, to = (json.loads(state or "{}").get("stage", "") for state in (change.before, change.after))
    if stage and stage not in stage_keys():
        raise RefusedError(
            t("Entry {number} can't be taken back: its deals would be at {stage}.", number=entry.id, stage=stage),
            why=t("That stage was removed, and undo does not change the configuration."),
            hint=t(
                "Add it first, where it belongs: {command}",
                command=f"pipe config stage add {stage}" + (f" --before {to}" if to in stage_keys() else ""),
            ),
        )


def _turn_back(unit: Unit, change: Change) -> None:
    unit.turn(change.table, change.row_id, change.after, change.before)
