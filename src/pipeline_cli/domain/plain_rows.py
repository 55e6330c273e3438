"""What one row of a file says, before it is known what the store has: the project's own CSV, in Python's types.

None means that the row says nothing about it, so that what the store knows stays. What a row of our own CSV leaves
empty is in ``cleared``, by the names of the columns: it is not known, and no longer known of a row that has its ref.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from pipeline_cli.domain.next_step import Due
from pipeline_cli.money.amount import Money

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "customers": ("ref", "name", "reading", "company", "phones", "emails", "tags", "memo", "created_at"),
    "deals": (
        *("ref", "customer_ref", "customer", "title", "state", "stage", "value", "currency", "profit", "mrr"),
        *("source", "owner", "tags", "opened_at", "closed_at", "lost_reason", "parked_until"),
        *("concern", "if_solved", "decides_on", "stage_since"),
    ),
    "activities": (
        *("ref", "deal_ref", "customer_ref", "at", "kind", "inbound", "reached", "minutes"),
        *("appointment", "valid", "note", "helped", "thanked", "zone", "no_deal"),
    ),
    "next_steps": (
        *("ref", "deal_ref", "due_at", "by", "why", "agreed", "waiting", "moves", "state"),
        *("attempts", "zone", "set_at", "ended_at"),
    ),
    "stages": ("deal_ref", "stage", "at", "state"),
}
"""The columns of each file, in the order that an export writes them. The last ones, from ``created_at``,
``stage_since``, ``zone``, ``attempts`` and ``state`` on, only make a store come back exactly."""

TABLES = tuple(COLUMNS)

CUSTOM_MARK = "custom:"
"""Before the name of a custom field that is called like one of the columns."""


CLEARABLE: Mapping[str, frozenset[str]] = {
    "customers": frozenset(("reading", "company", "phones", "emails", "tags", "memo")),
    "deals": frozenset(
        (
            *("title", "value", "currency", "profit", "mrr", "source", "owner", "tags"),
            *("lost_reason", "concern", "if_solved", "decides_on"),
        )
    ),
    "activities": frozenset(("minutes", "valid", "note", "helped")),
    "next_steps": frozenset(("by", "why")),
    "stages": frozenset(),
}
"""The columns that may be empty because nobody knows; a row is not there without the others."""

KEEPS_CUSTOM = ("customers", "deals", "activities")
"""Tables that keep columns that are none of ours."""


class Origin(NamedTuple):
    """Where a row stands: the number of its file in the import, of its record there, and of its first line."""

    file: int
    record: int
    line: int


class CustomerEntry(NamedTuple):
    """A row of ``customers.csv``."""

    origin: Origin
    ref: str | None = None
    name: str | None = None
    reading: str | None = None
    company: str | None = None
    phones: tuple[str, ...] | None = None
    emails: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    memo: str | None = None
    created_at: datetime | None = None
    cleared: frozenset[str] = frozenset()
    custom: Mapping[str, str] | None = None


class StepEntry(NamedTuple):
    """A row of ``next_steps.csv``."""

    origin: Origin
    ref: str | None = None
    deal_ref: str | None = None
    due: Due | None = None
    by: str | None = None
    why: str | None = None
    agreed: bool | None = None
    waiting: bool | None = None
    moves: int | None = None
    state: str | None = None
    attempts: int | None = None
    zone: str | None = None
    set_at: datetime | None = None
    ended_at: datetime | None = None
    cleared: frozenset[str] = frozenset()


class CardEntry(NamedTuple):
    """What another program's list of deals says of a customer beside the name.

    ``contact`` is whom one speaks to there, under the name that the list has for it; ``memo`` is what it remarks.
    """

    reading: str | None = None
    phones: tuple[str, ...] | None = None
    emails: tuple[str, ...] | None = None
    contact: str | None = None
    memo: str | None = None


class DealEntry(NamedTuple):
    """A row of ``deals.csv``. The customer is named by ``customer_ref``, else by ``customer``.

    ``card`` and ``step`` are what other programs' lists say beside a deal: of its customer, and its next step.
    """

    origin: Origin
    ref: str | None = None
    customer_ref: str | None = None
    customer: str | None = None
    title: str | None = None
    state: str | None = None
    stage: str | None = None
    currency: str | None = None
    value: Money | None = None
    profit: Money | None = None
    mrr: Money | None = None
    source: str | None = None
    owner: str | None = None
    tags: tuple[str, ...] | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    lost_reason: str | None = None
    parked_until: date | None = None
    concern: str | None = None
    if_solved: str | None = None
    decides_on: date | None = None
    stage_since: datetime | None = None
    cleared: frozenset[str] = frozenset()
    custom: Mapping[str, str] | None = None
    card: CardEntry | None = None
    step: StepEntry | None = None


class ActivityEntry(NamedTuple):
    """A row of ``activities.csv``. ``no_deal`` says that it belongs to none, so that none is looked for."""

    origin: Origin
    ref: str | None = None
    deal_ref: str | None = None
    customer_ref: str | None = None
    customer: str | None = None
    at: datetime | None = None
    kind: str | None = None
    inbound: bool | None = None
    reached: bool | None = None
    minutes: int | None = None
    appointment: bool | None = None
    valid: bool | None = None
    note: str | None = None
    helped: str | None = None
    thanked: bool | None = None
    zone: str | None = None
    no_deal: bool | None = None
    cleared: frozenset[str] = frozenset()
    custom: Mapping[str, str] | None = None


class StageEntry(NamedTuple):
    """A row of ``stages.csv``."""

    origin: Origin
    deal_ref: str
    stage: str
    at: datetime
    state: str = "open"


Entry = CustomerEntry | DealEntry | ActivityEntry | StepEntry | StageEntry


class Entries(NamedTuple):
    """All rows of an import, by the table that they belong to."""

    customers: list[CustomerEntry]
    deals: list[DealEntry]
    activities: list[ActivityEntry]
    next_steps: list[StepEntry]
    stages: list[StageEntry]


def no_entries() -> Entries:
    """Return an import without rows, to be filled."""
    return Entries([], [], [], [], [])
