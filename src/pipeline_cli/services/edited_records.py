"""Which records an edit means, and how they are now."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.edits import Editable, Meant
from pipeline_cli.errors import NotFoundError
from pipeline_cli.i18n import t
from pipeline_cli.services.who import ALL_STATES, deal_number, deals_of, resolve_customer, resolve_deal
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.customers import activities_by_id, customers_by_id
from pipeline_cli.store.read.deals import deals_by_id, open_steps


class Asked(NamedTuple):
    """What the user names: a WHO, one of the deals, and which conversation, 1 for the newest."""

    who: str
    deal: str | None = None
    activity: int | None = None

    @property
    def names_deal(self) -> bool:
        """Tell whether one deal is named, rather than a customer."""
        return self.deal is not None or deal_number(self.who) is not None


def meant_by(connection: sqlite3.Connection, asked: Asked, *, needs_deal: bool, needs_activity: bool) -> Meant:
    """Return what is meant.

    Args:
        connection: the store.
        asked: what the user named. A conversation is counted among those of the deal, where one is named.
        needs_deal: whether exactly one deal has to be meant; else the customer's newest will do for showing.
        needs_activity: whether a conversation is edited.

    Raises:
        NotFoundError: there is no such record, or more than one.
    """
    customer = resolve_customer(connection, asked.who)
    deal = None
    if asked.names_deal or needs_deal:
        deal = resolve_deal(connection, asked.who, deal=asked.deal, states=ALL_STATES)
    activity = _nth(connection, asked, customer, deal) if needs_activity else None
    if deal is None:
        deal = next((one.id for one in deals_of(connection, customer)), None)
    return Meant(customer, deal, activity)


def editable(connection: sqlite3.Connection, asked: Asked, now: datetime) -> Editable:
    """Return all that can be edited of who is meant: their newest conversation too, if there is any.

    Raises:
        NotFoundError: there is no such record, or more than one.
    """
    customer = resolve_customer(connection, asked.who)
    has_deal = asked.names_deal or bool(deals_of(connection, customer))
    meant = meant_by(connection, asked, needs_deal=has_deal, needs_activity=asked.activity is not None)
    activity = meant.activity or _newest(connection, meant)
    return as_now(connection, meant._replace(activity=activity), now)


def as_now(connection: sqlite3.Connection, meant: Meant, now: datetime) -> Editable:
    """Return records as they are now."""
    deals = [] if meant.deal is None else [meant.deal]
    activities = [] if meant.activity is None else [meant.activity]
    return Editable(
        customer=customers_by_id(connection, [meant.customer])[meant.customer],
        deal=next(iter(deals_by_id(connection, deals, now.tzinfo).values()), None),
        step=next(iter(open_steps(connection, deals, now.tzinfo).values()), None),
        activity=next(iter(activities_by_id(connection, activities, now.tzinfo).values()), None),
        owner=_owner(connection, meant.deal),
    )


def _owner(connection: sqlite3.Connection, deal: int | None) -> str:
    return next((row[0] for row in fetch(connection, "owner_of_deal", deal=deal)), "")


def _nth(connection: sqlite3.Connection, asked: Asked, customer: int, deal: int | None) -> int:
    is_of_deal = asked.names_deal and deal is not None
    number = asked.activity or 1
    found = _at(connection, customer, deal if is_of_deal else None, number)
    if found is None:
        raise NotFoundError(
            t("{who} has no conversation {number}.", who=asked.who, number=number),
            hint=t(
                'They are counted as "pipe show" lists them, the newest first, and those of one deal by themselves.'
            ),
        )
    return found


def _newest(connection: sqlite3.Connection, meant: Meant) -> int | None:
    return _at(connection, meant.customer, meant.deal, 1)


def _at(connection: sqlite3.Connection, customer: int, deal: int | None, number: int) -> int | None:
    """Return the n-th conversation with a customer, or of a deal where one is given."""
    query, id_ = ("nth_of_customer", customer) if deal is None else ("nth_of_deal", deal)
    rows = fetch(connection, query, id=id_, skipped=number - 1)
    return rows[0][0] if rows else None
