"""A report as it is laid out anywhere: facts, and sections of sentences, bars and tables; each format draws them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline_cli.views.grid import Column
from pipeline_cli.views.sheet import Part

LINES: Final = ("likely", "budget")
"""Parts of a bar that are a figure rather than a stretch."""


class Heading(NamedTuple):
    """A column of a table: its title, and how it behaves."""

    title: str
    column: Column = Column()


class Table(NamedTuple):
    """A table; each cell is a text that has gone through the gate, and a style. ``more`` rows are not shown."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Part, ...], ...]
    more: int = 0


class Stretch(NamedTuple):
    """A part of a bar, from 0 to 1: ``open``, ``done``, ``range``, or the line of ``likely`` or ``budget``."""

    kind: str
    start: float
    end: float


class Bar(NamedTuple):
    """One bar: what it is of, its figure in words, and its parts."""

    label: str
    figure: str
    parts: tuple[Stretch, ...]


class Chart(NamedTuple):
    """Bars below each other, and what their parts stand for, where they are of more than one kind."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()


class Section(NamedTuple):
    """A section: its key, its title, and what it says, shows and lists; ``notes`` are the small print below.

    One with ``is_part`` belongs to the section before it.
    """

    key: str
    title: str
    texts: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[str, ...] = ()
    is_part: bool = False


class Fact(NamedTuple):
    """A figure for a glance: what it is, the figure, and what stands behind it."""

    label: str
    figure: str
    behind: str = ""


class ReportPage(NamedTuple):
    """A whole report: its title, the period, when it was made, and what it says."""

    title: str
    period: str
    made: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]


def table(headings: Sequence[Heading], rows: Sequence[Sequence[Part]], more: int = 0) -> Table | None:
    """Return a table without the columns that have nothing in them; None where there are no rows."""
    used = [any(text for text, _ in column) for column in zip(*rows, strict=True)]
    kept = [place for place, is_used in enumerate(used) if is_used]
    if not kept:
        return None
    cells = tuple(tuple(row[place] for place in kept) for row in rows)
    return Table(tuple(headings[place] for place in kept), cells, more)


def mark(at: float, kind: str) -> Stretch:
    """Return the line of one figure on a bar."""
    return Stretch(kind, at, at)


def centred(amount: int, largest: int) -> Stretch:
    """Return a bar in the middle, so that a column of them looks like a funnel."""
    half = amount / largest / 2 if largest else 0.0
    return Stretch("open", 0.5 - half, 0.5 + half)
