"""Facts in two columns: a label, and beside it what is known, as running text."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from pipeline_cli.views.sheet import Line, Page, Part, beside, flowed, indented

GAP: Final = 2

SIDE_BY_SIDE: Final = 36
"""Cells below which a label stands above its fact."""

INDENT: Final = 2

Fact = tuple[str, Sequence[Part], int]
"""A label, what is known, and how many lines it takes at most."""


def labelled(facts: Sequence[Fact], page: Page) -> Iterator[Line]:
    """Yield facts below each other, those left out of which nothing is known."""
    known = [fact for fact in facts if any(text for text, _ in fact[1])]
    margin = max((cell_len(label) for label, _, _ in known), default=0) + GAP
    for label, parts, lines in known:
        if page.width < SIDE_BY_SIDE:
            yield [(label, "aside")]
            yield from indented(flowed(parts, page.less(INDENT), lines=lines), INDENT)
        else:
            yield from beside([[(label, "aside")]], margin, flowed(parts, page.less(margin), lines=lines))
