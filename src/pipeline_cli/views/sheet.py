"""Screens laid out by hand, line by line: a Rich table of fifty rows costs as much as everything else together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment

from pipeline_cli.views.console import UNLIMITED
from pipeline_cli.views.text import ASCII_SIGNS, SIGNS, Signs, breaks, fitted

Part = tuple[str, str]
"""A text that is safe for the terminal, and the name of its style, or ""."""

Line = Sequence[Part]

NAME_LINES = 40
"""As many as the longest name and title take: neither is cut."""


class Page(NamedTuple):
    """What a screen is laid out on: how many cells wide it is, and what it is drawn with."""

    width: int
    signs: Signs = SIGNS

    @property
    def is_unlimited(self) -> bool:
        """Tell whether lines may be as long as they are, since another program reads them."""
        return self.width >= UNLIMITED // 2

    def less(self, cells: int) -> "Page":
        """Return the page with some of its width taken."""
        return self._replace(width=max(1, self.width - cells))


class Sheet:
    """A renderable that makes its lines when it knows the page."""

    def __init__(self, lay_out: Callable[[Page], Iterable[Line]]) -> None:
        self._lay_out = lay_out

    def lines(self, page: Page) -> Iterable[Line]:
        """Return its lines, for a screen that it is a part of."""
        return self._lay_out(page)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines in the console's styles."""
        style = cache(console.get_style)
        page = Page(options.max_width, ASCII_SIGNS if options.ascii_only else SIGNS)
        end = Segment("\n")
        for line in self._lay_out(page):
            for text, name in _trimmed(line):
                yield Segment(text, style(name) if name else None)
            yield end


def joined(parts: Sequence[Part], signs: Signs) -> list[Part]:
    """Return a line of parts with a dot between them; those that are empty are left out."""
    dot = (f" {signs.dot} ", "aside")
    return [part for one in parts if one[0] for part in (dot, one)][1:]


def beside(left: Iterable[Line], margin: int, right: Iterable[Line]) -> Iterator[Line]:
    """Yield two blocks of lines next to each other, the right one beginning at a margin, in cells."""
    for one, other in zip_longest(left, right, fillvalue=()):
        blanks = " " * (margin - width_of(one))
        yield [*one, (blanks, ""), *other]


def hanging(mark: Line, parts: Sequence[Part], page: Page, *, lines: int) -> Iterator[Line]:
    """Yield a mark, and beside it running text whose further lines begin where the first does."""
    margin = width_of(mark)
    return beside([mark], margin, flowed(parts, page.less(margin), lines=lines))


def flowed(parts: Sequence[Part], page: Page, *, lines: int) -> Iterator[Line]:
    """Yield parts as running text of at most so many lines, none where there is no text; a sign where it was cut."""
    text = "".join(text for text, _ in parts)
    found = list(islice(breaks(text, page.width), lines + 1)) if text else []
    for start, end in found[: lines if len(found) <= lines else lines - 1]:
        yield _between(parts, start, end)
    if len(found) > lines:
        start = found[lines - 1][0]
        kept = fitted(text[start:], page.width, page.signs.more).removesuffix(page.signs.more)
        yield [*_between(parts, start, start + len(kept)), (page.signs.more, "")]


def _between(parts: Iterable[Part], start: int, end: int) -> Line:
    """Return what of a line lies between two places of its text."""
    line, at = [], 0
    for text, style in parts:
        line.append((text[max(0, start - at) : max(0, end - at)], style))
        at += len(text)
    return line


def more(text: str, page: Page) -> Iterator[Line]:
    """Yield what says how much is not shown, and how to see it."""
    yield from flowed([(f"{page.signs.more} {text}", "aside")], page, lines=2)


def indented(lines: Iterable[Line], cells: int) -> Iterator[Line]:
    """Yield lines moved to the right."""
    for line in lines:
        yield [(" " * cells, ""), *line]


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def _trimmed(line: Line) -> Line:
    """Return a line without the blanks at its end, which would be copied along with it."""
    length = len(line)
    while length and not line[length - 1][0].strip():
        length -= 1
    return line[:length]
