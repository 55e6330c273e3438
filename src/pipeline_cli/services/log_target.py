"""Whose contact is to be logged: a deal that there is, or a new one, of a customer who is known or new."""

import sqlite3
from typing import NamedTuple

from pipeline_cli.domain.contact import Contact
from pipeline_cli.errors import NotFoundError
from pipeline_cli.i18n import t
from pipeline_cli.services.likely_names import mistakable_names
from pipeline_cli.services.who import (
    WORKING,
    DealName,
    called_exactly,
    customers_called,
    deal_number,
    deals_of,
    pick_deal,
    resolve_customer,
    resolve_deal,
)


class Target(NamedTuple):
    """Whose contact it is: an existing deal, a new deal of a customer, or a new deal of a new customer.

    ``is_new`` tells that the user said so: a new customer, whoever is called much the same. ``reading`` is how the name
    of a new customer is read.
    """

    name: str
    customer: int | None = None
    deal: int | None = None
    is_new: bool = False
    reading: str = ""

    @property
    def is_new_customer(self) -> bool:
        """Whether nobody is called that yet, or so it was said."""
        return self.customer is None and self.deal is None


class Asked(NamedTuple):
    """What a contact says of the deal that it is about: its title, and whether it is more than a word in passing."""

    title: str | None
    is_about_a_sale: bool


def find_target(
    connection: sqlite3.Connection, who: str, asked: Asked, *, deal: str | None = None, is_new: bool = False
) -> Target:
    """Return whose contact it is.

    Args:
        connection: the store.
        who: a deal's number or a customer's name, perhaps one that nobody has yet.
        asked: what is to be logged.
        deal: ``--deal``.
        is_new: ``--new``: a customer that is not known yet, whatever names are alike; not where one has just this name.

    Raises:
        NotFoundError: no such deal, or more than one could be meant, or the name is new and much like another.
    """
    if deal_number(who) is not None:
        return Target(who, deal=resolve_deal(connection, who))
    if is_new and not called_exactly(connection, who):
        if deal is not None:
            raise NotFoundError(
                t("{who} is new, and has no deal {deal} yet.", who=who, deal=deal),
                hint=t("Leave out --deal; --title names the new deal."),
            )
        return Target(who, is_new=True)
    if deal is None and is_new_name(connection, who):
        alike = mistakable_names(connection, who)
        if alike:
            raise _is_it_one_of(who, alike)
        return Target(who)
    customer = resolve_customer(connection, who)
    return Target(who, customer, _deal_meant(who, deals_of(connection, customer), asked, deal))


def is_new_name(connection: sqlite3.Connection, who: str) -> bool:
    """Tell whether no customer is called that, and it is no deal's number."""
    return deal_number(who) is None and not customers_called(connection, who)


def as_it_is_now(connection: sqlite3.Connection, target: Target, contact: Contact) -> Target:
    """Return a target again: another process may have made the customer or the deal since it was looked for."""
    if target.deal is not None:
        return target
    known = called_exactly(connection, target.name) if target.customer is None else [target.customer]
    if len(known) != 1:
        return target
    asked = Asked(contact.news.title, is_about_a_sale=contact.is_about_a_sale)
    deal = _deal_meant(target.name, deals_of(connection, known[0]), asked, None)
    return target._replace(customer=known[0], deal=deal)


def _deal_meant(who: str, deals: list[DealName], asked: Asked, deal: str | None) -> int | None:
    """Return which of a customer's deals a contact is about; None where it opens a new one."""
    title = asked.title
    working = [one for one in deals if one.state in WORKING]
    if deal is None and title is not None:
        named = [one for one in working if one.title == title]
        if not named and not (len(working) == 1 and not working[0].title):
            return None
        return pick_deal(who, named or working, deal=None, states=WORKING)
    if working or deal is not None:
        return pick_deal(who, deals, deal=deal, states=WORKING)
    # Only closed deals: a sale is a new one, and a word in passing is about the last one.
    return None if asked.is_about_a_sale or not deals else deals[0].id


def _is_it_one_of(who: str, alike: list[str]) -> NotFoundError:
    return NotFoundError(
        t("{who} is new, and much like a customer that is not.", who=who),
        hint=t("Give the name as it is written there, or add --new for a new customer."),
        candidates=tuple(alike),
    )
