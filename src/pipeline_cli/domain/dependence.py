"""Which entry of the history depends on which: what has to be known to take one back out of the middle.

Each change of a row reads some cells and writes others. A cell is a group of columns that belong together, that a row
is there at all, or a place that only one row can have. A later entry depends on an earlier one where it wrote what that
one read or wrote, or read what that one wrote; any two others could as well have come the other way round.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

Cell = tuple[object, ...]
Row = Mapping[str, Any]

GROUPS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "customers": (("name", "name_key"), ("reading", "reading_key")),
    "deals": (
        ("state", "stage", "stage_since", "closed_at", "lost_reason", "parked_until"),
        ("currency", "value_minor", "profit_minor", "mrr_minor"),
        ("concern", "if_solved"),
    ),
    "activities": (("at", "zone"), ("helped", "thanked")),
    "next_steps": (
        ("due_on", "due_at", "zone", "waiting", "agreed"),
        ("state", "ended_at"),
    ),
}
"""Columns that say one thing together; every other column is one by itself."""

REFERENCES: Final[Mapping[str, str]] = {"customer_id": "customers", "deal_id": "deals"}
"""The table whose rows a column names."""

PLACES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "customers": (("ref",),),
    "deals": (("ref",),),
    "activities": (("ref",),),
    "next_steps": (("ref",), ("deal_id", "state")),
    "tallies": (("day", "kind"),),
    "plans": (("metric", "first_on", "last_on"),),
    "budgets": (("metric",),),  # those of one metric may not overlap
    "goals": (("ends_on",),),  # one is in force
}
"""Columns whose values only one row can have: a row that takes them stands in the way of another."""


STAGES, STAGE = "stages", "stage"
"""The list of them, which is no table but is changed like a row, and the column that names one."""


class Change(NamedTuple):
    """One row that an entry made (nothing before), changed, or removed (nothing after): as JSON."""

    table: str
    row_id: int
    before: str | None
    after: str | None


class Touched(NamedTuple):
    """The cells that changes read and write."""

    reads: set[Cell]
    writes: set[Cell]

    def is_needed_by(self, later: "Touched") -> bool:
        """Tell whether changes that came later depend on these."""
        return not (
            later.writes.isdisjoint(self.writes)
            and later.writes.isdisjoint(self.reads)
            and later.reads.isdisjoint(self.writes)
        )


def touched(changes: Iterable[Change]) -> Touched:
    """Return what some changes read and write together."""
    found = Touched(set(), set())
    for change in changes:
        before = None if change.before is None else json.loads(change.before)
        after = None if change.after is None else json.loads(change.after)
        if before is None or after is None:
            row = before or after or {}
            found.writes.add(_row(change.table, change.row_id))
            found.reads.update(_named(row))
            found.writes.update(_places(change.table, row))
        elif change.table == STAGES:
            _note_stages(found, change, before, after)
        else:
            _note_changed(found, change, before, after)
    return found


def _note_stages(found: Touched, change: Change, before: Row, after: Row) -> None:
    """Note the stages that came or went, each a place that deals may be at, and that the list was changed."""
    keys = [{one[0] for one in state["stages"]} for state in (before, after)]
    found.writes.update((STAGE, key) for key in keys[0] ^ keys[1])
    found.writes.add((change.table, change.row_id, ("stages",)))


def changed_columns(before: Row, after: Row) -> list[str]:
    """Return the columns in which two states of a row differ; those that only one of them knows are left out."""
    return [name for name, value in after.items() if name in before and before[name] != value]


def _note_changed(found: Touched, change: Change, before: Row, after: Row) -> None:
    names = changed_columns(before, after)
    found.reads.add(_row(change.table, change.row_id))
    found.writes.update((change.table, change.row_id, _group(change.table, name)) for name in names)
    for row in (before, after):
        found.reads.update(_named({name: row[name] for name in names}))
    found.writes.update(set(_places(change.table, before)) ^ set(_places(change.table, after)))


def _row(table: str, row_id: object) -> Cell:
    """Return the cell that says that a row is there."""
    return table, row_id


def _named(row: Row) -> Iterator[Cell]:
    """Yield that the rows and the stage are there that a row names."""
    if row.get(STAGE) is not None:
        yield STAGE, row[STAGE]
    for column, table in REFERENCES.items():
        if row.get(column) is not None:
            yield _row(table, row[column])


def _places(table: str, row: Row) -> Iterator[Cell]:
    """Yield the places that a row takes: of steps, only an open one stands in the way; of refs, one that is given."""
    for columns in PLACES.get(table, ()):
        values = tuple(row.get(column) for column in columns)
        is_free = values[-1] != "open" if columns[-1] == "state" else columns == ("ref",) and values[0] is None
        if not is_free:
            yield "place", table, columns, values


def _group(table: str, column: str) -> tuple[str, ...]:
    return next((group for group in GROUPS.get(table, ()) if column in group), (column,))
