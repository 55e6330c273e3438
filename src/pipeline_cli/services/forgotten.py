"""Whether somebody who is about to be added was forgotten: nobody comes back unasked."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from pipeline_cli.dates import format_day
from pipeline_cli.domain.names import name_key, romaji_key
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.store.read import fetch
from pipeline_cli.store.write import Unit
from pipeline_cli.zone import local

if TYPE_CHECKING:
    from pipeline_cli.services.intake import Intake
    from pipeline_cli.store.forget import Stone


class Named(Protocol):
    """Somebody as a row of an import names them; it may say more of them."""

    @property
    def ref(self) -> str | None:
        """What names them for good."""

    @property
    def name(self) -> str | None:
        """What they are called."""


def refuse_forgotten(
    unit: Unit, name: str, now: datetime, *, is_wanted: bool, phones: Iterable[str] = (), emails: Iterable[str] = ()
) -> None:
    """Refuse to add somebody who was forgotten, unless that is said to be wanted: then nothing recalls that any more.

    Raises:
        RefusedError: they were forgotten, and nobody said that they are to be added all the same.
    """
    for what, stones in _found(unit.reader, name, phones, emails):
        if not is_wanted:
            day = format_day(local(stones[0].at, now.tzinfo).date(), now.date())
            raise RefusedError(
                _told(what, name, day),
                why=t("Nobody comes back unasked."),
                hint=t("To begin anew with them, add --new. Nothing of before comes back."),
            )
        for stone in stones:
            unit.put_back("tombstones", stone.id, None)


def _found(
    connection: sqlite3.Connection, name: str, phones: Iterable[str], emails: Iterable[str]
) -> "Iterator[tuple[str, list[Stone]]]":
    """Yield by what somebody is known again, and the tombstones that say so."""
    sought = {
        "": {"name": [name]},
        "reading": {"reading": _readings(name)},
        **{phone: {"phone": [phone]} for phone in phones},
        **{email: {"email": [email]} for email in emails},
    }
    for what, texts in sought.items():
        stones = _stones(connection, **texts)
        if stones:
            yield what, stones


def _told(what: str, name: str, day: str) -> str:
    if not what:
        return t("{name} was forgotten on {day}.", name=name, day=day)
    if what == "reading":
        return t("Somebody whose name is read like {name} was forgotten on {day}.", name=name, day=day)
    return t("{contact} belonged to somebody who was forgotten on {day}.", contact=what, day=day)


def _readings(name: str) -> list[str]:
    """Return how a name may have been read: as it is written in kana, and as it is typed in Latin letters."""
    return [name, romaji_key(name_key(name))]


def forgotten_reason(intake: "Intake", entry: Named) -> str:
    """Return why an import leaves somebody out who was forgotten; "" where they were not."""
    if intake.is_again:
        return ""
    stones = _stones(
        intake.target.reader,
        ref=[entry.ref] if entry.ref else [],
        name=[entry.name] if entry.name else [],
        reading=_readings(entry.name) if entry.name else [],
        phone=getattr(entry, "phones", None) or (),
        email=getattr(entry, "emails", None) or (),
    )
    if not stones:
        return ""
    return t(
        "was forgotten on {day}; --again brings them back", day=f"{local(stones[0].at, intake.now.tzinfo):%Y-%m-%d}"
    )


def _stones(connection: sqlite3.Connection, **texts: Iterable[str]) -> "list[Stone]":
    if not fetch(connection, "tombstone_key"):
        return []
    from pipeline_cli.store.forget import tombstones_of  # only where somebody was ever forgotten

    return tombstones_of(connection, **texts)
