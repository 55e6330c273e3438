"""Write the store as the project's own CSV."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import tzinfo

from pipeline_cli.domain.export_report import ExportedFile, ExportReport
from pipeline_cli.domain.plain_rows import TABLES
from pipeline_cli.exporters.csv_text import csv_line, guard, header
from pipeline_cli.exporters.files import put_file, refuse_existing
from pipeline_cli.services.exported_cells import CELLS, Style
from pipeline_cli.store.connect import explained
from pipeline_cli.store.read.exported import custom_names, exported_rows
from pipeline_cli.store.read.imported import store_id
from pipeline_cli.store.store import Store

SUFFIX = ".csv"


def export_store(store: Store, out: str, zone: tzinfo | None, *, is_raw: bool, may_replace: bool) -> ExportReport:
    """Write every table into a folder, or one of them into a file.

    Args:
        store: the user's store.
        out: a folder, or a file, which ends in .csv or is there: the table that it is called like, else the deals.
        zone: that of the instants.
        is_raw: whether texts are written as they are, even those that a spreadsheet would run.
        may_replace: whether files that are there are written over.

    Raises:
        RefusedError: a file is there already.
        StoreError: the store can't be read, or a file can't be written.
    """
    is_file = not os.path.isdir(out) and (out.casefold().endswith(SUFFIX) or os.path.exists(out))
    paths = {table_of(out): out} if is_file else {table: os.path.join(out, f"{table}{SUFFIX}") for table in TABLES}
    if not may_replace:
        refuse_existing(paths.values())
    with _snapshot(store) as connection:
        files = tuple(
            ExportedFile(path, table, put_file(path, _lines(connection, table, zone, is_raw=is_raw)) - 1)
            for table, path in paths.items()
        )
    return ExportReport(os.path.dirname(out) if is_file else out, files)


def table_of(path: str) -> str:
    """Return the table that a file is called like; the deals where it is called otherwise."""
    name = os.path.basename(path).casefold().removesuffix(SUFFIX)
    return name if name in TABLES else "deals"


def exported_table(store: Store, table: str, zone: tzinfo | None, *, is_raw: bool) -> Iterator[str]:
    """Yield the lines of a table's file, the header first.

    Raises:
        StoreError: the store can't be read.
    """
    with _snapshot(store) as connection:
        yield from _lines(connection, table, zone, is_raw=is_raw)


def _lines(connection: sqlite3.Connection, table: str, zone: tzinfo | None, *, is_raw: bool) -> Iterator[str]:
    custom: Sequence[str] = custom_names(connection, table)
    style = Style(store_id(connection), zone, guard(is_raw=is_raw), tuple(custom))
    yield csv_line(header(table, custom))
    cells = CELLS[table]
    for row in exported_rows(connection, table):
        yield csv_line(cells(row, style))


@contextmanager
def _snapshot(store: Store) -> Iterator[sqlite3.Connection]:
    """Give the store as it is at one moment, whatever is written meanwhile."""
    connection = store.reader
    with explained(store.path):
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")
