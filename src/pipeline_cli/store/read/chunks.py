"""Look up any number of rows by their ids, some thousands at a time."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline_cli.store.read import Row, fetch_for

CHUNK = 5_000
"""Ids in one statement, well below SQLite's limit for its text."""


def in_chunks(connection: sqlite3.Connection, name: str, ids: Iterable[int], **values: object) -> Iterator[Row]:
    """Yield the rows of a query whose ``(:ids)`` stands for a list of ids, however many those are."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield from fetch_for(connection, name, chunk, **values)
