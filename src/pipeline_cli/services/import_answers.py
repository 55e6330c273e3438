"""What somebody may answer who is asked what a file, a column or a word of it is."""

from collections.abc import Collection, Iterator
from typing import Final

from pipeline_cli.domain.names import fold
from pipeline_cli.i18n import language, t
from pipeline_cli.importers.cells import is_known_word, words_of
from pipeline_cli.importers.headers import NAMES, spellings
from pipeline_cli.importers.layout import different_texts
from pipeline_cli.importers.maps import DROPPED, columns_of
from pipeline_cli.importers.recognise import UnclearFileError
from pipeline_cli.importers.sheet import Sheet
from pipeline_cli.importers.words import meaning
from pipeline_cli.importers.words_guess import UnknownWords

__all__ = [
    "DROPPED",
    "Sheet",
    "UnclearFileError",
    "UnknownWords",
    "column_meant",
    "columns_offered",
    "examples_of",
    "table_meant",
    "word_meant",
    "words_offered",
]

EXAMPLES: Final = 3
LOOKED_AT: Final = 200

ASKED_FOR: Final = ("deals", "customers", "activities")
"""The tables that a file of another program may hold; the others only come from an export."""

_JAPANESE: Final = {"deals": "商談", "customers": "顧客", "activities": "活動"}


def examples_of(sheet: Sheet) -> dict[str, list[str]]:
    """Return some of what is in each column of a file, by its name."""
    texts = different_texts(sheet, range(len(sheet.header)), first=LOOKED_AT)
    return {header: texts[place][:EXAMPLES] for place, header in enumerate(sheet.header)}


def table_meant(text: str) -> str | None:
    """Return the table that is meant, by its name, the beginning of it, or in Japanese."""
    typed = fold(text.strip())
    found = [one for one in ASKED_FOR if one.startswith(typed) or _JAPANESE[one] == typed or t(one) == typed]
    return found[0] if len(found) == 1 else None


def column_meant(text: str, table: str) -> str | None:
    """Return the column of ours that is meant, by any of its usual names; DROPPED for none of them."""
    if text == DROPPED:
        return DROPPED
    known = columns_of(table)
    if text in known:
        return text
    spelled = set(spellings(text, table))
    return next((ours for ours, names in NAMES[table].items() if ours in known and spelled & set(names)), None)


def word_meant(text: str, target: str) -> str | None:
    """Return the word of ours that is meant."""
    typed = fold(text.strip())
    exact = next((word for word in words_of(target) if fold(word) == typed), None)
    if exact or not is_known_word(target, text):
        return exact or meaning(target, text)
    return text.strip()


def columns_offered(table: str | None, taken: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield our columns that are still free, or the tables, each with what it is called in Japanese."""
    if table is None:
        yield from ((one, t(one)) for one in ASKED_FOR)
        return
    yield from ((one, _called(table, one)) for one in columns_of(table) if one not in taken)


def words_offered(target: str) -> Iterator[tuple[str, str]]:
    """Yield our words of a column."""
    yield from ((word, "") for word in words_of(target))


def _called(table: str, column: str) -> str:
    """Return a usual Japanese name of a column, for those who use the program in Japanese."""
    if language() != "ja":
        return ""
    return next((name for name in NAMES[table].get(column, ()) if not name.isascii()), "")
