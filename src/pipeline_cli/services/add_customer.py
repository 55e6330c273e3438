"""Add a customer, with a deal."""

import sqlite3
from datetime import datetime
from typing import Any, NamedTuple

from pipeline_cli.domain.contact import DealNews, follow_up_warnings
from pipeline_cli.domain.logged import Added, DealChanged
from pipeline_cli.domain.stages import first_stage
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.deal_changes import amounts, deal_in, new_customer, new_deal, step_in
from pipeline_cli.services.forgotten import refuse_forgotten
from pipeline_cli.services.likely_names import mistakable_names
from pipeline_cli.services.who import WORKING, called_exactly, deal_names, deals_of
from pipeline_cli.store.read import fetch_for
from pipeline_cli.store.read.customers import customer_of
from pipeline_cli.store.store import Store
from pipeline_cli.store.write import Unit


class NewCustomer(NamedTuple):
    """A customer as they are added."""

    name: str
    reading: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    memo: str = ""


def add_customer(
    store: Store,
    customer: NewCustomer,
    news: DealNews | None,
    now: datetime,
    *,
    source: str = "",
    is_new: bool = False,
    is_another: bool = False,
) -> Added:
    """Add a customer and open a deal; where somebody of exactly that name is known, only the deal.

    Args:
        store: the user's store.
        customer: who they are.
        news: what is known of the deal; None for no deal.
        now: the time of the run.
        source: where the deal came from.
        is_new: a customer that is not known yet, whatever names are alike.
        is_another: another deal without a title, whichever the customer has.

    Raises:
        NotFoundError: the name is new and much like another, and ``is_new`` is not said.
        RefusedError: they are known, and more than a deal is to be added, or a deal that nothing would tell from one
            that is open; or they were forgotten.
        StoreError: it could not be saved.
    """
    with store.writing("add", now) as unit:
        id_ = None if is_new else _known(unit.reader, customer.name)
        if id_ is not None and (news is None or customer != NewCustomer(customer.name)):
            raise _is_known(customer.name)
        alike = _untitled(unit.reader, id_) if news and not news.title and not is_another else ()
        if alike:
            raise _is_open_already(customer.name, alike)
        is_new_customer = id_ is None
        if id_ is None:
            refuse_forgotten(unit, customer.name, now, is_wanted=is_new, phones=customer.phones, emails=customer.emails)
            id_ = new_customer(unit, at=now, **_columns(customer))
        changed = None if news is None else _open_deal(unit, id_, news, source, now)
        added = customer_of(fetch_for(unit.reader, "customers_by_id", [id_])[0])
        unit.summary = " ".join(filter(None, (f"#{changed.deal.id}" if changed else "", added.name)))
    return Added(added, changed, is_new_customer)


def untitled_deals(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Return the deals without a title that a customer of exactly that name has open or parked, each as a line."""
    known = called_exactly(connection, name)
    return _untitled(connection, known[0]) if len(known) == 1 else ()


def is_new_customer(connection: sqlite3.Connection, name: str) -> bool:
    """Tell whether adding somebody of that name would add a customer."""
    return not called_exactly(connection, name) and not mistakable_names(connection, name)


def _untitled(connection: sqlite3.Connection, customer: int | None) -> tuple[str, ...]:
    deals = [] if customer is None else deals_of(connection, customer)
    return deal_names([one for one in deals if one.state in WORKING and not one.title])


def _is_open_already(name: str, deals: tuple[str, ...]) -> RefusedError:
    return RefusedError(
        t("{name} has a deal without a title already.", name=name),
        why=t("Nothing would tell the two deals apart."),
        hint=t('Say what the new one is about with --title "…"; or add --new-deal.'),
        candidates=deals,
    )


def _known(connection: sqlite3.Connection, name: str) -> int | None:
    known = called_exactly(connection, name)
    if len(known) == 1:
        return known[0]
    alike = mistakable_names(connection, name)
    if known or alike:
        raise NotFoundError(
            t("{name} may be a customer already.", name=name),
            hint=t("Give the name as it is written there, or add --new for a new customer."),
            candidates=tuple(alike),
        )
    return None


def _is_known(name: str) -> RefusedError:
    return RefusedError(
        t("{name} is a customer already.", name=name),
        why=t("Nothing that is recorded of them is changed by adding them again."),
        hint=t("To change it: pipe edit {name} …; for another customer of that name: --new", name=name),
    )


def _columns(customer: NewCustomer) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in customer._asdict().items()}


def _open_deal(unit: Unit, customer: int, news: DealNews, source: str, now: datetime) -> DealChanged:
    id_ = new_deal(
        unit,
        customer,
        news.stage or first_stage(),
        now,
        title=news.title or "",
        tags=list(news.tags),
        concern=news.concern or "",
        if_solved=news.if_solved or "",
        decides_on=news.decides_on,
        source=source,
        **amounts(None, news.amounts),
    )
    deal, step = deal_in(unit, id_, now), step_in(unit, id_, now)
    return DealChanged(deal, step, tuple(follow_up_warnings(deal.state, step, str(id_))))
