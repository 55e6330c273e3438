"""The deals of a list: picked and ordered by number, to be looked up afterwards."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime, tzinfo

from pipeline_cli.domain.listing import ANY_STATE, Wanted
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.store.read import fetch, query
from pipeline_cli.store.read.limits import rows_for
from pipeline_cli.store.read.rows import instant_of

_TAGGED = (
    "(deals.tags <> '[]' AND EXISTS (SELECT 1 FROM json_each(deals.tags) WHERE fold(value) = :{tag}))"
    " OR deals.customer_id IN (SELECT customers.id FROM customers, json_each(customers.tags)"
    " WHERE customers.tags <> '[]' AND fold(value) = :{tag})"
)


def listed_deals(connection: sqlite3.Connection, wanted: Wanted) -> list[int]:
    """Return the numbers of the deals that are wanted, in the order that is."""
    values = {**_values(wanted), "limit": rows_for(wanted.limit), "stages": f",{','.join(stage_keys())},"}
    return [row[0] for row in _run(connection, f"listed_by_{wanted.sort}", wanted, values)]


def listed_total(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """Return how many deals are wanted, whatever the limit."""
    total: int = _run(connection, "listed_total", wanted, _values(wanted)).fetchone()[0]
    return total


def last_reached_at(connection: sqlite3.Connection, deals: Iterable[int], zone: tzinfo | None) -> dict[int, datetime]:
    """Return when the customer was last reached, by deal; deals without a conversation are left out."""
    rows = fetch(connection, "last_reached_at", ids=json.dumps(list(deals)))
    return {deal: instant_of(at, zone) for deal, at in rows}


def listing_sql(name: str, wanted: Wanted) -> str:
    """Return the SQL of a list, with only the conditions that it needs, so that an index can serve them."""
    conditions = ["deals.state = :state"] if wanted.state != ANY_STATE else []
    conditions += ["deals.stage = :stage"] if wanted.stage else []
    conditions += [f"({_TAGGED.format(tag=f'tag{number}')})" for number in range(len(wanted.tags))]
    return query(name).replace("(:conditions)", " AND ".join(conditions) or "TRUE")


def _values(wanted: Wanted) -> dict[str, object]:
    tags = {f"tag{number}": fold(tag) for number, tag in enumerate(wanted.tags)}
    return {"state": wanted.state, "stage": wanted.stage, **tags}


def _run(connection: sqlite3.Connection, name: str, wanted: Wanted, values: dict[str, object]) -> sqlite3.Cursor:
    if wanted.tags:
        connection.create_function("fold", 1, fold, deterministic=True)
    return connection.execute(listing_sql(name, wanted), values)
