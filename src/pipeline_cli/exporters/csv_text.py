"""The lines of the project's own CSV: UTF-8, comma, quoted where needed, nothing that a spreadsheet would run."""

import json
import re
from collections.abc import Callable, Iterable, Sequence

from pipeline_cli.domain.formula_guard import guarded
from pipeline_cli.domain.plain_rows import COLUMNS, CUSTOM_MARK

# csv.writer of Python 3.11 leaves a lone carriage return bare, and readers then end the row there.
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_NEEDS_JSON = re.compile(r"[;,、\n]|^\s|\s$|^\[")

Guard = Callable[[str], str]


def guard(*, is_raw: bool) -> Guard:
    """Return what makes a text safe for a spreadsheet; nothing, where texts are wanted as they are."""
    return str if is_raw else guarded


def csv_line(cells: Iterable[str]) -> str:
    """Return one row as it is written into the file."""
    return (
        ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
        + "\n"
    )


def listed(texts: Sequence[str]) -> str:
    """Return several short texts in one cell; as JSON where one of them could not be told from two."""
    if any(_NEEDS_JSON.search(text) or not text for text in texts):
        return json.dumps(texts, ensure_ascii=False)
    return ";".join(texts)


def header(table: str, custom: Iterable[str]) -> list[str]:
    """Return the names of a table's columns, its custom fields last; none of those is called like a column."""
    return [*COLUMNS[table], *(_custom_name(table, name) for name in custom)]


def _custom_name(table: str, name: str) -> str:
    is_mistakable = name in (*COLUMNS[table], "customer", "seconds") or name.startswith(CUSTOM_MARK) or not name.strip()
    return CUSTOM_MARK + name if is_mistakable else name
