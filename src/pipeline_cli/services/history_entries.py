"""Entries of the history by their numbers, and how they are named where one can't be taken back or brought back."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.entry_words import entry_text
from pipeline_cli.domain.history import Undone
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t, tn
from pipeline_cli.services.own_stages import OwnStages
from pipeline_cli.settings.stage_tables import STAGES
from pipeline_cli.store.read.entries import Entry, entries_by_id

if TYPE_CHECKING:
    from pipeline_cli.store.write import Unit

MOST_LISTED: Final = 10
MOST_TOLD: Final = 500
"""Characters of the line that says what was taken back."""


def entries_named(connection: sqlite3.Connection, numbers: Collection[int], now: datetime) -> list[Entry]:
    """Return the entries of some numbers, the newest first.

    Raises:
        NotFoundError: one of them is no entry.
    """
    found = entries_by_id(connection, numbers, now.tzinfo)
    unknown = next((number for number in numbers if number not in found), None)
    if unknown is not None:
        raise NotFoundError(
            t("The history has no entry {number}.", number=unknown), hint=t('"pipe history" lists what was changed.')
        )
    return [found[number] for number in sorted(found, reverse=True)]


def refuse_emptied(entry: Entry) -> None:
    """Refuse to turn an entry that is left without changes.

    Raises:
        RefusedError: whoever it was about has been forgotten.
    """
    if not entry.has_changes:
        raise RefusedError(
            t("Nothing is left of entry {number} to take back or to bring back.", number=entry.told.id),
            why=t("Whoever it was about has been forgotten."),
        )


def lend_stages(unit: "Unit", own: OwnStages | None) -> None:
    """Let entries that changed the stages be turned; without the stages in use they no longer fit."""
    if own:
        unit.beside[STAGES] = own


def in_a_line(entries: Iterable[Undone]) -> str:
    """Return what some entries did, as the summary of the one that takes them back or brings them back."""
    text = ", ".join(f"{one.command} {one.summary}".strip() for one in entries)
    return text if len(text) <= MOST_TOLD else text[: MOST_TOLD - 1] + "…"


def depended_on(connection: sqlite3.Connection, entry: Undone, later: Sequence[int], now: datetime) -> RefusedError:
    """Return why an entry can't be taken back alone: which later ones depend on it."""
    numbers = ",".join(map(str, (*reversed(later), entry.id)))
    return RefusedError(
        t("Entry {number} can't be taken back alone.", number=entry.id),
        why=tn("A later entry depends on it:", "{n} later entries depend on it:", len(later)),
        hint=t("To take them back together: pipe undo --only {numbers}", numbers=numbers),
        candidates=_named(connection, later, now),
    )


def in_the_way(connection: sqlite3.Connection, entry: Undone, later: Sequence[int], now: datetime) -> RefusedError:
    """Return why an entry can't be brought back: which later ones changed the same records."""
    return RefusedError(
        t("Entry {number} ({what}) can't be brought back.", number=entry.id, what=_what(entry)),
        why=tn("A later entry changed the same records:", "{n} later entries changed the same records:", len(later)),
        hint=t("To take those back first: pipe undo --only {numbers}", numbers=",".join(map(str, reversed(later)))),
        candidates=_named(connection, later, now),
    )


def builds_on(connection: sqlite3.Connection, entry: Undone, earlier: Sequence[int], now: datetime) -> RefusedError:
    """Return why an entry can't be brought back: which earlier ones it builds on that are taken back too."""
    numbers = ",".join(map(str, (*earlier, entry.id)))
    return RefusedError(
        t("Entry {number} ({what}) can't be brought back.", number=entry.id, what=_what(entry)),
        why=tn(
            "It builds on an entry that is taken back too:",
            "It builds on {n} entries that are taken back too:",
            len(earlier),
        ),
        hint=t("To bring them back together: pipe redo --only {numbers}", numbers=numbers),
        candidates=_named(connection, earlier, now),
    )


def changed_since(entry: Undone) -> RefusedError:
    """Return why an entry can be neither taken back nor brought back, though no other entry says so."""
    return RefusedError(
        t("Entry {number} ({what}) no longer fits the records.", number=entry.id, what=_what(entry)),
        why=t("They were changed in a way that the history does not know of."),
        hint=t(
            '"pipe history --only {number}" shows what it changed; "pipe edit" changes it by hand.', number=entry.id
        ),
    )


def _named(connection: sqlite3.Connection, numbers: Sequence[int], now: datetime) -> tuple[str, ...]:
    """Return a line for each of some entries: its number, when it was, and what."""
    found = entries_by_id(connection, numbers[:MOST_LISTED], now.tzinfo)
    lines = [_line(found[number].told, now) for number in numbers[:MOST_LISTED]]
    left = len(numbers) - len(lines)
    return (*lines, *([t("and {n} more", n=left)] if left else []))


def _line(entry: Undone, now: datetime) -> str:
    at = datetime.fromisoformat(entry.at)
    return f"{entry.id}  {format_day(at.date(), now.date())} {at:%H:%M}  {_what(entry)}"


def _what(entry: Undone) -> str:
    """Return an entry in words; days have their year where it is not that of the entry."""
    return entry_text(entry.command, entry.summary, datetime.fromisoformat(entry.at).date())
