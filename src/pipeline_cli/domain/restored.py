"""What ``pipe backup`` and ``pipe restore`` report."""

from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.backup import Backup


class StoreContents(NamedTuple):
    """How much a store holds, and when it was last changed; None where it never was."""

    customers: int
    deals: int
    activities: int
    open_steps: int
    changed_at: datetime | None


class BackupList(NamedTuple):
    """The backups kept beside a store, the newest first, and their folder; ``now`` is the time of the run."""

    folder: str
    backups: list[Backup]
    now: datetime


class MadeBackup(NamedTuple):
    """A backup that was asked for: its file, how big it is, what is in it."""

    path: str
    size: int
    is_encrypted: bool
    contents: StoreContents


class Restoring(NamedTuple):
    """A restore: what comes back, and what it replaces.

    Attributes:
        source: the file that comes back.
        made_at: when it was made, aware; None for a file that says nothing of it.
        before: what is in the store now; None where there is none, or it can't be read.
        after: what is in it then.
        now: the time of the run.
        kept: the file in which what was replaced is kept; "" where nothing was, or it is not done yet.
        kept_number: its number in the list of backups.
    """

    source: str
    made_at: datetime | None
    before: StoreContents | None
    after: StoreContents
    now: datetime
    kept: str = ""
    kept_number: int = 1
