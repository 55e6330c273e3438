"""How far deals came depends on the order of the stages: noticed when that was changed, and worked out anew."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from pipeline_cli.domain.deal import furthest
from pipeline_cli.domain.stages import DEFAULT_KEYS, stage_keys
from pipeline_cli.store.read import query

ORDER: Final = "stage_order"
"""The row of ``info`` with the order of the stages that the facts were worked out by; without it, the usual one."""


def is_in_order(connection: sqlite3.Connection) -> bool:
    """Tell whether the facts of a store were worked out by the order of the stages that is in use."""
    found = connection.execute("SELECT value FROM info WHERE key = ?", (ORDER,)).fetchone()
    return _order() == (found[0] if found else ",".join(DEFAULT_KEYS))


def bring_in_order(connection: sqlite3.Connection) -> None:
    """Work out anew how far each deal came where the order of the stages is another one than it was."""
    if is_in_order(connection):
        return
    found = [(stage, deal) for deal, stage in furthest_stages(connection)]
    connection.executemany("UPDATE deal_facts SET furthest_stage = ? WHERE deal_id = ?", found)
    if stage_keys() == DEFAULT_KEYS:
        connection.execute("DELETE FROM info WHERE key = ?", (ORDER,))
    else:
        connection.execute("INSERT OR REPLACE INTO info VALUES (?, ?)", (ORDER, _order()))


def furthest_stages(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield each deal that has been at more than one stage, or was moved back, and how far it came."""
    rows = connection.execute(query("stages_of_moved_deals"))
    for (deal, stage), ways in groupby(rows, key=lambda row: row[:2]):
        yield deal, furthest((stage, *(way for *_, way in ways)))


def _order() -> str:
    return ",".join(stage_keys())
