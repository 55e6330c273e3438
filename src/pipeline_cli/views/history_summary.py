"""What an entry of the history says of its change, in the language of whoever reads it.

Summaries are kept as texts. Those of a few commands are made of keys and counts, which are told again in words.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pipeline_cli.domain.tally import KINDS
from pipeline_cli.i18n import t

_CHANGES: Final = re.compile(r"(\w+): \+(\d+) ~(\d+)")
_KIND: Final = re.compile(rf"\b({'|'.join(KINDS)})\b(?= [-+=]\d)")
_COUNTS: Final = re.compile(r"\d[\d,]*")


def summary_text(command: str, summary: str) -> str:
    """Return the summary of an entry; as it was kept where it is in the user's own words."""
    return _TOLD.get(command, str)(summary)


def _tally(summary: str) -> str:
    return _KIND.sub(_kind, summary)


def _kind(found: re.Match[str]) -> str:
    kind = found[1]
    return t(kind)


def _import(summary: str) -> str:
    """Return the files as they are called, and the counts behind them in words."""
    names, has_counts, counts = summary.rpartition(" (")
    return f"{names} ({_CHANGES.sub(_change, counts)}" if has_counts and _CHANGES.search(counts) else summary


def _change(found: re.Match[str]) -> str:
    table, new, changed = found.groups()
    return t("{table}: {new} new, {changed} changed", table=t(table), new=new, changed=changed)


def _demo(summary: str) -> str:
    counts = _COUNTS.findall(summary)
    if len(counts) != len(("customers", "deals")):
        return summary
    return t("{customers} customers, {deals} deals", customers=counts[0], deals=counts[1])


_TOLD: Final[Mapping[str, Callable[[str], str]]] = {"tally": _tally, "import": _import, "demo": _demo}
