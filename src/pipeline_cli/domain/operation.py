"""The history as it is listed: every command that changed something."""

from datetime import datetime
from typing import NamedTuple


class Operation(NamedTuple):
    """One command that changed something, and how many records; ``undone`` where it was taken back since."""

    id: int
    at: datetime
    command: str
    summary: str
    undone: bool
    changes: int


class History(NamedTuple):
    """Entries of the history, the newest first, and how many there are in all."""

    now: datetime
    operations: tuple[Operation, ...]
    total: int
