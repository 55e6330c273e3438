"""All rows of the store, a table at a time, for an export."""

import json
import sqlite3
from collections.abc import Iterator

from pipeline_cli.store.read import Row, query

CUSTOMISED = ("customers", "deals", "activities")
"""Tables whose rows have custom fields."""


def exported_rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a table, by number; the columns are those of ``export_<table>.sql``."""
    yield from connection.execute(query(f"export_{table}"))


def custom_names(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of all custom fields that rows of a table have, in the order that they appear."""
    if table not in CUSTOMISED:
        return []
    rows = connection.execute(query(f"export_custom_{table}"))
    return list(dict.fromkeys(name for (custom,) in rows for name in json.loads(custom)))
