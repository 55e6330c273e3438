"""What an import did, or would do."""

from collections.abc import Mapping
from typing import NamedTuple


class HowToRead(NamedTuple):
    """What no file says of itself.

    Attributes:
        currency: that of bare amounts.
        is_raw: whether cells are taken as they stand.
        is_again: whether customers who were forgotten are taken in again.
    """

    currency: str
    is_raw: bool = False
    is_again: bool = False


class Counts(NamedTuple):
    """Rows of one table: added, changed, and those that said nothing new."""

    new: int = 0
    changed: int = 0
    same: int = 0


class RejectedRow(NamedTuple):
    """A row that was not taken."""

    file: str
    line: int
    reason: str


class ImportedFile(NamedTuple):
    """A file, what it was taken for, and how many rows it has."""

    file: str
    table: str
    rows: int


class Assumption(NamedTuple):
    """What was assumed where no file said it, by a code, and of how many rows.

    ``no_customer``: they belong to a customer who stands in. ``no_opened_at``: a deal began at its first sign, else on
    the latest date of the files. ``no_closed_at``: a deal was closed at its last contact, else when it was opened.
    ``own_plan``: a next step was not agreed with the customer, as far as a list says.
    """

    code: str
    rows: int


class NotKept(NamedTuple):
    """The columns of a file that are none of ours, where its table keeps no others."""

    file: str
    columns: tuple[str, ...]


class ImportReport(NamedTuple):
    """The result of an import; ``counts`` are by table."""

    files: tuple[ImportedFile, ...]
    counts: Mapping[str, Counts]
    rejected: tuple[RejectedRow, ...]
    rejected_files: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    is_dry_run: bool
    not_kept: tuple[NotKept, ...] = ()
