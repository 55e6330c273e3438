"""Make two customers one, with everything that hangs on them."""

import json
import sqlite3
from datetime import datetime
from typing import Any, NamedTuple

from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.merged import Merged, united
from pipeline_cli.domain.names import reading_key
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.who import resolve_customer
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.customers import customers_by_id
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import ActivityRow, CustomerRow, DealRow, Record
from pipeline_cli.store.write import Unit

BY_ID = "id:"
MOST_DIGITS = 18


class Pair(NamedTuple):
    """The customer that stays, and the one that goes into them."""

    stays: Customer
    goes: Customer


def pair_meant(connection: sqlite3.Connection, stays: str, goes: str) -> Pair:
    """Return the two customers that are meant, each a WHO, or ``id:7`` where no name tells them apart.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
        RefusedError: they are the same.
    """
    ids = [_customer(connection, who) for who in (stays, goes)]
    found = customers_by_id(connection, ids)
    if len(found) < len(ids):
        name = found[ids[0]].name
        raise RefusedError(
            t("{first} and {second} are one customer already: {name}.", first=stays, second=goes, name=name),
            hint=t('"pipe doctor" lists customers who may be one, each pair with the command to run.'),
        )
    return Pair(*(found[id_] for id_ in ids))


def merge_customers(store: Store, stays: str, goes: str, now: datetime) -> Merged:
    """Give one customer everything that hangs on another, and remove the other.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
        RefusedError: they are the same.
        StoreError: it could not be saved.
    """
    with store.writing("merge", now, may_make=False) as unit:
        pair = pair_meant(unit.reader, stays, goes)
        moved = _move(unit, pair)
        columns = _columns(unit, pair)
        unit.put_back("customers", pair.goes.id, None)  # before its ref, which is unique, goes to the other
        unit.update(CustomerRow, pair.stays.id, **columns)
        unit.summary = f"{pair.goes.name} → {pair.stays.name}"
        customer = customers_by_id(unit.reader, [pair.stays.id])[pair.stays.id]
    return Merged(customer, pair.goes, **moved)


def _customer(connection: sqlite3.Connection, who: str) -> int:
    digits = who.strip().removeprefix(BY_ID)
    if not who.strip().startswith(BY_ID) or not digits.isdecimal() or len(digits) > MOST_DIGITS:
        return resolve_customer(connection, who)
    if not customers_by_id(connection, [int(digits)]):
        raise NotFoundError(t("No customer is called {who}.", who=who))
    return int(digits)


def _move(unit: Unit, pair: Pair) -> dict[str, int]:
    """Give the deals and conversations of one to the other, and return how many of each there were."""
    models: dict[str, type[Record]] = {"deals": DealRow, "activities": ActivityRow}
    moved = dict.fromkeys(models, 0)
    for table, id_ in fetch(unit.reader, "records_of_customer", customer=pair.goes.id):
        unit.update(models[table], id_, customer_id=pair.stays.id)
        moved[table] += 1
    return moved


def _columns(unit: Unit, pair: Pair) -> dict[str, Any]:
    one = united(*pair)
    (custom, created_at), (other_custom, other_created_at) = (
        fetch(unit.reader, "customer_extras", customer=customer.id)[0] for customer in pair
    )
    listed = {name: list(value) if isinstance(value, tuple) else value for name, value in one._asdict().items()}
    del listed["id"]
    return {
        **listed,
        "reading_key": reading_key(one.reading),
        "custom": {**json.loads(other_custom), **json.loads(custom)},
        "created_at": datetime.fromisoformat(min(created_at, other_created_at)),
    }
