"""How a file is read: what table it belongs to, what its columns are, and what its words mean."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline_cli.importers.cells import DATES
from pipeline_cli.importers.date_order import DateOrder
from pipeline_cli.importers.sheet import Sheet


class Layout(NamedTuple):
    """How the columns and words of one file are understood.

    Attributes:
        table: the table that its rows belong to.
        is_own: whether it is the project's own CSV, so that nothing in it was guessed.
        targets: for each column of the file, which of ours it is; none for a custom field.
        words: what words mean, by the position of their column; a word is folded and without blanks around it.
        constants: what an empty cell, or a column that the file has not, stands for; by our column.
        taken: the texts of ``--map`` that said something of this file.
    """

    table: str
    is_own: bool
    targets: tuple[tuple[str, ...], ...]
    words: Mapping[int, Mapping[str, str]]
    constants: Mapping[str, str]
    taken: frozenset[str] = frozenset()

    def positions(self, targets: Iterable[str]) -> list[int]:
        """Return the positions of the columns that are any of ours."""
        wanted = set(targets)
        return [position for position, found in enumerate(self.targets) if wanted & set(found)]


class Prepared(NamedTuple):
    """A file that can be read, once the order of its dates is known."""

    sheet: Sheet
    layout: Layout
    dates: DateOrder


def different_texts(sheet: Sheet, positions: Sequence[int], first: int | None = None) -> dict[int, list[str]]:
    """Return the different texts of some columns, without blanks around them; of the first records, or of all."""
    found: dict[int, dict[str, None]] = {position: {} for position in positions}
    for record in islice(sheet.records(), first) if positions else ():
        for position, texts in found.items():
            texts[record.cells[position].strip()] = None
    return {position: [text for text in texts if text] for position, texts in found.items()}


def date_texts(sheet: Sheet, layout: Layout) -> dict[str, list[str]]:
    """Return the different texts of each column of dates, by its header."""
    texts = different_texts(sheet, layout.positions(DATES))
    return {sheet.header[position]: found for position, found in texts.items()}
