"""Every change of the store: one transaction, one entry of the history, facts and search kept true.

A use case opens a :class:`Unit`, reads through ``unit.reader`` in the same transaction, and inserts, updates or
deletes rows of ``tables.py``. What was there before and after is written down as it goes.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, create_engine, event, exc, insert, update
from sqlalchemy.pool import NullPool

from pipeline_cli.domain.row_merge import ChangedSinceError, merged
from pipeline_cli.errors import StoreError
from pipeline_cli.interrupts import held_back
from pipeline_cli.store.beside import Beside
from pipeline_cli.store.connect import (
    empty_store,
    is_of_the_disk,
    is_there,
    open_reading,
    open_writing,
    saved_with_trouble,
    store_error,
)
from pipeline_cli.store.create import ensure_store, upgrade
from pipeline_cli.store.derived import refresh_facts, refresh_romaji, refresh_search
from pipeline_cli.store.digests import keep_operation_digests, keep_record_digests
from pipeline_cli.store.plan_figures import FIGURES, FiguresOfPlans
from pipeline_cli.store.reordered import bring_in_order
from pipeline_cli.store.tables import OperationRow, Record
from pipeline_cli.store.turns import begin
from pipeline_cli.zone import zone_name

# Table names in the SQL below come from tables.py, never from outside.
# ruff: noqa: S608

Values = Mapping[str, Any]


class Unit:
    """One transaction, and what it changed so far.

    Attributes:
        reader: the same transaction, for the plain SQL of ``store/read``.
        summary: what the history will say was done; set it before the unit ends.
        undone: the operations that this one takes back.
        is_entry: whether the history gets an entry even where no row was changed.
        is_saved: whether it was committed.
        beside: what is changed with the rows, and is no table: by the name that the history has for it.
    """

    def __init__(self, connection: Connection, command: str, now: datetime) -> None:
        self._connection = connection
        self._command = command
        self._now = now
        self._next_ids: dict[str, int] = {}
        self._changes: list[tuple[str, int, str | None, str | None]] = []
        self.reader = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        self.summary = ""
        self.undone: list[int] = []
        self.is_entry = False
        self.is_saved = False
        self.beside: dict[str, Beside] = {FIGURES: FiguresOfPlans()}

    def insert(self, model: type[Record], **values: Any) -> int:  # noqa: ANN401  # a column's value
        """Add a row and return its id."""
        return self.insert_many(model, [values])[0]

    def insert_many(self, model: type[Record], rows: Iterable[Values]) -> list[int]:
        """Add rows and return their ids, in order. What a row doesn't name gets its column's default."""
        name = str(model.__tablename__)
        first, defaults = self._next_ids.get(name) or self._first_free_id(name), _defaults(model)
        filled = [{**defaults, **row, "id": id_} for id_, row in enumerate(rows, start=first)]
        if not filled:
            return []
        self._connection.execute(insert(_table(model)), filled)
        self._next_ids[name] = first + len(filled)
        after = self._stored_range(name, first, self._next_ids[name] - 1)
        self._changes += [(name, id_, None, text) for id_, text in after]
        return [row["id"] for row in filled]

    def update(self, model: type[Record], id_: int, **values: Any) -> None:  # noqa: ANN401
        """Change some columns of a row; nothing is written down where they were so already."""
        table = _table(model)
        before = self._stored(table.name, id_)
        self._connection.execute(update(table).where(table.c.id == id_).values(**values))
        after = self._stored(table.name, id_)
        if before != after:
            self._changes.append((table.name, id_, before, after))

    def put_back(self, table: str, id_: int, wanted: str | None) -> None:
        """Make a row what it once was, given as the JSON of a change; None removes it."""
        before = self._stored(table, id_)
        if before != wanted:
            self._put(table, id_, before, wanted)

    def turn(self, table: str, id_: int, was: str | None, wanted: str | None) -> None:
        """Bring a row from one state to another, given as JSON; columns that are the same in both stay as they are.

        Raises:
            ChangedSinceError: the row is not in the first state.
        """
        before = self._stored(table, id_)
        beside = self.beside.get(table)
        self._put(table, id_, before, (beside.merged if beside else merged)(before, was, wanted))

    def settle(self) -> None:
        """Let what is changed with the rows be as they are: kept with them, or as it was."""
        for one in self.beside.values():
            if self.is_saved:
                one.keep()
            else:
                one.drop()

    def _put(self, table: str, id_: int, before: str | None, wanted: str | None) -> None:
        if table in self.beside:
            self.beside[table].put(self.reader, id_, wanted)
        elif wanted is None:
            self.reader.execute(f'DELETE FROM "{table}" WHERE id = ?', (id_,))
        else:
            row = json.loads(wanted)
            statement = _insert_sql(table, row) if before is None else _update_sql(table, row)
            self.reader.execute(statement, row)
        # Not what was wanted: that may lack the columns of a later schema.
        self._changes.append((table, id_, before, self._stored(table, id_)))

    def finish(self) -> int | None:
        """Write the entry of the history and return its number; None where nothing was changed."""
        if not self._changes and not self.is_entry:
            return None
        operation = self._connection.execute(
            insert(_table(OperationRow)),
            {
                "at": self._now,
                "zone": zone_name(self._now),
                "command": self._command,
                "summary": self.summary,
            },
        ).inserted_primary_key
        number = int(operation[0]) if operation else 0
        taken_back = ((number, one) for one in self.undone)
        self.reader.executemany("UPDATE operations SET undone_by = ? WHERE id = ?", taken_back)
        self._write_changes(number)
        self._refresh()
        keep_record_digests(
            self.reader, {(table, id_): after for table, id_, _, after in self._changes if table not in self.beside}
        )
        keep_operation_digests(self.reader, (number, *self.undone))
        return number

    def _write_changes(self, operation: int) -> None:
        columns = ("operation_id", "table_name", "row_id", "before", "after")
        rows = (dict(zip(columns, (operation, *change), strict=True)) for change in self._changes)
        self.reader.executemany(_insert_sql("changes", columns), rows)

    def _refresh(self) -> None:
        touched: dict[str, set[int]] = {}
        deals: set[int] = set()
        for table, id_, before, after in self._changes:
            touched.setdefault(table, set()).add(id_)
            deals.update(_deals_of(table, id_, before), _deals_of(table, id_, after))
        bring_in_order(self.reader)
        refresh_facts(self.reader, sorted(deals))
        refresh_romaji(self.reader, sorted(touched.get("customers", ())))
        refresh_search(self.reader, {table: sorted(ids) for table, ids in touched.items()})

    def _first_free_id(self, table: str) -> int:
        row = self.reader.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return (row[0] if row else 0) + 1

    def _stored(self, table: str, id_: int) -> str | None:
        if table in self.beside:
            return self.beside[table].stored(self.reader, id_)
        if table not in Record.metadata.tables:
            raise ChangedSinceError
        return next((text for _, text in self._stored_range(table, id_, id_)), None)

    def _stored_range(self, table: str, first: int, last: int) -> list[tuple[int, str]]:
        """Return the ids of rows, and what is stored of each as JSON."""
        columns = Record.metadata.tables[table].columns
        fields = ", ".join(f"'{column.name}', \"{column.name}\"" for column in columns)
        return self.reader.execute(
            f'SELECT id, json_object({fields}) FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id', (first, last)
        ).fetchall()


@contextmanager
def writing(path: str, command: str, now: datetime, *, may_make: bool = True) -> Iterator[Unit]:
    """Open one transaction on a store, made where there is none, or on an empty one in memory if it may not be made.

    Raises:
        StoreError: the store is locked, damaged, newer, or can't be written to; nothing was changed. Or the disk
            reported an error although all was saved, with exit code 0.
    """
    if may_make:
        ensure_store(path)
    number: int | None = None
    unit: Unit | None = None
    try:
        with _connected(path, may_be_missing=not may_make) as connection, connection.begin() as transaction:
            unit = Unit(connection, command, now)
            yield unit
            number = unit.finish()
            with held_back():
                transaction.commit()
                unit.is_saved = True
    except (exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        if not isinstance(cause, sqlite3.Error) or not is_of_the_disk(cause):
            raise
        if unit is None or number is None or not _is_stored(path, number):
            raise store_error(cause, path) from error
        unit.is_saved = True
        raise saved_with_trouble(cause) from error
    finally:
        if unit:
            unit.settle()


def _is_stored(path: str, number: int) -> bool:
    """Tell whether an operation is in the store: the last sync of a commit can fail when all of it is in place."""
    with suppress(StoreError, sqlite3.Error), closing(open_reading(path)) as connection:
        return connection.execute("SELECT 1 FROM operations WHERE id = ?", (number,)).fetchone() is not None
    return False


@contextmanager
def _connected(path: str, *, may_be_missing: bool) -> Iterator[Connection]:
    def opened() -> sqlite3.Connection:
        if may_be_missing and not is_there(path):
            return empty_store()
        connection = open_writing(path)
        upgrade(connection)
        return connection

    # What customers said has no place in an error, and so in a bug report.
    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, json_serializer=_json, hide_parameters=True)
    # SQLAlchemy's own BEGIN takes no lock until the first write: two read-then-write commands would lose one.
    event.listen(engine, "begin", lambda connection: begin(connection.connection.driver_connection))
    with engine.connect() as connection:
        yield connection


def _insert_sql(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    return f'INSERT INTO "{table}" ({listed}) VALUES ({marks})'


def _update_sql(table: str, columns: Iterable[str]) -> str:
    settings = ", ".join(f'"{name}" = :{name}' for name in columns)
    return f'UPDATE "{table}" SET {settings} WHERE id = :id'


# json.dumps with these arguments would make a new encoder each time.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _table(model: type[Record]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # SQLModel gives it to every table


def _defaults(model: type[Record]) -> dict[str, Any]:
    fields = model.model_fields.items()
    return {name: field.get_default(call_default_factory=True) for name, field in fields if not field.is_required()}


def _deals_of(table: str, id_: int, stored: str | None) -> Sequence[int]:
    """Return the deal whose facts a change of this row may change."""
    if table == "deals":
        return (id_,)
    if table not in ("activities", "next_steps", "stage_changes") or stored is None:
        return ()
    deal: int | None = json.loads(stored)["deal_id"]
    return () if deal is None else (deal,)
