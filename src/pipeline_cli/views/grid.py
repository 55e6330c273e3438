"""Columns that line up: as wide as what is in them, narrowed where the page is too narrow."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from pipeline_cli.views.sheet import Line, Page, Part
from pipeline_cli.views.text import fitted, wrapped

GAP = 2
"""Cells between two columns."""

WIDEST = 200
"""Cells that a column has at most on a page of limited width."""


class Column(NamedTuple):
    """How one column behaves.

    Attributes:
        least: cells that it may be narrowed to; 0 for one that is narrowed only when nothing else is left to give.
        is_right: whether it is aligned to the right.
        leaves: which goes first where the page is too narrow for all, 1 before 2; 0 for one that stays.
        folds: whether a text that does not fit goes on below rather than being cut.
    """

    least: int = 0
    is_right: bool = False
    leaves: int = 0
    folds: bool = False


def grid(rows: Sequence[Sequence[Part]], columns: Sequence[Column], page: Page) -> Iterator[Line]:
    """Yield rows with their cells lined up; columns with nothing in them are left out.

    A row is one line, or more where a column of it folds.
    """
    widths = _widths(rows, columns, page)
    kept = [number for number, width in enumerate(widths) if width]
    for row in rows:
        cells = [_cell(row[number], columns[number], widths[number], page) for number in kept]
        for line in zip_longest(*cells) if cells else [()]:
            yield [part for number, cell in zip(kept, line, strict=True) for part in cell or _blank(widths[number])]


def titled(titles: Sequence[str], rows: Sequence[Sequence[Part]]) -> list[Sequence[Part]]:
    """Return rows below a row of titles; a column with nothing in it gets none."""
    used = [any(text for text, _ in column) for column in zip(*rows, strict=True)]
    return [[(title if is_used else "", "aside") for title, is_used in zip(titles, used, strict=True)], *rows]


def _cell(part: Part, column: Column, width: int, page: Page) -> list[tuple[Part, Part]]:
    """Return the lines of a cell: one, or more where its text folds."""
    text, style = part
    if column.folds and cell_len(text) > width:
        return [_aligned((line, style), column, width) for line in wrapped(text, width)]
    return [_aligned((fitted(text, width, page.signs.more), style), column, width)]


def _blank(width: int) -> tuple[Part, ...]:
    """Return what stands below a cell that has no more lines."""
    return ((" " * (width + GAP), ""),)


def _aligned(part: Part, column: Column, width: int) -> tuple[Part, Part]:
    """Return a text that fits its column, and the blanks around it."""
    text, style = part
    blanks = " " * (width - cell_len(text))
    return ((blanks + text, style), (" " * GAP, "")) if column.is_right else ((text, style), (blanks + " " * GAP, ""))


def _widths(rows: Sequence[Sequence[Part]], columns: Sequence[Column], page: Page) -> list[int]:
    """Return how wide each column is, 0 for one that is left out."""
    wanted = [max(cell_len(text) for text, _ in column) for column in zip(*rows, strict=True)]
    if page.is_unlimited:
        return wanted
    wanted = [min(WIDEST, width) for width in wanted]
    leaving = sorted((column.leaves, number) for number, column in enumerate(columns) if column.leaves)
    widths = _narrowed(wanted, [column.least for column in columns], page.width)
    for _, number in leaving:
        if _total(widths) <= page.width:
            return widths
        wanted[number] = 0
        widths = _narrowed(wanted, [column.least for column in columns], page.width)
    return _narrowed(widths, [1] * len(columns), page.width)


def _narrowed(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fit, taken from the widest of those that may give, as far as they may."""
    widths = list(wanted)
    while _total(widths) > room:
        giving = [number for number, width in enumerate(widths) if width > least[number] > 0]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
    return widths


def _total(widths: Sequence[int]) -> int:
    return sum(width + GAP for width in widths if width) - GAP
