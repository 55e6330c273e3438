"""Tell the currencies of the deals that the store knows, for amounts of a file that names none."""

import sqlite3
from functools import cached_property

from pipeline_cli.services.known_rows import known_ids
from pipeline_cli.store.read.imported import rows_by_id, store_id
from pipeline_cli.store.store import Store


class KnownCurrencies:
    """The currencies of known deals; the store is not opened before one is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, ref: str) -> str | None:
        """Return the currency of the deal that a ref means; None where there is no such deal, or it has none."""
        ids = known_ids(self._reader, self._store_id, "deals", (ref,))
        rows = rows_by_id(self._reader, "deals", ids.values())
        return next((row["currency"] for row in rows.values()), None)

    @cached_property
    def _reader(self) -> sqlite3.Connection:
        return self._store.reader

    @cached_property
    def _store_id(self) -> str:
        return store_id(self._reader)
