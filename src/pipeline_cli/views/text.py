"""The gate out: texts from outside made safe for a terminal, and cut or wrapped by its cells."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from pipeline_cli.domain.stages import stage_label
from pipeline_cli.domain.text import visible

HEAD = 1_000
"""Characters of a text that a line or two are made from; a note may have ten million."""

LONGEST_LETTER = 32
"""Characters of one letter with all its accents, none of which takes a cell of its own."""

TAB = 8


class Signs(NamedTuple):
    """The signs that screens are drawn with."""

    more: str
    dot: str


SIGNS = Signs(more="…", dot="·")
ASCII_SIGNS = Signs(more="...", dot="-")
"""For encodings without the others, and for terminals on which those are two cells wide."""

# Where Japanese and Chinese break: between any two characters, but not after an opening bracket nor before a stop.
_WIDE = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U00020000-\U0003fffd"
_OPEN = "「『（【〔《〈［｛｢"
_CLOSE = "、。，．・：；！？」』）】〕》〉］｝｣､｡ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ\u3099\u309a\uff9e\uff9f"
_DOT = "(?: [·-](?= ))?"  # stays at the end of a line rather than beginning the next


def on_a_line(text: str) -> str:
    """Return the beginning of a text, safe for the terminal, as running text on one line."""
    return visible(" ".join(text[:HEAD].split()))


def stage_name(key: str) -> str:
    """Return what a stage is called in the user's language, safe for the terminal."""
    return on_a_line(stage_label(key))


def fitted(text: str, width: int, more: str = SIGNS.more) -> str:
    """Return a safe text cut to a width in cells; what was cut leaves a sign, and no wide character is cut in half."""
    head = text[: 4 * width + LONGEST_LETTER]
    if head == text and cell_len(text) <= width:
        return text
    room = width - cell_len(more)
    if room <= 0:
        return more[: max(0, width)]
    return next(iter(chop_cells(head, room)), "").rstrip() + more


def paragraphs(note: str) -> Iterator[str]:
    """Yield each line of a whole note, safe for the terminal."""
    for line in visible(note, multiline=True).splitlines():
        yield line.expandtabs(TAB).rstrip()


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a safe text as lines of at most a width in cells."""
    for start, end in breaks(text, width):
        yield text[start:end]


def breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a safe text begin and end.

    They are broken between words, between Japanese characters where that is usual, and within a word only where it
    is wider than the line. Blanks around a break belong to neither line.
    """
    cells, widest = (len, 1) if text.isascii() else (cell_len, 2)
    if len(text) * widest <= width:
        yield 0, len(text)
        return
    start = end = used = 0
    for piece in _piece().finditer(text):
        core = piece[0].rstrip()
        size = cells(core)
        if used + size > width:
            if end > start:
                yield start, end
            start, used = piece.start(), 0
        *full, rest = chop_cells(core, width) if size > width else [core]
        for chunk in full:
            yield start, start + len(chunk)
            start += len(chunk)
        end = piece.start() + len(core)
        used += cells(rest) + cells(piece[0]) - size
    yield start, end


@cache
def _piece() -> re.Pattern[str]:
    """Return what is never broken, and the blanks behind it; most commands have no use for it, and it costs 3 ms."""
    return re.compile(
        rf"(?:[{_OPEN}]|#(?=[{_WIDE}]))*(?:(?![{_CLOSE}])[{_WIDE}][\u0300-\u036f]*|[^\s{_WIDE}]+)[{_CLOSE}]*{_DOT}\s*"
        rf"|[{_OPEN}{_CLOSE}]+\s*|\s+"
    )
