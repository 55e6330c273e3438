"""What the tests of imports share: a file as a sheet, and rows taken into a store without any file."""

from itertools import count
from typing import Any

from pipeline_cli.domain.plain_rows import (
    ActivityEntry,
    CustomerEntry,
    DealEntry,
    Entries,
    Origin,
    StageEntry,
    StepEntry,
)
from pipeline_cli.importers.sheet import Sheet, content_of, text_sheet
from pipeline_cli.services.import_rows import take_rows
from pipeline_cli.services.intake import Intake
from pipeline_cli.store.store import Store
from support import NOW, ago

Row = CustomerEntry | DealEntry | ActivityEntry | StepEntry | StageEntry

_numbers = count(1)


def open_sheet(path: str) -> Sheet:
    """Return a file of text, packed by gzip or not, as it is written."""
    return text_sheet(path, content_of(path))


def origin() -> Origin:
    """Return a place in a file that no other row has."""
    number = next(_numbers)
    return Origin(0, number, number + 1)


def customer(ref: str | None = None, name: str | None = None, **values: Any) -> CustomerEntry:  # noqa: ANN401  # a column's value
    return CustomerEntry(origin(), ref, name, **values)


def deal(ref: str | None = None, customer: str | None = "Aoki", **values: Any) -> DealEntry:  # noqa: ANN401  # a column's value
    return DealEntry(origin(), ref, customer=customer, **values)


def activity(ref: str | None = None, **values: Any) -> ActivityEntry:  # noqa: ANN401  # a column's value
    return ActivityEntry(origin(), ref, **{"at": ago(5), "kind": "call", **values})


def step(deal_ref: str = "d1", **values: Any) -> StepEntry:  # noqa: ANN401  # a column's value
    return StepEntry(origin(), deal_ref=deal_ref, **values)


def stage(deal_ref: str, name: str, days: int, state: str = "open") -> StageEntry:
    return StageEntry(origin(), deal_ref, name, ago(days), state)


def entries_of(*rows: Row) -> Entries:
    """Return rows by the tables that they belong to."""
    return Entries(
        customers=[row for row in rows if isinstance(row, CustomerEntry)],
        deals=[row for row in rows if isinstance(row, DealEntry)],
        activities=[row for row in rows if isinstance(row, ActivityEntry)],
        next_steps=[row for row in rows if isinstance(row, StepEntry)],
        stages=[row for row in rows if isinstance(row, StageEntry)],
    )


def take(store: Store, *rows: Row) -> Intake:
    """Take rows into a store, as one import."""
    with store.writing("import", NOW) as unit:
        intake = Intake(unit, NOW)
        take_rows(intake, entries_of(*rows))
    return intake


def reasons(intake: Intake) -> list[str]:
    """Return why rows were rejected."""
    return [reason for _, reason in intake.rejected]


def stored(store: Store, query: str) -> list[tuple[Any, ...]]:
    """Return what a store holds now."""
    return Store(store.path).reader.execute(query).fetchall()
