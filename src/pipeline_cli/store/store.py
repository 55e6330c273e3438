"""The store as a run sees it: a path, opened on first use, to read or to write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline_cli.store.connect import open_reading

if TYPE_CHECKING:
    from pipeline_cli.store.write import Unit


class Store:
    """A store that may not exist yet. Reading never makes it; the first writing does."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._units: list[Unit] = []

    @property
    def has_saved(self) -> bool:
        """Whether a transaction was committed."""
        return any(unit.is_saved for unit in self._units)

    @property
    def is_missing(self) -> bool:
        """Whether it was read although there is none: what was read is an empty one."""
        return "reader" in self.__dict__ and not os.path.exists(self.path)

    @cached_property
    def reader(self) -> sqlite3.Connection:
        """The connection that plain SQL reads through; it can't write."""
        return open_reading(self.path)

    @contextmanager
    def writing(self, command: str, now: datetime, *, may_make: bool = True) -> "Iterator[Unit]":
        """Open one transaction: all of it is kept, as one entry of the history, or nothing of it.

        Args:
            command: what the history calls it.
            now: the time of the run.
            may_make: whether a store is made where there is none. What only changes records finds an empty one there.
        """
        from pipeline_cli.store.write import writing

        with writing(self.path, command, now, may_make=may_make) as unit:
            self._units.append(unit)
            yield unit

    def close(self) -> None:
        """Close the connection that reads."""
        if "reader" in self.__dict__:
            self.reader.close()
            del self.reader
