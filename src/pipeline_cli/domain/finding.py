"""What ``pipe doctor`` finds: about the file, what is in it, and where it lies."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

ERROR: Final = "error"
WARNING: Final = "warning"
NOTE: Final = "note"
SEVERITIES: Final = (ERROR, WARNING, NOTE)

Value = str | int | tuple[str, ...]

UNOPENED: Final = frozenset({"empty", "no_file", "not_a_store", "foreign", "newer", "in_use", "unreadable", "locked"})
"""What keeps a file from being looked into."""

OF_THE_CONTENTS: Final = frozenset(
    {
        *("header", "cut", "integrity", "schema", "foreign_keys", "records", "records_gone", "records_unknown"),
        *("history", "facts", "romaji", "search", "search_index", "counters", "identity"),
    }
)
"""What is mended by saving what is whole into a new store."""


class Finding(NamedTuple):
    """One thing that is not as it should be, or worth knowing.

    Attributes:
        code: which; the view has its words.
        severity: one of SEVERITIES. Only an error makes a store unsound.
        values: what the words are filled in with.
    """

    code: str
    severity: str
    values: Mapping[str, Value] = {}  # never written to


class Examined(NamedTuple):
    """What was found, the worst first, and how much was looked at, by what it is."""

    findings: tuple[Finding, ...] = ()
    checked: Mapping[str, int] = {}  # never written to

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing in the store is wrong."""
        return not any(one.severity == ERROR for one in self.findings)

    @property
    def is_for_rescue(self) -> bool:
        """Tell whether what is whole has to be saved into a new store."""
        return any(one.code in OF_THE_CONTENTS for one in self.findings)

    @property
    def codes(self) -> list[str]:
        """The codes of what was found, in order."""
        return [one.code for one in self.findings]

    def with_more(self, findings: Iterable[Finding]) -> "Examined":
        """Return it with further findings in their places."""
        both = sorted((*self.findings, *findings), key=lambda one: SEVERITIES.index(one.severity))
        return self._replace(findings=tuple(both))
