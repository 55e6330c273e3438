"""The history as it is listed: every command that changed something, and what of each record."""

from datetime import datetime
from typing import Any, NamedTuple


class FieldChange(NamedTuple):
    """One field of a record as it was and as it became: a text, an amount, a day, an instant, a list, yes or no."""

    name: str
    before: Any
    after: Any


class RecordChange(NamedTuple):
    """One record that was made, changed or removed.

    Attributes:
        kind: what it is: customer, deal, activity, next_step, …
        id: its number.
        customer: the customer it belongs to, "" for none.
        deal: the deal it is, or belongs to.
        what: made, changed or removed.
        fields: those that differ; of a record that was made or removed, those that say something.
    """

    kind: str
    id: int
    customer: str
    deal: int | None
    what: str
    fields: tuple[FieldChange, ...]


class Operation(NamedTuple):
    """One command that changed something, and how many records; ``undone`` where it was taken back since.

    ``records`` are None where they were not asked for, and the first of them where only so many were: then ``left`` are
    the changes that are not told of.
    """

    id: int
    at: datetime
    command: str
    summary: str
    undone: bool
    changes: int
    records: tuple[RecordChange, ...] | None = None
    left: int = 0


class History(NamedTuple):
    """Entries of the history, the newest first, and how many there are in all."""

    now: datetime
    operations: tuple[Operation, ...]
    total: int
