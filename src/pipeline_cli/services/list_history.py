"""The history of changes."""

import sqlite3
from collections.abc import Collection
from datetime import datetime, tzinfo
from typing import NamedTuple

from pipeline_cli.domain.names import name_key
from pipeline_cli.domain.operation import History, Operation
from pipeline_cli.domain.record_changes import record_changes
from pipeline_cli.errors import NotFoundError
from pipeline_cli.i18n import t
from pipeline_cli.services.who import deal_number, resolve_customer
from pipeline_cli.store.read.limits import MOST, rows_for
from pipeline_cli.store.read.operations import (
    first_changes,
    former_customers,
    known_of,
    newest_operations,
    operations_by_id,
    operations_of_customer,
)
from pipeline_cli.store.store import Store


class Wanted(NamedTuple):
    """Which entries of the history are wanted, and how much of each.

    Attributes:
        who: a deal's number or a customer's name, where only changes of their records are.
        limit: the most entries; 0 for all.
        before: only entries older than this one.
        only: these entries alone.
        records: how many records of each are told of in full; None for none, 0 for all.
    """

    who: str | None = None
    limit: int = 0
    before: int | None = None
    only: Collection[int] = ()
    records: int | None = None


def list_history(store: Store, now: datetime, wanted: Wanted) -> History:
    """Return what was changed, the newest first; instants are in the zone of ``now``.

    Raises:
        NotFoundError: nobody, or more than one, is called that; or there is no such entry.
    """
    reader = store.reader
    numbers, total = _numbers(reader, wanted)
    found = operations_by_id(reader, numbers, now.tzinfo)
    unknown = next((number for number in wanted.only if number not in found), None)
    if unknown is not None:
        raise NotFoundError(
            t("The history has no entry {number}.", number=unknown), hint=t('"pipe history" lists what was changed.')
        )
    operations = (found[number] for number in numbers)
    if wanted.records is not None:
        operations = (_in_full(reader, one, rows_for(wanted.records), now.tzinfo) for one in operations)
    return History(now, tuple(operations), total)


def _numbers(reader: sqlite3.Connection, wanted: Wanted) -> tuple[list[int], int]:
    """Return the numbers of the entries that are wanted, and how many there would be without a limit."""
    before = MOST if wanted.before is None else min(wanted.before, MOST)
    if wanted.only:
        return sorted(wanted.only, reverse=True), len(wanted.only)
    if wanted.who is None:
        return newest_operations(reader, rows_for(wanted.limit), before)
    numbers = operations_of_customer(reader, _customer(reader, wanted.who))
    older = [number for number in numbers if number < before]
    return older[: wanted.limit or None], len(numbers)


def _customer(reader: sqlite3.Connection, who: str) -> int:
    """Return who is meant: a customer that there is, else one of exactly that name who was taken back, or merged."""
    try:
        return resolve_customer(reader, who)
    except NotFoundError as error:
        former = [] if error.candidates or deal_number(who) is not None else former_customers(reader, name_key(who))
        if not former:
            raise
        return former[0]


def _in_full(reader: sqlite3.Connection, one: Operation, limit: int, zone: tzinfo | None) -> Operation:
    changes = first_changes(reader, one.id, limit)
    records = tuple(record_changes(changes, known_of(reader, changes, zone)))
    return one._replace(records=records, left=one.changes - len(changes))
