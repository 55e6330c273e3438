"""What an export wrote."""

from typing import NamedTuple


class ExportedFile(NamedTuple):
    """A file, the table that it holds, and how many rows."""

    file: str
    table: str
    rows: int


class ExportReport(NamedTuple):
    """The files of an export, and the folder that they are in."""

    folder: str
    files: tuple[ExportedFile, ...]
