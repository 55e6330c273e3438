"""Find the rows of the store that a file's refs mean."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from pipeline_cli.domain.plain_rows import CUSTOM_MARK
from pipeline_cli.domain.refs import id_of_made_ref, made_ref
from pipeline_cli.services.intake import Intake, Values
from pipeline_cli.store.read.imported import ids_by_ref, rows_by_id

NOT_KNOWN: Final[Mapping[str, Mapping[str, Mapping[str, Any]]]] = {
    "customers": {
        **{name: {name: ""} for name in ("company", "memo")},
        **{name: {name: []} for name in ("phones", "emails", "tags")},
        "reading": {"reading": "", "reading_key": ""},
    },
    "deals": {
        **{name: {name: ""} for name in ("title", "source", "owner", "lost_reason", "concern", "if_solved")},
        **{name: {f"{name}_minor": None} for name in ("value", "profit", "mrr")},
        "tags": {"tags": []},
        "decides_on": {"decides_on": None},
    },
    "activities": {
        **{name: {name: ""} for name in ("note", "helped")},
        **{name: {name: None} for name in ("minutes", "valid")},
    },
    "next_steps": {name: {name: ""} for name in ("by", "why")},
}
"""What the store has where a column of our own CSV is not known."""


class Clearing(Protocol):
    """A row that may leave columns empty."""

    @property
    def ref(self) -> str | None:
        """What names it."""

    @property
    def cleared(self) -> frozenset[str]:
        """The columns that it leaves empty."""


class ClearingCustom(Clearing, Protocol):
    """A row with custom fields."""

    @property
    def custom(self) -> Mapping[str, str] | None:
        """Its custom fields."""


def new_ref(intake: Intake, table: str, stored: Values, ref: str | None) -> dict[str, Any]:
    """Return the ref that a known row gets; none where it has one, or where this store's own export made it."""
    is_needless = ref is None or stored["ref"] is not None or ref == made_ref(intake.store_id, table, stored["id"])
    return {} if is_needless else {"ref": ref}


def cleared(intake: Intake, table: str, stored: Values, entry: Clearing) -> dict[str, Any]:
    """Return the columns that a row leaves empty, and so not known any more; none where its ref did not name it."""
    if entry.ref is None or new_ref(intake, table, stored, entry.ref):
        return {}
    return {name: empty for one in entry.cleared for name, empty in NOT_KNOWN[table].get(one, {}).items()}


def cleared_custom(intake: Intake, table: str, stored: Values, entry: ClearingCustom) -> dict[str, Any]:
    """Return the custom fields of a row with those that it gives, and without those that it leaves empty."""
    before: dict[str, str] = json.loads(stored["custom"])
    is_named = entry.ref is not None and not new_ref(intake, table, stored, entry.ref)
    gone = [name for name in before if is_named and CUSTOM_MARK + name in entry.cleared]
    if not entry.custom and not gone:
        return {}
    return {"custom": {name: text for name, text in {**before, **(entry.custom or {})}.items() if name not in gone}}


def known_ids(connection: sqlite3.Connection, store_id: str, table: str, refs: Iterable[str]) -> dict[str, int]:
    """Return the ids of the rows that refs mean: by the ref that they have, or by one that an export made."""
    wanted = list(dict.fromkeys(refs))
    numbers = {ref: id_ for ref in wanted if (id_ := id_of_made_ref(store_id, table, ref)) is not None}
    there = rows_by_id(connection, table, numbers.values())
    by_number = {ref: id_ for ref, id_ in numbers.items() if id_ in there}
    return {**by_number, **ids_by_ref(connection, table, wanted)}
