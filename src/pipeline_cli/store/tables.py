"""The tables. Each row says what was recorded; ``deal_facts``, ``romaji``, ``search`` and the digests follow from it.

Amounts are whole minor units. Instants are UTC to the second, written ``2026-11-18T00:30:00Z`` so that text order
is time order; ``zone`` beside one is where it was typed. Days are days. Lists and custom fields are JSON.
Frozen copies of this schema are the migrations; ``tests/test_store_schema.py`` compares the two.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    Index,
    LargeBinary,
    MetaData,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from pipeline_cli.store.read.days import stored

AUTOINCREMENT: Final = {"sqlite_autoincrement": True}  # a deal's number is never given to another deal


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC text to the second."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the stored text; a naive datetime is a bug, and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        return stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the aware datetime of a stored text."""
        return None if value is None else datetime.fromisoformat(value)


class Record(SQLModel):
    """What all tables share. Pydantic builds no validators: no row is ever made of them, and each `log` would wait."""

    model_config = {"defer_build": True}
    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
        }
    )


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _not_negative(*columns: str) -> CheckConstraint:
    return CheckConstraint(" AND ".join(f"{column} >= 0" for column in columns), name="not_negative")


def _flag(name: str) -> Any:  # noqa: ANN401  # what SQLModel's Field itself returns
    return Field(default=False, sa_column=Column(name, Boolean(create_constraint=True, name=name), nullable=False))


def _texts(name: str) -> Any:  # noqa: ANN401
    return Field(default_factory=list, sa_column=Column(name, JSON, nullable=False))


class CustomerRow(Record, table=True):
    """A person or company one sells to. The keys are what names are compared by."""

    __tablename__ = "customers"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        Index("ix_customers_name_key", "name_key"),
        Index("ix_customers_reading_key", "reading_key", sqlite_where=text("reading_key <> ''")),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    ref: str | None = Field(default=None, sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    name_key: str = Field(sa_type=Text)
    reading: str = Field(default="", sa_type=Text)
    reading_key: str = Field(default="", sa_type=Text)
    company: str = Field(default="", sa_type=Text)
    phones: list[str] = _texts("phones")
    emails: list[str] = _texts("emails")
    tags: list[str] = _texts("tags")
    memo: str = Field(default="", sa_type=Text)
    custom: dict[str, str] = Field(default_factory=dict, sa_column=Column("custom", JSON, nullable=False))
    created_at: datetime = Field(sa_type=Instant)


class DealRow(Record, table=True):
    """One thing that a customer may buy. All its amounts are in its one currency."""

    __tablename__ = "deals"
    __table_args__ = (
        _one_of("state", "open", "won", "lost", "parked"),
        _one_of("if_solved", "", "yes", "no", "unknown"),
        _not_negative("value_minor"),
        CheckConstraint(
            "currency IS NOT NULL OR (value_minor IS NULL AND profit_minor IS NULL AND mrr_minor IS NULL)",
            name="currency",
        ),
        CheckConstraint("(closed_at IS NOT NULL) = (state IN ('won', 'lost'))", name="closed_at"),
        CheckConstraint("(parked_until IS NOT NULL) = (state = 'parked')", name="parked_until"),
        Index("ix_deals_customer", "customer_id", "state", "closed_at"),
        Index("ix_deals_state_opened", "state", "opened_at"),
        Index("ix_deals_stage", "state", "stage", "opened_at", "closed_at", "currency", "value_minor"),
        Index("ix_deals_opened", "opened_at"),
        Index(
            "ix_deals_closed",
            *("state", "closed_at", "currency", "value_minor", "profit_minor", "mrr_minor", "customer_id", "opened_at"),
            sqlite_where=text("closed_at IS NOT NULL"),
        ),
        Index("ix_deals_decides", "state", "decides_on", sqlite_where=text("decides_on IS NOT NULL")),
        Index("ix_deals_parked", "state", "parked_until", sqlite_where=text("parked_until IS NOT NULL")),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    ref: str | None = Field(default=None, sa_type=Text, unique=True)
    customer_id: int = Field(foreign_key="customers.id")
    title: str = Field(default="", sa_type=Text)
    state: str = Field(default="open", sa_type=Text)
    stage: str = Field(sa_type=Text)
    stage_since: datetime = Field(sa_type=Instant)
    currency: str | None = Field(default=None, sa_type=Text)
    value_minor: int | None = None
    profit_minor: int | None = None
    mrr_minor: int | None = None
    source: str = Field(default="", sa_type=Text)
    owner: str = Field(default="", sa_type=Text)
    tags: list[str] = _texts("tags")
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    lost_reason: str = Field(default="", sa_type=Text)
    parked_until: date | None = Field(default=None, sa_type=Date)
    concern: str = Field(default="", sa_type=Text)
    if_solved: str = Field(default="", sa_type=Text)
    decides_on: date | None = Field(default=None, sa_type=Date)
    custom: dict[str, str] = Field(default_factory=dict, sa_column=Column("custom", JSON, nullable=False))


class ActivityRow(Record, table=True):
    """Something that happened with a customer at an instant."""

    __tablename__ = "activities"
    __table_args__ = (
        _one_of("kind", "call", "meeting", "visit", "email", "chat", "note"),
        _not_negative("minutes"),
        Index("ix_activities_deal", "deal_id", "at"),
        Index("ix_activities_customer", "customer_id", "at"),
        Index("ix_activities_at", "at", "kind", "reached", "inbound", "appointment", "valid"),
        Index("ix_activities_helped", "at", "customer_id", sqlite_where=text("helped <> '' OR thanked")),
        Index("ix_activities_minutes", "at", "deal_id", "minutes", sqlite_where=text("minutes > 0")),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    ref: str | None = Field(default=None, sa_type=Text, unique=True)
    customer_id: int = Field(foreign_key="customers.id")
    deal_id: int | None = Field(default=None, foreign_key="deals.id")
    at: datetime = Field(sa_type=Instant)
    zone: str = Field(default="", sa_type=Text)
    kind: str = Field(sa_type=Text)
    inbound: bool = _flag("inbound")
    reached: bool = _flag("reached")
    minutes: int | None = None
    appointment: bool = _flag("appointment")
    valid: bool | None = Field(default=None, sa_column=Column("valid", Boolean(create_constraint=True, name="valid")))
    note: str = Field(default="", sa_type=Text)
    helped: str = Field(default="", sa_type=Text)
    thanked: bool = _flag("thanked")
    custom: dict[str, str] = Field(default_factory=dict, sa_column=Column("custom", JSON, nullable=False))


class NextStepRow(Record, table=True):
    """The one promised contact of an open deal, and those that came before it.

    Due on a day, or at an instant, or neither where the customer said they would be in touch.
    """

    __tablename__ = "next_steps"
    __table_args__ = (
        _one_of("state", "open", "kept", "moved", "missed", "dropped"),
        _not_negative("moves", "attempts"),
        CheckConstraint("due_on IS NULL OR due_at IS NULL", name="one_due"),
        CheckConstraint("waiting OR due_on IS NOT NULL OR due_at IS NOT NULL", name="due"),
        Index("uq_next_steps_open", "deal_id", unique=True, sqlite_where=text("state = 'open'")),
        Index("ix_next_steps_deal", "deal_id"),
        Index("ix_next_steps_due_on", "state", "due_on", "deal_id", sqlite_where=text("due_on IS NOT NULL")),
        Index("ix_next_steps_due_at", "state", "due_at", "deal_id", sqlite_where=text("due_at IS NOT NULL")),
        Index("ix_next_steps_ended", "ended_at", "state", sqlite_where=text("ended_at IS NOT NULL")),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    ref: str | None = Field(default=None, sa_type=Text, unique=True)
    deal_id: int = Field(foreign_key="deals.id")
    due_on: date | None = Field(default=None, sa_type=Date)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    zone: str = Field(default="", sa_type=Text)
    by: str = Field(default="", sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    agreed: bool = _flag("agreed")
    waiting: bool = _flag("waiting")
    moves: int = 0
    attempts: int = 0
    state: str = Field(default="open", sa_type=Text)
    set_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class StageChangeRow(Record, table=True):
    """A deal's way: what it became, and when. ``stage`` is its stage then, or its last one where it was closed."""

    __tablename__ = "stage_changes"
    __table_args__ = (
        _one_of("state", "open", "won", "lost", "parked"),
        Index("ix_stage_changes_deal", "deal_id", "at"),
        Index("ix_stage_changes_parked", "at", "deal_id", sqlite_where=text("state = 'parked'")),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    deal_id: int = Field(foreign_key="deals.id")
    state: str = Field(default="open", sa_type=Text)
    stage: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class TallyRow(Record, table=True):
    """A day's count of work for which no record is kept: 40 calls, 3 appointments."""

    __tablename__ = "tallies"
    __table_args__ = (
        _not_negative("amount"),
        Index("uq_tallies_day_kind", "day", "kind", unique=True),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(sa_type=Date)
    kind: str = Field(sa_type=Text)
    amount: int = 0


class PlanRow(Record, table=True):
    """What is to be reached in a period, taken apart into the customers it is to come from, and how."""

    __tablename__ = "plans"
    __table_args__ = (
        _one_of("metric", "revenue", "gross_profit", "mrr", "contracts"),
        _not_negative("amount"),
        CheckConstraint("(currency IS NULL) = (metric = 'contracts')", name="currency"),
        CheckConstraint("first_on <= last_on", name="period"),
        Index("uq_plans_metric_period", "metric", "first_on", "last_on", unique=True),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    metric: str = Field(sa_type=Text)
    amount: int
    currency: str | None = Field(default=None, sa_type=Text)
    first_on: date = Field(sa_type=Date)
    last_on: date = Field(sa_type=Date)
    targets: list[dict[str, str]] = Field(default_factory=list, sa_column=Column("targets", JSON, nullable=False))
    note: str = Field(default="", sa_type=Text)
    set_at: datetime = Field(sa_type=Instant)


class BudgetRow(Record, table=True):
    """What one measure is to come to by a day: minor units, a count, or millionths of a rate."""

    __tablename__ = "budgets"
    __table_args__ = (
        _not_negative("amount"),
        CheckConstraint("starts_on <= due_on", name="period"),
        Index("ix_budgets_metric", "metric", "starts_on", "due_on"),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    metric: str = Field(sa_type=Text)
    amount: int
    currency: str | None = Field(default=None, sa_type=Text)
    starts_on: date = Field(sa_type=Date)
    due_on: date = Field(sa_type=Date)
    set_at: datetime = Field(sa_type=Instant)


class GoalRow(Record, table=True):
    """What a day's usefulness to customers is counted by, and how much of it makes a good day."""

    __tablename__ = "goals"
    __table_args__ = (
        CheckConstraint("per_day > 0", name="per_day"),
        Index("ix_goals_starts", "starts_on"),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    measure: str = Field(sa_type=Text)
    per_day: int
    starts_on: date = Field(sa_type=Date)
    ends_on: date | None = Field(default=None, sa_type=Date)
    set_at: datetime = Field(sa_type=Instant)


class TombstoneRow(Record, table=True):
    """That somebody was forgotten: a keyed hash of what they were known by, which says nothing of them."""

    __tablename__ = "tombstones"
    __table_args__ = (
        _one_of("kind", "name", "reading", "phone", "email", "ref"),
        Index("uq_tombstones_digest", "digest", "kind", unique=True),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    forgotten_at: datetime = Field(sa_type=Instant)


class OperationRow(Record, table=True):
    """One command that changed something: an entry of the history, and a step of ``pipe undo``."""

    __tablename__ = "operations"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    zone: str = Field(default="", sa_type=Text)
    command: str = Field(sa_type=Text)
    summary: str = Field(default="", sa_type=Text)
    undone_by: int | None = Field(default=None, foreign_key="operations.id")
    digest: bytes | None = Field(default=None, sa_type=LargeBinary)


class ChangeRow(Record, table=True):
    """One row that an operation made, changed or removed: as JSON before (none: made) and after (none: removed)."""

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_operation", "operation_id"),
        Index("ix_changes_row", "table_name", "row_id"),
        AUTOINCREMENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    operation_id: int = Field(foreign_key="operations.id")
    table_name: str = Field(sa_type=Text)
    row_id: int
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)


class DealFactsRow(Record, table=True):
    """What follows from a deal's records: worked out again whenever one of them changes, never typed by anyone."""

    __tablename__ = "deal_facts"
    __table_args__ = (
        _one_of("follow_up", "planned", "waiting", "none"),
        _one_of("outcome", "won", "lost"),
        Index("ix_deal_facts_moved_back", "deal_id", sqlite_where=text("furthest_stage <> stage")),
        Index("ix_deal_facts_follow_up", "follow_up", "last_reached_at"),
        Index(
            "ix_deal_facts_outcome",
            "stage",
            "longest_silence_days",
            "outcome",
            sqlite_where=text("outcome IS NOT NULL"),
        ),
    )
    deal_id: int = Field(
        primary_key=True,
        foreign_key="deals.id",
        ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )
    follow_up: str | None = Field(default=None, sa_type=Text)
    outcome: str | None = Field(default=None, sa_type=Text)
    stage: str = Field(sa_type=Text)
    furthest_stage: str = Field(sa_type=Text)
    last_reached_at: datetime | None = Field(default=None, sa_type=Instant)
    last_reached_id: int | None = None
    contacts: int = 0
    attempts: int = 0
    minutes: int = 0
    moves: int = 0
    longest_silence_days: int = 0


class RomajiRow(Record, table=True):
    """A customer's reading in Latin letters, worked out from it: what ``tanaka`` finds 田中 by."""

    __tablename__ = "romaji"
    __table_args__ = (Index("ix_romaji_key", "key"),)
    customer_id: int = Field(
        primary_key=True,
        foreign_key="customers.id",
        ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )
    key: str = Field(sa_type=Text)


class RecordDigestRow(Record, table=True):
    """What a row hashed to when it was written, see ``digests.py``: damage that SQLite does not notice shows by it."""

    __tablename__ = "record_digests"
    __table_args__ = ({"sqlite_with_rowid": False},)
    table_name: str = Field(primary_key=True, sa_type=Text)
    row_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    digest: bytes = Field(sa_type=LargeBinary)


class InfoRow(Record, table=True):
    """What the store knows of itself: its own id, and results worth keeping between two commands."""

    __tablename__ = "info"
    key: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)
