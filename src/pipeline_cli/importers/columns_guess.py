"""Guess what the columns of another program's file are: by their names, and where those leave it open, their cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline_cli.importers.headers import NAMES, ONLY_NAME, SEVERAL, spellings
from pipeline_cli.importers.layout import different_texts
from pipeline_cli.importers.sheet import Sheet

Targets = tuple[tuple[str, ...], ...]

_ID = re.compile(
    r"\d{5,}$|(?=.*\d)[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", re.ASCII
)
_LOOKED_AT = 200


def guessed_targets(sheet: Sheet, table: str) -> Targets:
    """Return for each column of a file which of a table's columns it seems to be; none where it seems to be none."""
    found: dict[int, str] = {}
    headers = [spellings(header, table) for header in sheet.header]
    for target, names in NAMES[table].items():
        if target == ONLY_NAME and {"name", "family_name", "given_name"} & set(found.values()):
            continue
        positions = [position for position in _named(headers, names) if position not in found]
        for position in positions if target in SEVERAL else positions[:1]:
            found[position] = "name" if target == ONLY_NAME else target
    _tell_ids_from_names(sheet, found)
    return tuple((found[position],) if position in found else () for position in range(len(headers)))


def _named(headers: Sequence[tuple[str, ...]], names: Sequence[str]) -> Iterator[int]:
    """Yield the positions of the headers that are among some names, in the order of the names."""
    for name in names:
        yield from (position for position, spelled in enumerate(headers) if name in spelled)


def _tell_ids_from_names(sheet: Sheet, found: dict[int, str]) -> None:
    """Let a column such as "contact" be the customer's ref where it holds ids."""
    position = next((position for position, target in found.items() if target == "customer"), None)
    if position is None or "customer_ref" in found.values() or sheet.header[position] == "customer":
        return
    texts = different_texts(sheet, [position], first=_LOOKED_AT)[position]
    if texts and all(_ID.match(text) for text in islice(texts, _LOOKED_AT)):
        found[position] = "customer_ref"
