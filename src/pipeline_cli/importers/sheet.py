"""A file of rows and columns: its encoding and separator found out, its records read one at a time."""

import csv
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.plain_rows import TABLES
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.encoding import encoding_of
from pipeline_cli.importers.sources import table_stem

SEPARATORS = ",;\t|"
_GZIP = b"\x1f\x8b"
_SAID = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)  # what Excel itself may write into the first line
_USUAL_TITLE = re.compile(r"(sheet|シート|tabelle|feuil|hoja|лист|worksheet) *\d*$", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"?')
_LARGEST_CELL = 2**31 - 1


class Record(NamedTuple):
    """One record: its number among the records, the line that it begins on, its cells, and what is wrong with it."""

    number: int
    line: int
    cells: list[str]
    problem: str = ""


class Place(NamedTuple):
    """Where a table stands in a workbook.

    Attributes:
        title: the name of its worksheet.
        rows: the row of each record.
        epoch: the day from which the workbook counts others.
        is_alone: whether no other table of the workbook is read.
        groups: for each column, the text merged above it and its own name; "" where nothing stands above.
        hidden: how many of the rows are hidden.
        totals: the rows that sum up others, which are no records.
        unread: the hidden worksheets of the workbook, which are not read.
    """

    title: str
    rows: Sequence[int]
    epoch: datetime
    is_alone: bool
    groups: tuple[tuple[str, str], ...] = ()
    hidden: int = 0
    totals: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A file that was opened, or one table of a workbook, as CSV.

    Attributes:
        path: the file.
        data: its text, encoded.
        encoding: how.
        separator: what stands between two cells.
        header: names that are all different, and none empty.
        place: where it stands in a workbook; None for a file of text.
    """

    path: str
    data: bytes
    encoding: str
    separator: str
    header: tuple[str, ...]
    place: Place | None = None

    @property
    def name(self) -> str:
        """What the user is told that it is called."""
        return self.path if self.place is None or self.place.is_alone else f"{self.path} [{self.place.title}]"

    @property
    def stem(self) -> str:
        """What its name says of what it holds: that of a worksheet, unless it is the usual one, or of the file."""
        stem = table_stem(self.path)
        if self.place is None or _USUAL_TITLE.match(self.place.title):
            return stem
        title = self.place.title.strip()
        return title if title in TABLES or not self.place.is_alone else f"{stem} {title}"

    def records(self) -> Iterator[Record]:
        """Yield the records after the header, blank ones left out, filled up or cut to the header's width."""
        rows = _rows(self.data, self.encoding, self.separator)
        next(rows)
        width, place = len(self.header), self.place
        for number, (read, cells, raw) in enumerate(rows, start=1):
            line = place.rows[number - 1] if place else read
            if raw or len(cells) != width:
                yield Record(number, line, cells[:width] + [""] * (width - len(cells)), _problem(cells, raw, width))
            else:
                yield Record(number, line, cells)


def text_sheet(path: str, data: bytes, encoding: str | None = None) -> Sheet:
    """Find out how the text of a file is written.

    Raises:
        UsageError: it has no header, or its encoding can't be told.
    """
    found = encoding_of(data, path, encoding)
    separator = _separator(data, found)
    _, header, _ = next(_rows(data, found, separator), (0, [], ""))
    if not header:
        raise UsageError(
            t("{path} is empty.", path=path), hint=t("Its first line must name the columns, such as: name,phones")
        )
    return Sheet(path, data, found, separator, different_names(header))


def content_of(path: str) -> bytes:
    """Return what a file holds, unpacked where gzip packed it.

    Raises:
        StoreError: it can't be opened.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
        return zlib.decompress(data, wbits=31) if data.startswith(_GZIP) else data
    except (OSError, zlib.error) as error:
        raise StoreError(
            t("{path} can't be read.", path=path),
            why=reason_of(error),
            hint=t("Nothing was imported. Check the file and its permissions."),
        ) from error


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    return iter(io.TextIOWrapper(io.BytesIO(data), encoding, newline=""))


def _rows(data: bytes, encoding: str, separator: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield the first line, the cells and the raw text of each record that is not blank."""
    csv.field_size_limit(_LARGEST_CELL)
    raw: list[str] = []

    def noted() -> Iterator[str]:
        for line in _lines(data, encoding):
            raw.append(line)
            yield line

    reader = csv.reader(noted(), delimiter=separator)
    last = 0
    for cells in reader:
        line, last = last + 1, reader.line_num
        is_said = line == 1 and _SAID.match(raw[0])
        if any(cells) and not is_said:
            yield line, cells, "".join(raw) if len(raw) > 1 else ""
        raw.clear()


def _problem(cells: list[str], raw: str, width: int) -> str:
    if raw.count('"') % 2:  # only told of a record of several lines, where the quote swallowed the rows after it
        return t("a quote opens here and is never closed")
    if any(cells[width:]):
        return t("it has {cells} cells, the header {columns}", cells=len(cells), columns=width)
    return ""


def _separator(data: bytes, encoding: str) -> str:
    """Return the separator of the first line that has any text, by counting outside of quotes."""
    lines = _lines(data, encoding)
    first = next((line for line in lines if line.strip()), "")
    said = _SAID.match(first)
    if said:
        return said[1]
    bare = _QUOTED.sub("", first)
    return max(SEPARATORS, key=bare.count)


def different_names(header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns made different, and those without one named by their position."""
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = plain = cell.strip() or f"column {position}"
        again = 2
        while name in names:
            name, again = f"{plain} ({again})", again + 1
        names.append(name)
    return tuple(names)
