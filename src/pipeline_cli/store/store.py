"""The store as a run sees it: a path, opened on first use, to read or to write."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline_cli.store.connect import SCHEMA_VERSION, BrokenSchemaError, OlderStoreError, open_reading, schema_version

if TYPE_CHECKING:
    from pipeline_cli.store.write import Unit


class Store:
    """A store that may not exist yet. Reading never makes it; the first writing does."""

    def __init__(
        self,
        path: str,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take a path.

        Args:
            path: the file.
            clock: the time of the run, aware.
            say: tells the user what becomes of the store besides what was asked for, such as a backup that failed.
        """
        self.path = path
        self.clock = clock
        self.say = say
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
        try:
            return open_reading(self.path)
        except OlderStoreError:
            from pipeline_cli.store.upgrade import reading_upgraded

            return reading_upgraded(self.path, self.clock(), self.say)
        except BrokenSchemaError as error:
            from pipeline_cli.store.salvaged import reading_salvaged

            return reading_salvaged(self.path, self.say, error)

    @contextmanager
    def writing(self, command: str, now: datetime, *, may_make: bool = True) -> "Iterator[Unit]":
        """Open one transaction: all of it is kept, as one entry of the history, or nothing of it.

        Args:
            command: what the history calls it.
            now: the time of the run.
            may_make: whether a store is made where there is none. What only changes records finds an empty one there.
        """
        from pipeline_cli.store.write import writing

        self._prepare(command, now)
        with writing(self.path, command, now, may_make=may_make) as unit:
            self._units.append(unit)
            yield unit

    def _prepare(self, command: str, now: datetime) -> None:
        """Bring an older store up to date, and make the backup that is due."""
        from pipeline_cli.store.backup import back_up_before

        schema = schema_version(self.path)
        if schema == SCHEMA_VERSION:
            back_up_before(self.path, command, now, self.say)
        elif schema is not None and schema < SCHEMA_VERSION:
            from pipeline_cli.store.upgrade import bring_up_to_date

            bring_up_to_date(self.path, now, self.say)

    def close(self) -> None:
        """Close the connection that reads."""
        if "reader" in self.__dict__:
            self.reader.close()
            del self.reader
