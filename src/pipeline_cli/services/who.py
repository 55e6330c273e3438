"""Who is meant: a deal's number, or a customer's name. Nothing is ever picked by likeness alone."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from pipeline_cli.domain.names import asked_key, fold, name_key, romaji_key, romaji_keys, romaji_written_out
from pipeline_cli.domain.text import is_unicode
from pipeline_cli.errors import NotFoundError
from pipeline_cli.i18n import t
from pipeline_cli.services.likely_names import LAST, similar_names
from pipeline_cli.store.read import fetch, fetch_for

WORKING = ("open", "parked")
ALL_STATES = (*WORKING, "won", "lost")

MOST_DIGITS = 18  # a longer number is an id of another program, and more than SQLite holds
MOST_LISTED = 10
MOST_FOUND = 50
"""Customers that a query looks for, at most."""


class DealName(NamedTuple):
    """What tells the deals of one customer apart."""

    id: int
    state: str
    title: str


def deal_number(who: str) -> int | None:
    """Return the number of a WHO such as ``12`` or ``#12``; None where it is a name."""
    digits = who.strip().removeprefix("#").removeprefix("＃")
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


def resolve_customer(connection: sqlite3.Connection, who: str) -> int:
    """Return the customer that is meant, by a deal's number or by name.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
    """
    number = deal_number(who)
    if number is not None:
        return _customer_of(connection, number)
    is_slip = who.strip().startswith("#")  # "#x" is a mistyped number, unless somebody is called just that
    found = called_exactly(connection, who) if is_slip else customers_called(connection, who)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous_customer(connection, who, found)
    raise NotFoundError(
        t('No customer is called "{who}".', who=who),
        hint=t('"pipe find" searches notes too; "pipe add" makes a new customer.'),
        candidates=tuple(similar_names(connection, who)),
    )


def resolve_deal(
    connection: sqlite3.Connection, who: str, *, deal: str | None = None, states: Sequence[str] = WORKING
) -> int:
    """Return the one deal that is meant.

    Args:
        connection: the store.
        who: a deal's number, or a customer's name.
        deal: ``--deal``: a number or title, where the customer has several.
        states: which deals can be meant by a name; the first of these that the customer has a deal in.

    Raises:
        NotFoundError: no such deal, or more than one; the candidates are listed.
    """
    number = deal_number(who)
    if number is not None:
        _customer_of(connection, number)
        return number
    customer = resolve_customer(connection, who)
    return pick_deal(who, deals_of(connection, customer), deal=deal, states=states)


def pick_deal(who: str, deals: Sequence[DealName], *, deal: str | None, states: Sequence[str]) -> int:
    """Return the one of a customer's deals that is meant.

    Raises:
        NotFoundError: none, or more than one.
    """
    if deal is not None:
        return _deal_called(who, deals, deal)
    for state in states:
        meant = [one for one in deals if one.state == state]
        if len(meant) == 1:
            return meant[0].id
        if meant:
            raise NotFoundError(
                t("{who} has {n} deals that could be meant.", who=who, n=len(meant)),
                hint=t("Pick one with --deal, or give its number instead of the name."),
                candidates=deal_names(meant),
            )
    raise _none_meant(who, deals, states)


def _none_meant(who: str, deals: Sequence[DealName], states: Sequence[str]) -> NotFoundError:
    """Return the error for somebody who has deals, perhaps, but none that a command is for."""
    if WORKING[0] not in states:
        return NotFoundError(t("{who} has no deal to reopen.", who=who), candidates=deal_names(deals))
    return NotFoundError(
        t("{who} has no deal that could be meant.", who=who),
        hint=t('"pipe show" lists all their deals; "pipe reopen" opens a closed one again.'),
        candidates=deal_names(deals),
    )


def customers_called(connection: sqlite3.Connection, who: str) -> list[int]:
    """Return the customers of a name: exactly, else those that begin so, else those that contain it.

    A name is tried as it was typed before honorifics are left out, so that くまさん is not taken for くま.
    """
    if not is_unicode(who):  # nobody can be called that
        return []
    keys = [key for key in dict.fromkeys((name_key(who), asked_key(who))) if key]
    for query in ("who_exact", "who_prefix", "who_part"):
        for key in keys:
            found = _ids(connection, query, key)
            if found:
                return _spelt_so(connection, who, found) if query == "who_exact" else found
        found = _read_so(connection, who, query)
        if found:
            return found
    return []


def _read_so(connection: sqlite3.Connection, who: str, query: str) -> list[int]:
    """Return the customers whose reading is, or begins, as typed in Latin letters: tanaka, タナカ."""
    key = romaji_key(who)
    latin = {"who_exact": "who_romaji_exact", "who_prefix": "who_romaji_prefix"}.get(query)
    if not latin or not key or not key.isascii():
        return []
    found = _ids(connection, latin, key)
    if query != "who_exact":
        return found
    return _written_so(connection, who, found) if found else _with_double_n(connection, key)


def _written_so(connection: sqlite3.Connection, who: str, found: list[int]) -> list[int]:
    """Return, of customers whose readings are alike but for long vowels, those read just as typed; all if none is."""
    typed = "".join(filter(str.isalnum, fold(who)))
    if len(found) == 1 or not typed.isascii():
        return found
    readings = fetch_for(connection, "readings_of_customers", found)
    exactly = [id_ for id_, reading in readings if typed in romaji_written_out(reading)]
    return exactly or [id_ for id_, reading in readings if typed in romaji_keys(reading)] or found


def _with_double_n(connection: sqlite3.Connection, key: str) -> list[int]:
    """Return the customers whose reading has ん before a vowel where nn is typed: zyunniti."""
    if "nn" not in key:
        return []
    found = _ids(connection, "who_romaji_exact", key.replace("nn", "n"))
    readings = fetch_for(connection, "readings_of_customers", found)
    return [id_ for id_, reading in readings if key in map(romaji_key, romaji_written_out(reading))]


def _ids(connection: sqlite3.Connection, query: str, key: str) -> list[int]:
    return [row[0] for row in fetch(connection, query, key=key, beyond=key + LAST)]


def _spelt_so(connection: sqlite3.Connection, who: str, found: list[int]) -> list[int]:
    """Return, of customers whose keys are equal, those that are spelt as asked; all where none is."""
    if len(found) == 1:
        return found
    names = fetch_for(connection, "names_of_customers", found)
    return [id_ for id_, name, _ in names if fold(name) == fold(who)] or found


def called_exactly(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the customers whose name or reading is just that."""
    return [row[0] for row in fetch(connection, "who_exact", key=name_key(name))]


def deals_of(connection: sqlite3.Connection, customer: int) -> list[DealName]:
    """Return a customer's deals, the newest first."""
    return [DealName(*row) for row in fetch(connection, "deals_of_customer", customer=customer)]


def deal_names(deals: Sequence[DealName]) -> tuple[str, ...]:
    """Return a line for each deal, as a list of candidates shows it."""
    return tuple(" ".join(filter(None, (f"#{one.id}", t(one.state), one.title))) for one in deals[:MOST_LISTED])


def _deal_called(who: str, deals: Sequence[DealName], deal: str) -> int:
    number, key = deal_number(deal), asked_key(deal)
    named = [one for one in deals if one.id == number or asked_key(one.title) == key]
    named = named or [one for one in deals if key and asked_key(one.title).startswith(key)]
    working = [one for one in named if one.state in WORKING] or named
    if len(working) == 1:
        return working[0].id
    message = t("{who} has more than one deal {deal}.") if working else t("{who} has no deal {deal}.")
    what = message.format(who=who, deal=deal)
    raise NotFoundError(what, hint=t("Give the number of one of these."), candidates=deal_names(working or deals))


def _customer_of(connection: sqlite3.Connection, number: int) -> int:
    row = connection.execute("SELECT customer_id FROM deals WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(
            t("No deal {number}.", number=number), hint=t('"pipe list --state all" shows every number.')
        )
    customer: int = row[0]
    return customer


def _ambiguous_customer(connection: sqlite3.Connection, who: str, found: Sequence[int]) -> NotFoundError:
    rows = fetch_for(connection, "names_of_customers", found[:MOST_LISTED])
    names = []
    for id_, name, company in rows:
        numbers = " ".join(f"#{deal.id}" for deal in deals_of(connection, id_)[:3])
        names.append("  ".join(filter(None, (name, company, numbers))))
    # Where as many are found as are looked for, there may be more.
    many = t("{n} or more customers could be meant by {who}.", n=MOST_FOUND, who=who)
    return NotFoundError(
        many if len(found) >= MOST_FOUND else t("{n} customers could be meant by {who}.", n=len(found), who=who),
        hint=t("Give more of the name, or the number of a deal."),
        candidates=tuple(names),
    )
