"""Names to choose from while WHO is typed: those who were spoken with last, and those that begin like it."""

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from pipeline_cli.domain.names import name_key
from pipeline_cli.services.likely_names import LAST
from pipeline_cli.services.who import deals_of
from pipeline_cli.store.read import fetch, fetch_for

MOST_OFFERED: Final = 8
LATEST: Final = 200
"""Contacts that are looked through for those who were spoken with last."""


class Offer(NamedTuple):
    """A customer to choose: the name, and what tells them from others of that name."""

    name: str
    known_as: str


def recent_names(connection: sqlite3.Connection) -> list[str]:
    """Return the customers of the latest contacts, each once, the latest first."""
    latest = dict.fromkeys(row[0] for row in fetch(connection, "recent_customers", limit=LATEST))
    names = {id_: name for id_, name, _ in _named(connection, latest)}
    return [names[id_] for id_ in latest if id_ in names]


def offers(connection: sqlite3.Connection, typed: str, *, most: int = MOST_OFFERED) -> list[Offer]:
    """Return the customers whose name or reading begins like what is typed, then those that contain it."""
    key = name_key(typed)
    if not key:
        return []
    found = _found(connection, "who_prefix", key)
    if len(found) < most:
        found += [id_ for id_ in _found(connection, "who_part", key) if id_ not in found]
    named = {row[0]: row for row in _named(connection, found[:most])}
    return [_offer(connection, *named[id_]) for id_ in found[:most] if id_ in named]


def _found(connection: sqlite3.Connection, query: str, key: str) -> list[int]:
    return [row[0] for row in fetch(connection, query, key=key, beyond=key + LAST)]


def _named(connection: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, str, str]]:
    return [(id_, name, company) for id_, name, company in fetch_for(connection, "names_of_customers", ids)]


def _offer(connection: sqlite3.Connection, id_: int, name: str, company: str) -> Offer:
    numbers = " ".join(f"#{deal.id}" for deal in deals_of(connection, id_)[:3])
    return Offer(name, "  ".join(filter(None, (company, numbers))))
