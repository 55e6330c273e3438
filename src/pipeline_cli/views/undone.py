"""What was taken back, or brought back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from pipeline_cli.domain.entry_words import command_word, summary_text
from pipeline_cli.domain.history import Undone
from pipeline_cli.i18n import t
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed, more
from pipeline_cli.views.text import on_a_line

MOST: Final = 20
LINES: Final = 3


def undone_screen(undone: Sequence[Undone]) -> Sheet:
    """Lay out the entries of the history that were taken back, each with its number, and how to have them again."""
    told = [t("Taken back: {command} {summary}", **_words(one)) for one in undone]
    return Sheet(lambda page: _lines(told, t("To have it again: pipe redo"), page))


def redone_screen(redone: Sequence[Undone]) -> Sheet:
    """Lay out the entries of the history that stand again."""
    told = [t("Brought back: {command} {summary}", **_words(one)) for one in redone]
    numbers = ",".join(str(one.id) for one in reversed(redone))
    return Sheet(
        lambda page: _lines(told, t("To take it back again: pipe undo --only {numbers}", numbers=numbers), page)
    )


def undone_json(undone: Sequence[Undone]) -> dict[str, Any]:
    """Return the entries of the history that were taken back, the newest first."""
    return {"undone": [one._asdict() for one in undone]}


def redone_json(redone: Sequence[Undone]) -> dict[str, Any]:
    """Return the entries of the history that stand again, in the order in which they came back."""
    return {"redone": [one._asdict() for one in redone]}


def _words(one: Undone) -> dict[str, str]:
    """Return an entry in words; days have their year where it is not that of the entry."""
    summary = summary_text(one.command, one.summary, datetime.fromisoformat(one.at).date())
    return {"command": command_word(one.command), "summary": on_a_line(summary)}


def _lines(told: Sequence[str], hint: str, page: Page) -> Iterator[Line]:
    for line in told[:MOST]:
        yield from flowed([("✓ ", "good"), (line.rstrip(), "")], page, lines=LINES)
    if len(told) > MOST:
        yield from more(t("and {n} more", n=len(told) - MOST), page)
    yield from flowed([(hint, "aside")], page, lines=2)
