"""One gate in and one gate out for every text that comes from outside.

What is stored stays byte for byte as it was typed; what is shown can't move the cursor, turn the writing round, hide
anything or stop the program.
"""

from functools import cache
from typing import TYPE_CHECKING

from pipeline_cli.domain.names import fold
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

if TYPE_CHECKING:
    import re

LINE_LIMIT = 500
"""The most characters of a name, a title and the like."""

NOTE_LIMIT = 16 * 1024 * 1024
"""The most characters of a note."""

_INVISIBLE = (
    (0x80, 0x9F),  # C1
    (0xAD, 0xAD),  # soft hyphen
    (0x34F, 0x34F),  # combining grapheme joiner
    (0x61C, 0x61C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200B),  # zero width space
    (0x200E, 0x200F),  # left-to-right and right-to-left marks
    (0x2028, 0x202E),  # line and paragraph separators, bidirectional embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, bidirectional isolates
    (0x3164, 0x3164),  # Hangul filler
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # half-width Hangul filler
    (0xFFF0, 0xFFFB),  # interlinear annotation
    (0xFFFE, 0xFFFF),  # no characters
    (0x13430, 0x1343F),  # hieroglyph joiners
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0xE0FFF),  # tags
)
"""First and last of the characters that show nothing, or move what is shown. Joiners are told apart by context."""

_VARIATION_SELECTORS = ((0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
"""Control characters of ASCII, and the characters that picture them."""

_SURROGATES = ((0xD800, 0xDFFF),)


_REACH = 32  # characters that one letter with all its accents has at most


class _Shown(dict[int, int | str | None]):
    """What is shown for each character; worked out when it is first met."""

    def __missing__(self, code: int) -> int | str | None:
        """Work out what is shown for a character."""
        self[code] = shown = _shown(code)
        return shown


_LINES = _Shown({0x09: 0x09, 0x0A: 0x0A})
_ONE_LINE = _Shown({0x09: " ", 0x0A: " "})


def taken_in(text: str, *, field: str, limit: int = NOTE_LIMIT) -> str:
    """Return a text as it is stored: just as it is.

    Args:
        text: what came from outside.
        field: what it is, in the user's language, such as "note".
        limit: the most characters.

    Raises:
        UsageError: it is too long, holds a NUL character, or isn't Unicode.
    """
    if len(text) > limit:
        raise UsageError(
            t("The {field} is too long.", field=field),
            why=t("It has {length} characters, and {limit} fit.", length=f"{len(text):,}", limit=f"{limit:,}"),
        )
    if "\0" in text:
        raise UsageError(
            t("The {field} contains a NUL character.", field=field),
            why=t("Databases and other programs would cut it there."),
            hint=t("Leave that character out; a file with NUL in it is often no text, or in UTF-16."),
        )
    if not is_unicode(text):
        raise UsageError(
            t("The {field} can't be read as text.", field=field),
            why=t("Some of its bytes are not UTF-8."),
            hint=t("Convert it to UTF-8 first."),
        )
    return text


def is_unicode(text: str) -> bool:
    """Tell whether a text can be written in UTF-8: undecodable bytes from the command line can't (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def taken_in_line(text: str, *, field: str, limit: int = LINE_LIMIT, required: bool = False) -> str:
    """Return a text of one line as it is stored: without blanks at its ends.

    Args:
        text: what came from outside.
        field: what it is, in the user's language, such as "name".
        limit: the most characters.
        required: whether there has to be any.

    Raises:
        UsageError: as for ``taken_in``, or there is a line break in it, or nothing where something is required.
    """
    line = taken_in(text.strip(), field=field, limit=limit)
    if len(line.splitlines()) > 1:
        raise UsageError(t("The {field} has more than one line.", field=field), hint=t("Write it in one line."))
    if required and not line:
        raise UsageError(t("The {field} is empty.", field=field), hint=t("Write at least one character."))
    return line


def visible(text: str, *, multiline: bool = False) -> str:
    """Return a text as it is safe to show; never raises, and shows the same for what it returned.

    Control characters become pictures (ESC is ␛), invisible ones and those that turn the writing round their number
    (<U+202E>), and halves of characters U+FFFD. Variation selectors are left out, as terminals disagree on their
    width. Zero width (non-)joiners stay where they shape letters, as in Persian and Hindi; between emoji they are left
    out, for the same reason, and anywhere else they are shown.

    Args:
        text: what came from outside.
        multiline: whether line breaks and tabs stay; else each is a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\u200c" in text or "\u200d" in text:
        text = _joiner().sub(_shown_joiner, text)
    return text.translate(_LINES if multiline else _ONE_LINE)


def _shown(code: int) -> int | str | None:
    """Return what is shown for a character."""
    if code in _PICTURES:
        return _PICTURES[code]
    if _is_in(code, _VARIATION_SELECTORS):
        return None
    if _is_in(code, _INVISIBLE):
        return _number(code)
    return "\N{REPLACEMENT CHARACTER}" if _is_in(code, _SURROGATES) else code


def _is_in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a character is in one of some ranges."""
    return any(first <= code <= last for first, last in ranges)


def _number(code: int) -> str:
    """Return the number of a character, as it is shown."""
    return f"<U+{code:04X}>"


@cache
def _joiner() -> "re.Pattern[str]":
    """Return the pattern of a joiner that shapes nothing; a group where it stands behind an emoji."""
    import re

    letter = "[\u0600-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\uaaff]"
    emoji = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
    return re.compile(f"(?<={emoji})(\u200d)|(?<!{letter})[\u200c\u200d]|[\u200c\u200d](?!{letter})")


def _shown_joiner(found: "re.Match[str]") -> str:
    """Return what is shown for a joiner that shapes nothing."""
    return "" if found[1] else _number(ord(found[0]))


def snippet(text: str, needle: str, width: int) -> str:
    """Return the part of a text around the first place where a needle is found, "…" where it was cut.

    Args:
        text: what was searched.
        needle: what was searched for; it is found as ``fold`` compares. Where it isn't, the beginning is returned.
        width: the most characters; three at least.
    """
    first, last = _found(text, needle)
    start, end = _window(len(text), first, last, width)
    whole = _seam(text, start) if start else 0
    return "…" * (start > 0) + text[whole:end] + "…" * (end < len(text))


def _found(text: str, needle: str) -> tuple[int, int]:
    """Return the first character of the first match and the one behind its last; 0, 0 where there is none."""
    sought = fold(needle.strip())
    at = fold(text).find(sought)
    if at < 0 or not sought:
        return 0, 0
    first = _origin(text, at)
    # From here on there is no need to fold megabytes: few characters fold to less than a quarter of them.
    near = text[first : first + 4 * len(sought) + _REACH]
    last = _origin(near, fold(near).find(sought) + len(sought) - 1)
    return first, first + _seam(near, last + 1)


def _window(size: int, first: int, last: int, width: int) -> tuple[int, int]:
    """Return which part of a text of some size to show so that first to last are in the middle."""
    if size <= width:
        return 0, size
    room = max(width - 2, 1)
    start = max(0, min(first, (first + last - room) // 2, size - room - 1))
    if start <= 1:
        return 0, room + 1
    if start + room >= size - 1:
        return size - room - 1, size
    return start, start + room


def _origin(text: str, offset: int) -> int:
    """Return which character of a text the one at an offset of its folded form comes from.

    Folding lengthens some characters and joins others, so the text is halved until one character is left; only
    halves are folded, which together is no more work than folding it once.
    """
    if text.isascii():
        return offset
    low, high = 0, len(text)
    while high - low > 1:
        middle = min(_seam(text, (low + high) // 2), high - 1)
        length = len(fold(text[low:middle]))
        if offset < length:
            high = middle
        else:
            low, offset = middle, offset - length
    return low


def _seam(text: str, place: int) -> int:
    """Return the next place at which a text can be cut without changing how its parts are folded."""
    places = range(place, min(len(text), place + _REACH))
    return next((seam for seam in places if not _grows_together(text, seam)), place)


def _grows_together(text: str, place: int) -> bool:
    """Tell whether folding joins the characters before and at a place, as in ｶﾞ, or a letter and its accents."""
    import unicodedata

    before, behind = text[max(0, place - 2) : place], text[place]
    return unicodedata.combining(behind) > 0 or fold(before + behind) != fold(before) + fold(behind)
