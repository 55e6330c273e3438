"""Texts that try to move the cursor, run something, hide, break a query, or leave their folder."""

import re
import unicodedata
from typing import Final

MARKUP: Final = (
    "a[/]b",
    "buy [todo] milk",
    "[bold red]alarm[/bold red]",
    "[link=https://example.com]here[/link]",
    ":warning: :fire:",
)

CONTROLS: Final = (
    "esc \x1b[31mred\x1b[2J\x1b[Hgone",
    "title \x1b]0;owned\x07 set",
    "link \x1b]8;;https://example.com\x1b\\here\x1b]8;;\x1b\\",
    "clip \x1b]52;c;aGk=\x07board",
    "dcs \x1bPq#0;2;0\x1b\\ x",
    "c1 \x9b31m and \x9d0;owned\x9c",
    "bell \x07 back\x08space",
    "tab\there",
    "shift \x0e\x0f out",
    "delete \x7f char",
)

DIRECTIONS: Final = (
    "rlo \u202egnp.exe\u202c",
    "isolate \u2067abc\u2069 \u061c",
    "marks \u200e\u200f here",
)

HIDDEN: Final = (
    "zero\u200bwidth\ufeff",
    "join\u200der non\u200cjoiner",
    "soft\u00adhyphen \u2060word",
    "filler \u3164\u115f",
    "tag \U000e0041\U000e007f",
)

SHAPES: Final = (
    "za\u0335\u0311\u0300\u0301\u0302\u0303\u0304lgo",
    "heart \u2764\ufe0f \u845b\U000e0100",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "\uff71\uff76\uff9e\uff7b \uff8a\uff9f\uff9d",
    "مرحبا שלום mixed",
)

FORMULAS: Final = (
    '=HYPERLINK("https://example.com","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "＝１＋１",
    "'quoted",
    "''=1",
    "-2+3",
)

PATHS: Final = ("../../etc/passwd", "..\\..\\win.ini", "/dev/null", "~/x", "C:\\x\\y")

SEARCHES: Final = (
    'say "hi"',
    "C++",
    "50%",
    "-a",
    "foo@bar.com",
    "AND OR NOT",
    "NEAR(x y)",
    "col:umn*",
    "under_score",
    "it's",
    "^caret$",
)

PLACEHOLDERS: Final = ("{name}", "{n:,}", "{0.__class__}", "%s %(name)s", "{unclosed", "}{", "{{x}}")

COMMANDS: Final = ("$(id)", ";rm -rf x", "`id`", "<script>alert(1)</script>", "| cat &", "!history", "back\\slash")

LINES: Final = (
    *MARKUP,
    *CONTROLS,
    *DIRECTIONS,
    *HIDDEN,
    *SHAPES,
    *FORMULAS,
    *PATHS,
    *SEARCHES,
    *PLACEHOLDERS,
    *COMMANDS,
)
"""Texts of one line, which every store takes."""

NOTES: Final = (
    "two\nlines [/] \x1b[31m",
    "dos\r\nends\rand\rreturns",
    "sep\u2028line\u2029para\x85next",
    "form\x0cfeed\x0bvertical",
    "\t=1+1",
    "\r=1+1",
)
"""Texts of several lines: names and titles can't be that."""

NUL: Final = "nul \0 inside"
HALF: Final = "half \ud83d of one"
UNDECODABLE: Final = "caf\udce9"
REFUSED: Final = (NUL, HALF, UNDECODABLE)
"""Texts that no store takes."""

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_JOINERS: Final = frozenset("\u200c\u200d")
_ACTING: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def acting(shown: str) -> set[str]:
    """Return the characters of a screen that act or hide; colours, line ends and the joiners of Persian do not."""
    plain = _COLOUR.sub("", shown.replace("\r\n", "\n"))
    return {char for char in plain if unicodedata.category(char) in _ACTING and char not in _JOINERS} - {"\n"}


def obeyed(document: str) -> set[str]:
    """Return the characters of a JSON document that a terminal obeys; those that only hide are left to programs."""
    return {char for char in acting(document) if char < "\xa0" or char in _TURNING}


_TURNING: Final = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the writing round, or ends a line."""
