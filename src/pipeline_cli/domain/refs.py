"""Refs that an export makes for rows that have none: they name the store, the table and the row for good."""

import re
from collections.abc import Mapping

NOUNS: Mapping[str, str] = {
    "customers": "customer",
    "deals": "deal",
    "activities": "activity",
    "next_steps": "step",
}
"""What a row of each table is called in them."""


def made_ref(store_id: str, table: str, id_: int) -> str:
    """Return the ref of a row that has none: ``3f2a9c1e-deal-12``."""
    return f"{store_id}-{NOUNS[table]}-{id_}"


def id_of_made_ref(store_id: str, table: str, ref: str) -> int | None:
    """Return the row that a ref made by a store means; None where it is another's, or was not made."""
    made = re.fullmatch(rf"{re.escape(store_id)}-{NOUNS[table]}-(\d{{1,18}})", ref, re.ASCII) if store_id else None
    return int(made[1]) if made else None
