"""How much a store holds, to tell one copy of it from another."""

import sqlite3
from datetime import tzinfo

from pipeline_cli.domain.restored import StoreContents
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.rows import instant_of


def store_contents(connection: sqlite3.Connection, zone: tzinfo | None) -> StoreContents:
    """Return what is counted in a store before one is put in place of another."""
    customers, deals, activities, open_steps, at = fetch(connection, "store_contents")[0]
    return StoreContents(customers, deals, activities, open_steps, instant_of(at, zone) if at else None)
