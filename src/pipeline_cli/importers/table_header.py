"""Where a table begins on a worksheet: below titles, its header of one row or of several with merged cells."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

LOOKED_AT = 50
"""The rows among which the header is."""

MOST_ROWS = 3
"""The rows that a header has at most."""

_LARGEST = 100_000
_CORNER = re.compile(r"([A-Z]+)(\d+)")
_FIGURES = re.compile(r"[-+\d.,:/%T ]+$")
_AMOUNT = re.compile(r"[-+]?(?!0\d)\d[\d,]*(\.\d+)?%?$|\d+:\d\d(:\d\d)?$")
_TOTALS = frozenset(("合計", "総計", "小計", "累計", "計", "total", "grandtotal", "subtotal", "sum"))
_LETTERS = 26

Cell = tuple[int, int]
"""The number of a row, from 1, and the place of a column in it, from 0."""

Merged = Mapping[Cell, Cell]
"""For each cell that is merged with others, the one that holds what they all show."""


class Row(NamedTuple):
    """A row of a worksheet: its number, and the texts of its cells."""

    number: int
    cells: list[str]

    def at(self, place: int) -> str:
        """Return a cell's text, that of none being empty."""
        return self.cells[place] if place < len(self.cells) else ""


class Header(NamedTuple):
    """The header of a table.

    Attributes:
        names: those of its columns, "" where there is none; below a merged cell, its text and their own.
        last: the number of the last row that they stand in.
        own: their own names, without the text above.
    """

    names: tuple[str, ...]
    last: int
    own: tuple[str, ...]


def merged_cells(ranges: Iterable[str]) -> Merged:
    """Return the cells of merged ranges such as ``A1:C2``; ranges as large as a whole sheet are left out."""
    anchors: dict[Cell, Cell] = {}
    for one in ranges:
        (top, left), (bottom, right) = (_cell(corner) for corner in one.split(":"))
        if (bottom - top + 1) * (right - left + 1) <= _LARGEST:
            cells = ((number, place) for number in range(top, bottom + 1) for place in range(left, right + 1))
            anchors.update(dict.fromkeys(cells, (top, left)))
    return anchors


def header_of(rows: Sequence[Row], merged: Merged) -> Header | None:
    """Return a table's header; None where there are no rows.

    Args:
        rows: those of a worksheet that hold anything.
        merged: its merged cells.

    Returns:
        the first row that has texts in at least half as many columns as any row, titles over the whole width thus left
        out. Where its cells are merged over columns that the next row names, or with cells of the next row, the texts
        of both are joined.
    """
    looked_at = rows[:LOOKED_AT]
    most = max((_width(row) for row in looked_at), default=0)
    start = next((place for place, row in enumerate(looked_at) if _may_head(row, merged, most)), None)
    if start is None:
        return None
    stacked = [looked_at[start]]
    for above, below in pairwise(looked_at[start : start + MOST_ROWS]):
        if not _goes_on(above, below, merged):
            break
        stacked.append(below)
    texts = _texts(stacked, {row.number: row for row in rows}, merged)
    own = tuple(stack[-1] if stack else "" for stack in texts)
    return Header(tuple(" ".join(stack) for stack in texts), stacked[-1].number, own)


def filled_down(rows: Sequence[Row], merged: Merged) -> Iterator[Row]:
    """Yield rows in which what is merged over several of them stands in each; amounts, which add up, in the first."""
    by_number = {row.number: row for row in rows} if merged else {}
    below: dict[int, list[tuple[int, Cell]]] = {}
    for (number, place), anchor in merged.items():
        if anchor[0] < number and anchor[1] == place and anchor[0] in by_number:
            below.setdefault(number, []).append((place, anchor))
    for row in rows:
        texts = {place: by_number[number].at(left) for place, (number, left) in below.get(row.number, ())}
        yield _with(row, {place: text for place, text in texts.items() if not _AMOUNT.match(text)})


def is_total(row: Row) -> bool:
    """Tell whether a row sums up others: it says so, and has nothing else but figures."""
    first, *rest = [text.strip() for text in row.cells if text.strip()]
    said = "".join(first.split()).casefold().rstrip(":：")
    return said in _TOTALS and bool(rest) and all(map(_FIGURES.match, rest))


def _with(row: Row, texts: Mapping[int, str]) -> Row:
    if not texts:
        return row
    width = max(len(row.cells), max(texts) + 1)
    return Row(row.number, [texts.get(place) or row.at(place) for place in range(width)])


def _cell(corner: str) -> Cell:
    letters, number = _CORNER.fullmatch(corner).groups()  # type: ignore[union-attr]  # found by the same pattern
    place = 0
    for letter in letters:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return int(number), place - 1


def _width(row: Row) -> int:
    return sum(bool(text.strip()) for text in row.cells)


def _may_head(row: Row, merged: Merged, most: int) -> bool:
    """Tell whether a row names enough columns: merged cells count as many, unless they are all that there is."""
    names = [text for text in row.cells if text.strip()]
    covered = {place for number, place in merged if number == row.number} if merged else set()
    filled = {place for place, text in enumerate(row.cells) if text.strip()} | covered
    return len(names) >= min(2, most) and 2 * len(filled) >= most and not all(map(_FIGURES.match, names))


def _goes_on(above: Row, below: Row, merged: Merged) -> bool:
    """Tell whether a header has another row."""
    joined = [place for place in range(len(above.cells)) if merged.get((below.number, place), (0,))[0] == above.number]
    return bool(joined) or _is_named_below(above, below, merged)


def _is_named_below(above: Row, below: Row, merged: Merged) -> bool:
    """Tell whether each column of a cell that is merged over several of them has a name of its own in the next row."""
    spread = [place for number, place in merged if number == above.number]
    names = [below.at(place).strip() for place in spread]
    texts = [text for text in below.cells if text.strip()]
    is_next = below.number == above.number + 1
    return is_next and bool(names) and all(names) and not any(map(_FIGURES.match, texts))


def _texts(stacked: Sequence[Row], by_number: Mapping[int, Row], merged: Merged) -> list[list[str]]:
    """Return for each column the texts that stand above each other, each once."""
    width = max(len(row.cells) for row in stacked)
    if len(stacked) == 1:
        merged = {}
    found = []
    for place in range(width):
        anchors = [merged.get((row.number, place), (row.number, place)) for row in stacked]
        texts = dict.fromkeys(" ".join(by_number[number].at(left).split()) for number, left in anchors)
        found.append([text for text in texts if text])
    return found
