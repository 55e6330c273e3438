"""The currency that one usually sells in."""

import sqlite3
from datetime import datetime, timedelta
from typing import Final

from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.measured import won_in

A_YEAR: Final = 365


def usual_currency(connection: sqlite3.Connection, now: datetime, otherwise: str) -> str:
    """Return the currency that most deals of the last year were won in, or that most of the latest deals are in.

    Args:
        connection: the store.
        now: aware.
        otherwise: the currency where no deal has one.
    """
    today = now.date()
    won = won_in(connection, Days(today - timedelta(days=A_YEAR), today, now.tzinfo))
    deals = {currency: one.deals for currency, one in won.items()}
    deals = deals or dict(fetch(connection, "currencies_of_deals"))
    return min(deals, key=lambda currency: (-deals[currency], currency), default=otherwise)
