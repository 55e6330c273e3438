"""Random stores to measure: deals, activities and tallies around the days of a period."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.measures import Counts, Figure, figures
from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.read.days import Days, stored
from pipeline_cli.store.read.measured import with_won, without_won
from support import NOW, TODAY, TOKYO

SPAN = Span(TODAY - timedelta(days=9), TODAY)
CUSTOMERS = 3

# Around both ends of the period, to the hour: days are those of the user's zone.
instants = st.integers(-40, 24 * 12).map(
    lambda hours: datetime(SPAN.first.year, SPAN.first.month, SPAN.first.day, tzinfo=TOKYO) + timedelta(hours=hours)
)
amounts = st.none() | st.integers(0, 2**62)
flags = st.booleans()


class WrittenDeal(NamedTuple):
    """A deal as it is put into a store."""

    customer_id: int
    state: str
    closed_at: datetime
    opened_before: int
    currency: str | None
    amounts: tuple[int | None, int | None, int | None]


class WrittenActivity(NamedTuple):
    """An activity as it is put into a store."""

    customer_id: int
    at: datetime
    kind: str
    inbound: bool
    reached: bool
    appointment: bool
    valid: bool | None


class Written(NamedTuple):
    """What a store holds."""

    deals: Sequence[WrittenDeal] = ()
    activities: Sequence[WrittenActivity] = ()
    tallies: Sequence[tuple[int, str, int]] = ()


customers = st.integers(1, CUSTOMERS)
deals = st.builds(
    WrittenDeal,
    customers,
    st.sampled_from(("open", "won", "won", "lost")),
    instants,
    st.integers(0, 400),
    st.sampled_from((None, "EUR", "JPY")),
    st.tuples(amounts, amounts, amounts),
)
activities = st.builds(
    WrittenActivity,
    customers,
    instants,
    st.sampled_from(("call", "meeting", "visit", "email")),
    flags,
    flags,
    flags,
    st.none() | flags,
)
tallies = st.lists(
    st.tuples(st.integers(-3, 12), st.sampled_from(("calls", "appointments", "visits")), st.integers(0, 50)),
    max_size=5,
    unique_by=lambda tally: tally[:2],
)
written = st.builds(Written, st.lists(deals, max_size=8), st.lists(activities, max_size=8), tallies)


def store_of(records: Written) -> sqlite3.Connection:
    """Return a store in memory that holds some records."""
    connection = empty_store()
    for id_ in range(1, CUSTOMERS + 1):
        _insert(connection, "customers", **_CUSTOMER, name=f"C{id_}", name_key=f"c{id_}", id=id_)
    for deal in records.deals:
        _insert(connection, "deals", **_DEAL, **_of_deal(deal))
    for one in records.activities:
        _insert(connection, "activities", **_ACTIVITY, **{**one._asdict(), "at": stored(one.at)})
    for offset, kind, amount in records.tallies:
        _insert(connection, "tallies", day=str(SPAN.first + timedelta(days=offset)), kind=kind, amount=amount)
    return connection


def counted(connection: sqlite3.Connection, span: Span = SPAN) -> Counts:
    """Return what a period brought."""
    days = Days(span.first, span.last, NOW.tzinfo)
    return with_won(connection, days, without_won(connection, days))


def measured(connection: sqlite3.Connection) -> tuple[Figure, ...]:
    """Return every measure of the period, money once for each currency."""
    return figures(counted(connection), "JPY")


def _of_deal(deal: WrittenDeal) -> dict[str, Any]:
    names = ("value_minor", "profit_minor", "mrr_minor")
    closed = {"closed_at": stored(deal.closed_at)} if deal.state != "open" else {}
    amounts = dict(zip(names, deal.amounts, strict=True)) if deal.currency else {}
    opened = stored(deal.closed_at - timedelta(hours=deal.opened_before))
    own = {"customer_id": deal.customer_id, "state": deal.state, "currency": deal.currency}
    return {**own, **closed, **amounts, "opened_at": opened, "stage_since": opened}


def _insert(connection: sqlite3.Connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # ours


_CUSTOMER = {
    **dict.fromkeys(("reading", "reading_key", "company", "memo"), ""),
    "phones": "[]",
    "emails": "[]",
    "tags": "[]",
    "custom": "{}",
    "created_at": stored(NOW),
}
_DEAL = {
    **dict.fromkeys(("title", "source", "owner", "lost_reason", "concern", "if_solved"), ""),
    "stage": "commit",
    "tags": "[]",
    "custom": "{}",
}
_ACTIVITY = {**dict.fromkeys(("zone", "note", "helped"), ""), "thanked": False, "custom": "{}"}
