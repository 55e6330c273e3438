"""Find the rows of the store that a file's refs mean."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from pipeline_cli.domain.refs import id_of_made_ref, made_ref
from pipeline_cli.services.intake import Intake, Values
from pipeline_cli.store.read.imported import ids_by_ref, rows_by_id


def new_ref(intake: Intake, table: str, stored: Values, ref: str | None) -> dict[str, Any]:
    """Return the ref that a known row gets; none where it has one, or where this store's own export made it."""
    is_needless = ref is None or stored["ref"] is not None or ref == made_ref(intake.store_id, table, stored["id"])
    return {} if is_needless else {"ref": ref}


def known_ids(connection: sqlite3.Connection, store_id: str, table: str, refs: Iterable[str]) -> dict[str, int]:
    """Return the ids of the rows that refs mean: by the ref that they have, or by one that an export made."""
    wanted = list(dict.fromkeys(refs))
    numbers = {ref: id_ for ref in wanted if (id_ := id_of_made_ref(store_id, table, ref)) is not None}
    there = rows_by_id(connection, table, numbers.values())
    by_number = {ref: id_ for ref, id_ in numbers.items() if id_ in there}
    return {**by_number, **ids_by_ref(connection, table, wanted)}
