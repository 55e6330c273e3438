"""The time that deals took: what was noted, and an estimate of what was not."""

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from pipeline_cli.domain.staleness import Spent
from pipeline_cli.domain.usual_minutes import Unnoted, estimated_minutes, usual_minutes
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.chunks import in_chunks

LATEST: Final = 2_000
"""Contacts that are looked through for what is usual."""


class Chased(NamedTuple):
    """A deal, the minutes noted for it, and the days since it was opened."""

    deal_id: int
    minutes: int
    age_days: int


def time_spent(connection: sqlite3.Connection, deals: Iterable[Chased]) -> list[Spent]:
    """Return the time that each of some deals took, as far as it was noted and, for the rest, by what is usual."""
    chased = list(deals)
    unnoted = [
        Unnoted(deal, kind, bool(reached), contacts)
        for deal, kind, reached, contacts in in_chunks(connection, "unnoted_contacts", (one.deal_id for one in chased))
    ]
    usual = usual_minutes(fetch(connection, "noted_minutes", latest=LATEST)) if unnoted else {}
    estimated = estimated_minutes(unnoted, usual)
    return [
        Spent(one.minutes + estimated.get(one.deal_id, 0), one.age_days, is_estimated=bool(estimated.get(one.deal_id)))
        for one in chased
    ]
