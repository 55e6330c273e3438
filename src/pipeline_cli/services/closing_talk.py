"""Whom a conversation was with, and what is known of them before the closing questions are asked."""

import sqlite3
from datetime import datetime

from pipeline_cli.domain.closing import Talk
from pipeline_cli.domain.deal import Deal
from pipeline_cli.errors import NotFoundError
from pipeline_cli.services.log_target import is_new_name
from pipeline_cli.services.who import WORKING, deal_number, deals_of, pick_deal, resolve_customer, resolve_deal
from pipeline_cli.store.read.customers import conversations, customers_by_id
from pipeline_cli.store.read.deals import deals_by_id, last_conversations, open_steps


def closing_talk(
    connection: sqlite3.Connection, who: str, now: datetime, *, deal: str | None = None, is_new: bool = False
) -> Talk:
    """Return whom a conversation was with.

    Args:
        connection: the store.
        who: a deal's number or a customer's name, perhaps one that nobody has yet.
        now: aware; instants come out in its zone.
        deal: ``--deal``: a number or title, where the customer has several.
        is_new: whether the user said that the customer is new, whatever names are alike.

    Raises:
        NotFoundError: no such deal, or more than one customer or deal could be meant.
    """
    if deal_number(who) is None and (is_new or (deal is None and is_new_name(connection, who))):
        return Talk(who, who, is_new=True)
    number = _deal_meant(connection, who, deal)
    return _of_customer(connection, who, now) if number is None else _of_deal(connection, number, now)


def deals_to_pick(connection: sqlite3.Connection, who: str, now: datetime) -> list[Deal]:
    """Return the deals among which a customer's name leaves the choice, the newest first; none where it does not."""
    if deal_number(who) is not None:
        return []
    try:
        deals = deals_of(connection, resolve_customer(connection, who))
    except NotFoundError:
        return []
    meant = next((found for state in WORKING if (found := [one.id for one in deals if one.state == state])), [])
    known = deals_by_id(connection, meant, now.tzinfo) if len(meant) > 1 else {}
    return [known[id_] for id_ in meant if id_ in known]


def _deal_meant(connection: sqlite3.Connection, who: str, deal: str | None) -> int | None:
    """Return the deal that is meant; None where all of the customer's are closed, so that a new one is opened."""
    if deal_number(who) is not None:
        return resolve_deal(connection, who)
    deals = deals_of(connection, resolve_customer(connection, who))
    if deal is None and not any(one.state in WORKING for one in deals):
        return None
    return pick_deal(who, deals, deal=deal, states=WORKING)


def _of_deal(connection: sqlite3.Connection, number: int, now: datetime) -> Talk:
    deal = deals_by_id(connection, [number], now.tzinfo)[number]
    return Talk(
        who=str(number),
        name=deal.customer_name,
        deal=deal,
        step=open_steps(connection, [number], now.tzinfo).get(number),
        last=last_conversations(connection, [number], now.tzinfo).get(number),
    )


def _of_customer(connection: sqlite3.Connection, who: str, now: datetime) -> Talk:
    customer = resolve_customer(connection, who)
    name = customers_by_id(connection, [customer])[customer].name
    activities, _ = conversations(connection, customer, 1, now.tzinfo)
    return Talk(who, name, last=next(iter(activities), None))
