"""Write the rows that an import did not take into a file that can be corrected and imported."""

import csv
import io
import os
import re
from collections.abc import Mapping

from pipeline_cli.importers.own_format import REASON, has_reasons
from pipeline_cli.importers.sheet import Sheet

_MODE = 0o600
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f"*/:<>?\\|]')  # what a worksheet may be called, and a file may not


def write_rejected(sheet: Sheet, reasons: Mapping[int, str]) -> str | None:
    """Write some records of a file as they are, each with the reason, beside it or else in the current folder.

    Args:
        sheet: the file.
        reasons: by the number of the record.

    Returns:
        the path of the new file, no other file's; None where neither folder can be written to.
    """
    text = _text(sheet, reasons)
    # What programs on Windows write, they read back only with a byte order mark.
    encoding = "utf-8" if sheet.encoding == "utf-8" else "utf-8-sig"
    for folder in dict.fromkeys((os.path.dirname(sheet.path) or ".", ".")):
        try:
            return _write(os.path.join(folder, _NOT_IN_NAMES.sub("_", sheet.stem)), text.encode(encoding))
        except OSError:
            continue
    return None


def _text(sheet: Sheet, reasons: Mapping[int, str]) -> str:
    width = len(sheet.header) - has_reasons(sheet)
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=sheet.separator, lineterminator="\r\n")
    writer.writerow([*sheet.header[:width], REASON])
    for record in sheet.records():
        if record.number in reasons:
            writer.writerow([*record.cells[:width], reasons[record.number]])
    return file.getvalue()


def _write(base: str, data: bytes) -> str:
    number = 1
    while True:
        path = f"{base}.rejected{'' if number == 1 else f'-{number}'}.csv"
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        except FileExistsError:
            if _holds(path, data):
                return path
            number += 1
            continue
        with open(file, "wb") as opened:
            opened.write(data)
        return path


def _holds(path: str, data: bytes) -> bool:
    """Tell whether a file says the very same, because the same import was tried before."""
    if not os.path.isfile(path) or os.path.getsize(path) != len(data):
        return False
    with open(path, "rb") as file:
        return file.read() == data
