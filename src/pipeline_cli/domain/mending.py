"""What ``pipe doctor --fix`` has done."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline_cli.domain.restored import StoreContents

Row = tuple[str, int]
"""A row by the name of its table and its number."""


class Rescued(NamedTuple):
    """What of a damaged store went into a new one.

    Attributes:
        saved: how many rows of each table.
        repaired: those that the history gave back.
        doubtful: those that are kept as they were found, although nothing proves them.
        lost: those that are in the damaged file alone, if anywhere.
        entries_repaired: entries of the history that were damaged, and are whole again.
        entries_damaged: those that may not say what was done, or not all of it.
    """

    saved: Mapping[str, int]
    repaired: tuple[Row, ...] = ()
    doubtful: tuple[Row, ...] = ()
    lost: tuple[Row, ...] = ()
    entries_repaired: tuple[int, ...] = ()
    entries_damaged: tuple[int, ...] = ()


class OtherBackup(NamedTuple):
    """The newest sound backup beside a rescued store: what it holds, so that one may choose it instead."""

    path: str
    made_at: str
    contents: StoreContents


class Mended(NamedTuple):
    """What was put right.

    Attributes:
        rescued: None where the contents were sound.
        contents: what the new store holds; None likewise.
        kept: where the damaged file is kept, or "".
        backup: what could have been brought back instead.
        mended: the paths of files whose permissions were set, or that were removed.
    """

    rescued: Rescued | None = None
    contents: StoreContents | None = None
    kept: str = ""
    backup: OtherBackup | None = None
    mended: tuple[str, ...] = ()
