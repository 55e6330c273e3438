"""The currency of an amount that names none: that of the deal it belongs to."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from pipeline_cli.services.who import WORKING, resolve_deal
from pipeline_cli.store.read.deals import deals_by_id


def currency_of(connection: sqlite3.Connection, deal: int | None, now: datetime) -> str | None:
    """Return the currency of a deal's amounts; None where it has none yet."""
    found = deals_by_id(connection, [] if deal is None else [deal], now.tzinfo)
    return next((one.currency for one in found.values()), None)


def currency_meant(
    connection: sqlite3.Connection, who: str, now: datetime, *, deal: str | None, states: Sequence[str] = WORKING
) -> str | None:
    """Return the currency of the deal that is meant.

    Raises:
        NotFoundError: no such deal, or more than one could be meant.
    """
    return currency_of(connection, resolve_deal(connection, who, deal=deal, states=states), now)
