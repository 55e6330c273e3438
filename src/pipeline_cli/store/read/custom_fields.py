"""Look up the custom fields of records: what a file said of them for which there is no column."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from pipeline_cli.store.read.chunks import in_chunks


def custom_fields(connection: sqlite3.Connection, table: str, ids: Iterable[int]) -> dict[int, Mapping[str, str]]:
    """Return the custom fields of some customers, deals or activities, by id; those that have none are left out."""
    return {id_: json.loads(custom) for id_, custom in in_chunks(connection, f"custom_of_{table}", ids)}
