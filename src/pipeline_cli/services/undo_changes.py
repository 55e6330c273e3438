"""Take back the last changes."""

import sqlite3
from datetime import datetime, tzinfo

from pipeline_cli.domain.history import Undone
from pipeline_cli.errors import NotFoundError
from pipeline_cli.i18n import t
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.rows import instant_of
from pipeline_cli.store.store import Store
from pipeline_cli.store.write import Unit

ALL = 2**31
"""More operations than there are, and no more than SQLite can count."""


def undo_changes(store: Store, count: int, now: datetime) -> list[Undone]:
    """Take back the last operations that still stand, the newest first; that is one operation itself.

    Raises:
        NotFoundError: nothing is left to take back.
        StoreError: it could not be saved.
    """
    with store.writing("undo", now, may_make=False) as unit:
        operations = _standing(unit.reader, count, now.tzinfo)
        if not operations:
            raise NotFoundError(t("There is nothing to undo."), hint=t('"pipe history" lists what was changed.'))
        for operation in operations:
            _take_back(unit, operation.id)
        unit.summary = ", ".join(f"{one.command} {one.summary}".strip() for one in operations)
    return operations


def _standing(connection: sqlite3.Connection, count: int, zone: tzinfo | None) -> list[Undone]:
    return [
        Undone(id_, instant_of(at, zone).isoformat(), command, summary)
        for id_, at, command, summary in fetch(connection, "standing_operations", count=min(count, ALL))
    ]


def _take_back(unit: Unit, operation: int) -> None:
    for table, row_id, before in fetch(unit.reader, "changes_to_undo", operation=operation):
        unit.put_back(table, row_id, before)
    unit.undone.append(operation)
