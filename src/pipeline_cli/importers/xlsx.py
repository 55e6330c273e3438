"""Workbooks of Excel: each worksheet with a table becomes a sheet like that of a CSV file."""

import csv
import io
import re
import warnings
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from pipeline_cli.domain.names import fold
from pipeline_cli.errors import NotFoundError, StoreError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.sheet import Place, Sheet, different_names
from pipeline_cli.importers.table_header import Header, Merged, Row, filled_down, header_of, is_total, merged_cells

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container begins in which old Excel files are, and new ones with a password."""

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DAMAGE: Final = (BadZipFile, zlib.error, ParseError, EOFError, OSError, LookupError, TypeError, ValueError)
_AS_CSV: Final = ("utf-8-sig", ",")
_SIGNIFICANT: Final = 15
"""The digits of a number that Excel knows; what is beyond is the noise of its binary form."""

_HALF_A_SECOND: Final = timedelta(microseconds=500_000)
_ZEROS: Final = re.compile(r"0{2,}$")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\shidden="(?:1|true)")[^>]*?\br="(\d+)"')
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*t="str")[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CHUNK: Final = 1 << 20
_LONGEST_MATCH: Final = 1 << 14


class Shape(NamedTuple):
    """What a worksheet looks like: its merged cells, and the numbers of its hidden rows."""

    merged: Merged
    hidden: frozenset[int]


def is_workbook(data: bytes) -> bool:
    """Tell whether a file is one of Excel's, whatever it is called."""
    return data.startswith((_ZIP, _OLE))


def workbook_sheets(path: str, data: bytes, asked: str | None = None) -> list[Sheet]:
    """Return the tables of a workbook, those of hidden worksheets only when asked for.

    Args:
        path: what the file is called.
        data: the file.
        asked: the name of the only worksheet to read.

    Raises:
        UsageError: it has a password, is of an older Excel, was never calculated, or holds no table.
        NotFoundError: it has no such worksheet; those that it has are listed.
        StoreError: it is damaged.
    """
    if data.startswith(_OLE):
        raise _old_or_locked(path, data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which say nothing of what cells hold
        try:
            sheets, unread = _sheets(path, data, asked)
        except _DAMAGE as error:
            raise _damaged(path) from error
    if not sheets:
        raise UsageError(t("{path} holds no table.", path=path), hint=t("Its first row must name the columns."))
    return [
        _placed(sheet, is_alone=len(sheets) == 1, unread=() if place else unread) for place, sheet in enumerate(sheets)
    ]


def _placed(sheet: Sheet, *, is_alone: bool, unread: tuple[str, ...]) -> Sheet:
    """Return a table that knows of the workbook around it; what is hidden there is told of the first one."""
    return sheet._replace(place=sheet.place and sheet.place._replace(is_alone=is_alone, unread=unread))


def _sheets(path: str, data: bytes, asked: str | None) -> tuple[list[Sheet], tuple[str, ...]]:
    """Return the tables of a workbook, and the names of the hidden worksheets that were not looked at."""
    from openpyxl import load_workbook  # a quarter of a second, for these files alone

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    chosen = _chosen(path, book, asked)
    with ZipFile(io.BytesIO(data)) as package:
        found = [_sheet(path, one.title, _rows(one), _shape(path, package, one), book.epoch) for one in chosen]
    unread = tuple(one.title for one in book.worksheets if one.sheet_state != "visible") if asked is None else ()
    return [sheet for sheet in found if sheet], unread


def _chosen(path: str, book: "Workbook", asked: str | None) -> "list[Worksheet]":
    worksheets: list[Worksheet] = list(book.worksheets)
    if asked is None:
        return [one for one in worksheets if one.sheet_state == "visible"]
    found = [one for one in worksheets if fold(one.title.strip()) == fold(asked.strip())]
    if not found:
        raise NotFoundError(
            t("{path} has no worksheet {name}.", path=path, name=asked),
            hint=t("Name one of these with --sheet:"),
            candidates=tuple(one.title for one in worksheets),
        )
    return found[:1]


def _rows(worksheet: "Worksheet") -> list[Row]:
    """Return the rows that hold anything."""
    worksheet.reset_dimensions()  # type: ignore[attr-defined]  # it is a read-only one; what other programs write there is often wrong, and cells are lost
    read = (Row(number, [_text(cell) for cell in cells]) for number, cells in enumerate(worksheet.iter_rows(), start=1))
    return [row for row in read if any(text.strip() for text in row.cells)]


def _text(cell: "Cell | MergedCell") -> str:
    """Return what a cell holds, as CSV has it."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value).zfill(len(cell.number_format)) if _ZEROS.match(cell.number_format or "") else str(value)
    return _figures(value) if isinstance(value, (float, Decimal)) else _moment(value)


def _figures(value: float | Decimal) -> str:
    return format(Decimal(f"{value:.{_SIGNIFICANT}g}"), "f")


def _moment(value: object) -> str:
    """Return a date, a time or a length of time as ISO has it; midnight is a day."""
    if isinstance(value, datetime):
        at = (value + _HALF_A_SECOND).replace(microsecond=0)
        return at.date().isoformat() if at.time() == time() else at.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _sheet(path: str, title: str, rows: Sequence[Row], shape: Shape, epoch: datetime) -> Sheet | None:
    """Return a table as a sheet; None where there is none."""
    header = header_of(rows, shape.merged)
    if header is None:
        return None
    below = [row for row in rows if row.number > header.last]
    totals = tuple(row.number for row in below if is_total(row))
    body = [row for row in filled_down(below, shape.merged) if row.number not in totals]
    columns = _columns(header, body)
    names = different_names([header.names[place] if place < len(header.names) else "" for place in columns])
    encoding, separator = _AS_CSV
    text = _csv([names, *([row.at(place) for place in columns] for row in body)])
    numbers = tuple(row.number for row in body)
    hidden = len(shape.hidden.intersection(numbers))
    groups = tuple(_group(header, column) for column in columns)
    place = Place(title, numbers, epoch, is_alone=True, groups=groups, hidden=hidden, totals=totals)
    return Sheet(path, text.encode(encoding, "replace"), encoding, separator, names, place)


def _columns(header: Header, body: Sequence[Row]) -> list[int]:
    """Return the places of the columns that have a name, or hold anything."""
    used = {place for row in body for place, text in enumerate(row.cells) if text}
    named = {place for place, name in enumerate(header.names) if name}
    return sorted(named | used)


def _group(header: Header, place: int) -> tuple[str, str]:
    """Return the text above a column, and its own name."""
    if place >= len(header.own):
        return "", ""
    own = header.own[place]
    return header.names[place].removesuffix(own).strip(), own


def _csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _shape(path: str, package: ZipFile, worksheet: "Worksheet") -> Shape:
    """Return what openpyxl leaves out where it reads a worksheet row by row.

    Raises:
        UsageError: it holds formulas without their results.
    """
    ranges: set[str] = set()
    hidden: set[int] = set()
    with package.open(worksheet._worksheet_path) as file:  # type: ignore[attr-defined]  # noqa: SLF001  # nothing else says which part it is
        kept = b""
        while chunk := file.read(_CHUNK):
            kept += chunk
            if _NO_VALUE.search(kept):
                raise _never_calculated(path)
            ranges.update(found.decode() for found in _MERGED.findall(kept))
            hidden.update(map(int, _HIDDEN.findall(kept)))
            kept = kept[-_LONGEST_MATCH:]
    return Shape(merged_cells(ranges), frozenset(hidden))


def _never_calculated(path: str) -> UsageError:
    return UsageError(
        t("{path}: the formulas in it have no results.", path=path),
        why=t("A program wrote it that does not calculate."),
        hint=t("Open it in Excel or LibreOffice, save it, and import it again."),
    )


def _old_or_locked(path: str, data: bytes) -> UsageError:
    if _ENCRYPTED in data:
        return UsageError(
            t("{path} is protected by a password.", path=path),
            hint=t("Save it without one, and import that: nothing was imported."),
        )
    return UsageError(
        t("{path} is a file of an older Excel.", path=path),
        hint=t("Save it as .xlsx or .csv, and import that: nothing was imported."),
    )


def _damaged(path: str) -> StoreError:
    return StoreError(
        t("{path} can't be read.", path=path),
        why=t("It is no workbook, or it is damaged."),
        hint=t("Nothing was imported. Open it in Excel or LibreOffice, and save it as .xlsx or .csv."),
    )
