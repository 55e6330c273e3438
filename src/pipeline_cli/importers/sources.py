"""Which files an import reads: those named, and those of a folder."""

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

_READABLE = re.compile(r"\.((csv|tsv|tab)(\.gz)?|xls[xm])$", re.IGNORECASE)
_LOCK = "~$"  # how the file begins that Excel keeps beside a workbook while it is open
_REJECTED = re.compile(r"\.rejected(-\d+)?$", re.IGNORECASE)


class Source(NamedTuple):
    """A file to read. ``is_named`` is False where it only lay in a folder, so that it may be something else."""

    path: str
    is_named: bool


def sources(paths: Iterable[str]) -> list[Source]:
    """Return the files to read, a folder's sorted by name; what an earlier import rejected only when named.

    Raises:
        UsageError: there is no such file, or nothing to read in a folder.
    """
    found = []
    for path in paths:
        if os.path.isdir(path):
            found += [Source(file, is_named=False) for file in _files_in(path)]
        elif os.path.exists(path):
            found.append(Source(path, is_named=True))
        else:
            raise UsageError(t("There is no file {path}.", path=path), hint=t("Check the name and the folder."))
    return found


def stem(path: str) -> str:
    """Return the name of a file without its folder and what says how it is written."""
    return _READABLE.sub("", os.path.basename(path))


def table_stem(path: str) -> str:
    """Return the stem of a file, of a file of rejected rows that of the file that they came from."""
    return _REJECTED.sub("", stem(path))


def is_rejected(path: str) -> bool:
    """Tell whether a file holds rows that an earlier import rejected."""
    return bool(_REJECTED.search(stem(path)))


def _files_in(folder: str) -> list[str]:
    names = sorted(name for name in os.listdir(folder) if _is_to_be_read(name))
    if not names:
        raise UsageError(
            t("There is no CSV file in {path}.", path=folder),
            hint=t("Files end in .csv, .tsv, .csv.gz or .xlsx."),
        )
    return [os.path.join(folder, name) for name in names]


def _is_to_be_read(name: str) -> bool:
    return bool(_READABLE.search(name)) and not name.startswith(_LOCK) and not is_rejected(name)
