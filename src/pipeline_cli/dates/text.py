"""What was typed, made even: one width, one case, one blank; no meaning yet."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from unicodedata import normalize

from pipeline_cli.dates.slots import Refused

_LONGEST = 120
"""Characters; no date takes as many, and what is longer isn't worth the time of looking."""

_SHOWN = 40

_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’ʼ′", "'"),
        "〜": "~",
        "，": ",",
        # Invisible: a date copied from a Windows dialog or a web page carries them.
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", None),
    }
)


def even(text: str) -> str:
    """Return a text after NFKC, in lower case, with one kind of dash and single blanks.

    Raises:
        Refused: there is nothing in it, or far too much.
    """
    if len(text) > _LONGEST:
        raise Refused("too-long", text[: _SHOWN + 1])
    evened = " ".join(_evened(text).split())
    if not evened:
        raise Refused("empty")
    return evened


def _evened(text: str) -> str:
    return normalize("NFKC", text).lower().translate(_SAME)


def as_typed(part: str, text: str) -> str:
    """Return a part of the evened text as the user wrote it, so that they find it again."""
    evened = [_evened(character) for character in text[:_LONGEST]]
    at = "".join(evened).find(part)
    if at < 0:
        return part
    ends = list(accumulate(map(len, evened)))
    return text[bisect_right(ends, at) : bisect_left(ends, at + len(part)) + 1]


def shown(part: str) -> str:
    """Return a part of the text that is safe to show: at most a line of it, and no control characters."""
    cut = part if len(part) <= _SHOWN else part[: _SHOWN - 1] + "…"
    return "".join(character if character.isprintable() else "�" for character in cut)
