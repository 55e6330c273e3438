"""Put a report into a file of its user's own."""

import os
from collections.abc import Iterable

from pipeline_cli.errors import StoreError
from pipeline_cli.exporters.csv_text import csv_line
from pipeline_cli.exporters.files import put_file, refuse_existing
from pipeline_cli.i18n import t


def keep_what_is_there(path: str) -> None:
    """See that a report would write over nothing, before it is worked out.

    Raises:
        RefusedError: a file is there already.
    """
    refuse_existing([path])


def refuse_missing_folder(path: str) -> None:
    """See that there is a folder for a report: one that is mistyped is not made.

    Raises:
        StoreError: there is none.
    """
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise StoreError(
            t("{path} was not written.", path=path),
            why=t("There is no folder {folder}.", folder=folder),
            hint=t("Check the name, or make the folder first."),
        )


def save_report(path: str, text: str) -> None:
    """Write a report, readable by its user alone; it is complete under its name, or not there.

    Raises:
        StoreError: the file can't be written; one that was there is as it was.
    """
    put_file(path, [text])


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV."""
    return "".join(map(csv_line, rows))
