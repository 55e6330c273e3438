"""What commands show, read by the plain SQL of the ``.sql`` files beside this one into frozen domain types.

Each screen picks its few deals first, over an index, and then looks up what it shows of them.
"""

import os
import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import Any

Row = tuple[Any, ...]

_FOLDER = os.path.dirname(__file__)


@cache
def query(name: str) -> str:
    """Return the SQL of one file."""
    with open(os.path.join(_FOLDER, f"{name}.sql"), encoding="utf-8") as file:
        return file.read()


def fetch_for(connection: sqlite3.Connection, name: str, ids: Iterable[int], **values: object) -> list[Row]:
    """Run a query whose ``(:ids)`` stands for a list of ids, which no database driver can bind."""
    listed = ", ".join(str(int(id_)) for id_ in ids)
    return connection.execute(query(name).replace(":ids", listed), values).fetchall()


def fetch(connection: sqlite3.Connection, name: str, **values: object) -> list[Row]:
    """Run a query and return all its rows."""
    return connection.execute(query(name), values).fetchall()
