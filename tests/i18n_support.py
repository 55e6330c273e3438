"""What the tests of the two languages share: which words of a Japanese text are English, though nothing explains it."""

import re
from typing import Final

from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STAGES, STATES
from pipeline_cli.domain.funnel_cohorts import BY
from pipeline_cli.domain.listing import ANY_STATE, SORTS
from pipeline_cli.domain.plain_rows import COLUMNS

TYPED: Final = frozenset(
    (
        *("pipe", "mo", "min", "true", "false", "dmy", "mdy", "ymd", "ahead", "back", "end", "demo"),
        *("inbound", "outbound", "none", "key", "en", "ja"),
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        *(*STAGES, *STATES, ANY_STATE, *SORTS, *KINDS, *IF_SOLVED, *COLUMNS, *BY),
        *(column for columns in COLUMNS.values() for column in columns),
    )
)
"""English that is typed or read by programs, the same in every language."""

NAMES: Final = frozenset(
    (
        *("CSV", "Ctrl", "EDITOR", "Enter", "EUR", "Esc", "ID", "ISO", "JPY", "JSON", "NUL", "PIPE_NOW", "PIPE_STORE"),
        *("SQLite", "Shift", "TMPDIR", "TZ", "Tab", "USD", "UTF", "cp1252", "cp932", "utf"),
        *("Excel", "LibreOffice", "TOML", "XLSX", "man"),
        *("KB", "MB", "age", "ASCII", "JP", "Linux", "PIPE_CONFIG"),
    )
)
"""What is called so in Japanese, too."""

_COMMAND = re.compile(r"""\b(?:pipe|pip)(?![a-z])( [a-z]+)?( --?[\w-]+| "[^"]*"| [^\s。、「」（）]+)*""")
_OTHERWISE_TYPED = re.compile(
    r"pipeline-cli\[holidays\]|(?:month|day)-first|[\w~./:-]*[/.:][\w~./:-]+|--?[a-z][\w-]*|[{<][^{}<>]*[}>]|\w+(?:\|\w+)+|\w+…"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_'’]+")


def english_words(text: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return the English words of a text, left out those that have to be.

    Those are commands and what stands on their line, options, placeholders, paths, choices such as ``yes|no``, and
    the words that are typed or called so in any language.
    """
    rest = _OTHERWISE_TYPED.sub(" ", _COMMAND.sub(" ", text))
    return [word for word in _WORD.findall(rest) if word not in TYPED | NAMES | allowed]
