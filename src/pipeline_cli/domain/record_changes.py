"""What an entry of the history changed, field by field, from the rows as they were stored before and after."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.dependence import Change
from pipeline_cli.domain.operation import FieldChange, RecordChange
from pipeline_cli.money.amount import Money
from pipeline_cli.zone import local

Row = Mapping[str, Any]

KINDS: Final[Mapping[str, str]] = {
    "customers": "customer",
    "deals": "deal",
    "activities": "activity",
    "next_steps": "next_step",
    "stage_changes": "stage_change",
    "tallies": "tally",
    "plans": "plan",
    "budgets": "budget",
    "goals": "goal",
    "stages": "stages",
}
"""What a row of each table is called."""

HIDDEN: Final = frozenset(
    (
        *("id", "name_key", "reading_key", "zone", "currency", "deal_id"),
        *("stage_since", "created_at", "set_at", "ended_at", "is_set"),
    )
)
"""Columns that follow from others, or that belong to one of them."""

AMOUNTS: Final = {"value_minor": "value", "profit_minor": "profit", "mrr_minor": "mrr"}
DUE: Final = {"due_on": "due", "due_at": "due"}
RENAMED: Final = {**AMOUNTS, **DUE, "customer_id": "customer"}

FLAGS: Final = frozenset(("inbound", "reached", "appointment", "valid", "thanked", "agreed", "waiting"))
LISTS: Final = frozenset(("phones", "emails", "tags", "custom", "targets"))
DAYS: Final = frozenset(("day", "parked_until"))


class Known(NamedTuple):
    """What is needed besides the rows themselves: whose a deal is, and what customers are called."""

    customers: Mapping[int, str]
    customer_of_deal: Mapping[int, int]
    zone: tzinfo | None


def record_changes(changes: Iterable[Change], known: Known) -> Iterator[RecordChange]:
    """Yield what was done to each record, in order; changes of which a user sees nothing are left out."""
    for change in (one for one in changes if one.table in KINDS):
        before, after = _loaded(change.before), _loaded(change.after)
        fields = tuple(
            field
            for field in _fields(change.table, before, after, known)
            if field.name != "customer" or (before and after)
        )
        if fields or not (before and after):
            row = after or before
            deal = change.row_id if change.table == "deals" else row.get("deal_id")
            what = "made" if not before else "changed" if after else "removed"
            kind = KINDS[change.table]
            yield RecordChange(kind, change.row_id, _customer(change, row, deal, known), deal, what, fields)


def named_in(changes: Iterable[Change]) -> tuple[set[int], set[int]]:
    """Return the customers and the deals whose names are needed to tell of some changes."""
    customers: set[int] = set()
    deals: set[int] = set()
    for change in changes:
        for row in (_loaded(change.before), _loaded(change.after)):
            customers.update(id_ for id_ in (row.get("customer_id"),) if id_ is not None)
            deals.update(id_ for id_ in (row.get("deal_id"),) if id_ is not None)
    return customers, deals


def _loaded(text: str | None) -> Row:
    row: Row = {} if text is None else json.loads(text)
    return row


def _customer(change: Change, row: Row, deal: int | None, known: Known) -> str:
    if change.table == "customers":
        return str(row["name"])
    owner = row.get("customer_id", known.customer_of_deal.get(deal or 0))
    return known.customers.get(owner or 0, "")


def _fields(table: str, before: Row, after: Row, known: Known) -> Iterator[FieldChange]:
    """Yield the fields that differ, each under its own name, in the order of the columns."""
    columns = [name for name in (after or before) if name not in HIDDEN]
    for name in dict.fromkeys(RENAMED.get(column, column) for column in columns):
        old, new = (_value(table, name, row, known) if row else None for row in (before, after))
        if (old or None) != (new or None) or (before and after and old != new):
            yield FieldChange(name, old, new)


def _value(table: str, name: str, row: Row, known: Known) -> Any:  # noqa: ANN401  # whatever a field holds
    """Return the value of a field, as the domain has it."""
    if name == "customer":
        return known.customers.get(row["customer_id"], "")
    if name == "due":
        return _day(row["due_on"]) or _instant(row["due_at"], known.zone)
    if name in AMOUNTS.values():
        return _money(row[f"{name}_minor"], row["currency"])
    if name == "amount" and table != "tallies":
        return _money(row["amount"], row["currency"]) or row["amount"]
    return _read(name, known.zone)(row.get(name))


def _read(name: str, zone: tzinfo | None) -> Callable[[Any], Any]:
    if name in FLAGS:
        return lambda value: None if value is None else bool(value)
    if name in LISTS:
        return _texts
    if name == "stages":
        return _stages
    if name == "at" or name.endswith("_at"):
        return lambda value: _instant(value, zone)
    return _day if name in DAYS or name.endswith("_on") else lambda value: value


def _stages(stored: list[list[str]]) -> tuple[str, ...]:
    """Return the key of each stage, and behind it what it is called, where the user said so."""
    labels = ((key, [label for label in labels if label]) for key, *labels in stored)
    return tuple(f"{key} ({' / '.join(found)})" if found else key for key, found in labels)


def _texts(stored: str) -> tuple[str, ...]:
    """Return a stored list, or the custom fields of a record, as texts."""
    found = json.loads(stored)
    if isinstance(found, dict):
        return tuple(f"{name}: {value}" for name, value in found.items())
    return tuple(": ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in found)


def _money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _instant(text: str | None, zone: tzinfo | None) -> datetime | None:
    return None if text is None else local(datetime.fromisoformat(text), zone)
