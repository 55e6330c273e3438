"""One import while it goes on: what it writes to, and what it has counted, assumed and rejected so far."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from pipeline_cli.domain.import_report import Counts
from pipeline_cli.domain.plain_rows import Origin
from pipeline_cli.i18n import t
from pipeline_cli.store.read.days import stored
from pipeline_cli.store.read.imported import store_id
from pipeline_cli.store.tables import (
    ActivityRow,
    CustomerRow,
    DealRow,
    NextStepRow,
    Record,
    StageChangeRow,
)

MODELS: Mapping[str, type[Record]] = {
    "customers": CustomerRow,
    "deals": DealRow,
    "activities": ActivityRow,
    "next_steps": NextStepRow,
    "stages": StageChangeRow,
}
"""The table that each file's rows belong to."""

CHUNK = 2_000

T = TypeVar("T")
Values = Mapping[str, Any]
Progress = Callable[[int], None]


class Target(Protocol):
    """What an import writes to: a unit of the store, or a rehearsal of one."""

    @property
    def reader(self) -> sqlite3.Connection:
        """The store, as it is inside the unit."""

    def insert_many(self, model: type[Record], rows: Iterable[Values]) -> list[int]:
        """Add rows and return their ids."""

    def update(self, model: type[Record], id_: int, **values: Any) -> None:  # noqa: ANN401  # a column's value
        """Change some columns of a row."""


class Rehearsal:
    """A unit that keeps nothing: what is added has an id below 0, and what is changed stays."""

    def __init__(self, reader: sqlite3.Connection) -> None:
        self.reader = reader
        self._last = 0

    def insert_many(self, model: type[Record], rows: Iterable[Values]) -> list[int]:  # noqa: ARG002
        """Return an id for each row."""
        ids = [self._last - n for n, _ in enumerate(rows, start=1)]
        self._last -= len(ids)
        return ids

    def update(self, model: type[Record], id_: int, **values: Any) -> None:  # noqa: ANN401
        """Change nothing."""


class Intake:
    """An import: where it goes, when, and what came of each row.

    Attributes:
        target: what it is written to.
        now: the time of the run.
        is_again: whether customers who were forgotten are taken in again.
        store_id: the id of the store, which the refs of its own exports begin with.
        rejected: the rows that were not taken, with the reason.
        assumed: how often something was assumed that no file said, by its code.
    """

    def __init__(
        self, target: Target, now: datetime, progress: Progress | None = None, *, is_again: bool = False
    ) -> None:
        self.target = target
        self.is_again = is_again
        self.now = now
        self.store_id = store_id(target.reader)
        self.rejected: list[tuple[Origin, str]] = []
        self.assumed: Counter[str] = Counter()
        self._counted: Counter[tuple[str, str]] = Counter()
        self._progress = progress or (lambda _: None)

    def reject(self, origin: Origin, reason: str) -> None:
        """Leave a row out."""
        self.rejected.append((origin, reason))
        self._progress(1)

    def add(self, table: str, rows: Sequence[Values], *, is_counted: bool = True) -> list[int]:
        """Add rows and return their ids; those that follow from others are not counted."""
        ids = self.target.insert_many(MODELS[table], rows)
        if is_counted:
            self.count(table, "new", len(ids))
        return ids

    def put(self, table: str, id_: int, stored: Values, values: Values) -> bool:
        """Give a row the values that a file says it has; tell whether any was another before."""
        changed = {name: value for name, value in values.items() if stored_form(value) != stored[name]}
        if changed:
            self.target.update(MODELS[table], id_, **changed)
        self.count(table, "changed" if changed else "same")
        return bool(changed)

    def counts(self, table: str) -> Counts:
        """Return what came of a table's rows."""
        return Counts(*(self._counted[table, name] for name in Counts._fields))

    def count(self, table: str, name: str, n: int = 1) -> None:
        """Count rows that were "new", "changed" or "same"."""
        self._counted[table, name] += n
        self._progress(n)


def stored_form(value: object) -> object:
    """Return a value as the store keeps it."""
    if isinstance(value, datetime):
        return stored(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def drained(rows: list[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield rows a few thousand at a time, and forget them."""
    while rows:
        chunk = rows[:size]
        del rows[:size]
        yield chunk


def check_first(ref: str | None, refs: set[str]) -> None:
    """Refuse a ref that another row of the import has; add it to those that were met.

    Raises:
        ValueError: it is there twice; the message says so to the user.
    """
    if ref and ref in refs:
        raise ValueError(t('the ref "{ref}" is there twice', ref=ref))
    refs.update((ref,) if ref else ())


def check_given(**values: object) -> None:
    """Refuse a row that lacks what it must have.

    Raises:
        ValueError: a value is None; the message names its column to the user.
    """
    missing = next((name for name, value in values.items() if value is None), None)
    if missing:
        raise ValueError(t("{column} is empty", column=missing))


def given(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the values that a row gives; what it doesn't say stays as it is."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value is not None
    }


def given_custom(custom: Mapping[str, str] | None) -> dict[str, Any]:
    """Return the custom fields of a new row; nothing where it has none."""
    return {"custom": {**custom}} if custom else {}
