"""What a look back counts: each part over the records of its period, in whatever order they were written down."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline_cli.dates.spans import Span, month_span, one_day, week_span
from pipeline_cli.domain.goal import Goal
from pipeline_cli.domain.review import NO_DEAL, Review
from pipeline_cli.services.review import review
from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.read.review import ALL, counter
from support import NOW, TODAY, TOKYO, ago, day

WEEK = week_span(TODAY)
STAGES = ("approach", "potential", "prospect")


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    """An empty store with three customers, each with a deal of the same number."""
    with closing(new_store()) as connection:
        yield connection


def new_store() -> sqlite3.Connection:
    connection = empty_store()
    for number in (1, 2, 3):
        names = {"name_key": f"k{number}", "reading": "", "reading_key": "", "company": "", "memo": ""}
        lists = dict.fromkeys(("phones", "emails", "tags"), "[]")
        put(connection, "customers", name=f"Customer {number}", custom="{}", created_at=utc(ago(99)), **names, **lists)
        new_deal(connection, number)
    return connection


def new_deal(connection: sqlite3.Connection, customer: int, **values: Any) -> None:  # noqa: ANN401
    texts = dict.fromkeys(("title", "source", "owner", "lost_reason", "concern", "if_solved"), "")
    row = {"state": "open", "stage": "approach", "stage_since": utc(ago(60)), "opened_at": utc(ago(60)), **values}
    put(connection, "deals", customer_id=customer, tags="[]", custom="{}", **{**texts, **row})


def put(connection: sqlite3.Connection, table: str, **values: Any) -> None:  # noqa: ANN401
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))


def utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def contact(connection: sqlite3.Connection, deal: int, at: datetime, **values: Any) -> None:  # noqa: ANN401
    flags = dict.fromkeys(("inbound", "reached", "appointment", "thanked"), 0)
    row = {"kind": "call", "note": "", "helped": "", "zone": "", "custom": "{}", "deal_id": deal, **flags, **values}
    put(connection, "activities", customer_id=deal, at=utc(at), **row)


def step(connection: sqlite3.Connection, deal: int, state: str, **values: Any) -> None:  # noqa: ANN401
    row = {"zone": "", "by": "", "why": "", "agreed": 1, "waiting": 0, "moves": 0, "attempts": 0, **values}
    put(connection, "next_steps", deal_id=deal, state=state, set_at=utc(ago(9)), **row)


def change(connection: sqlite3.Connection, deal: int, state: str, stage: str, at: datetime) -> None:
    put(connection, "stage_changes", deal_id=deal, state=state, stage=stage, at=utc(at))


def review_of(connection: sqlite3.Connection, span: Span = WEEK) -> Review:
    return review(connection, NOW, span)


def test_review_tells_how_customers_were_helped_the_latest_first(store: sqlite3.Connection) -> None:
    contact(store, 1, ago(1), helped="a sample")
    contact(store, 2, ago(0, hour=9), thanked=1)
    contact(store, 1, ago(0, hour=8), helped="a plan", thanked=1)
    contact(store, 3, ago(1))

    found = review_of(store)

    assert [(one.customer, one.how, one.thanked) for one in found.helped] == [
        ("Customer 2", "", True),
        ("Customer 1", "a plan", True),
        ("Customer 1", "a sample", False),
    ]
    assert (found.customers_helped, found.thanks) == (2, 2)


def test_review_counts_days_where_the_user_is(store: sqlite3.Connection) -> None:
    contact(store, 1, datetime(2026, 11, 17, 23, 59, tzinfo=TOKYO), helped="late")
    contact(store, 2, datetime(2026, 11, 18, 0, 0, tzinfo=TOKYO), helped="early")

    assert [one.how for one in review_of(store, one_day(TODAY)).helped] == ["early"]
    assert [one.how for one in review_of(store, one_day(day(-1))).helped] == ["late"]


def test_review_counts_promises_that_a_customer_agreed_to(store: sqlite3.Connection) -> None:
    step(store, 1, "kept", due_on="2026-11-17", ended_at=utc(ago(1)))
    step(store, 1, "kept", due_at=utc(ago(1, hour=10)), ended_at=utc(ago(1, hour=15)))
    step(store, 1, "open", due_on="2026-11-18")
    step(store, 2, "kept", due_on="2026-11-17", ended_at=utc(ago(1)), agreed=0)
    step(store, 2, "moved", due_on="2026-11-17", ended_at=utc(ago(1)))
    step(store, 3, "open", due_on="2026-11-20")

    assert review_of(store).promises == (1, 3, 1, 0)


def test_review_counts_steps_that_got_another_date(store: sqlite3.Connection) -> None:
    step(store, 1, "moved", due_on="2026-11-30", ended_at=utc(ago(1)))
    step(store, 1, "missed", due_on="2026-11-01", ended_at=utc(ago(2)))
    step(store, 1, "moved", due_on="2026-11-17", ended_at=utc(ago(8)))
    step(store, 1, "dropped", due_on="2026-11-17", ended_at=utc(ago(1)))

    assert review_of(store).moved == 2


def test_review_tells_verdicts_with_reason_and_return(store: sqlite3.Connection) -> None:
    new_deal(store, 1, state="lost", closed_at=utc(ago(1)), lost_reason="price")
    new_deal(store, 2, state="won", closed_at=utc(ago(1)), currency="JPY", value_minor=5)
    new_deal(store, 3, state="parked", parked_until="2027-01-10")
    change(store, 6, "parked", "approach", ago(2))

    found = review_of(store)

    assert found.verdict_counts == {"won": 1, "lost": 1, "parked": 1}
    assert [(one.deal, one.verdict, one.reason, one.until) for one in found.verdicts] == [
        (5, "won", "", None),
        (4, "lost", "price", None),
        (6, "parked", "", date(2027, 1, 10)),
    ]


def test_review_counts_a_deal_won_twice_once_and_on_the_day_that_stands(store: sqlite3.Connection) -> None:
    new_deal(store, 1, state="won", closed_at=utc(ago(0, hour=8)))
    change(store, 4, "won", "commit", ago(20))
    change(store, 4, "open", "commit", ago(10))
    change(store, 4, "won", "commit", ago(0, hour=8))

    assert review_of(store, month_span(2026, 11)).verdict_counts == {"won": 1}
    assert review_of(store, month_span(2026, 10)).verdict_counts == {}


def test_review_counts_no_parking_that_ended_in_the_period(store: sqlite3.Connection) -> None:
    change(store, 1, "parked", "approach", ago(2))
    change(store, 1, "open", "approach", ago(1))

    assert review_of(store).verdict_counts == {}
    assert review_of(store, one_day(day(-2))).verdict_counts == {"parked": 1}


def test_review_counts_minutes_at_the_stage_that_the_deal_had_then(store: sqlite3.Connection) -> None:
    store.execute("UPDATE deals SET stage = 'prospect', stage_since = ? WHERE id = 1", (utc(ago(1)),))
    change(store, 1, "open", "potential", ago(9))
    change(store, 1, "open", "prospect", ago(1))
    contact(store, 1, ago(9), minutes=1)
    contact(store, 1, ago(2), minutes=10)
    contact(store, 1, ago(1), minutes=20)  # the contact that moved it
    contact(store, 1, ago(0, hour=8), minutes=40)
    contact(store, 2, ago(0, hour=8), minutes=80, deal_id=None)

    minutes = review_of(store, month_span(2026, 11)).minutes_by_stage

    assert minutes == {"potential": 31, "prospect": 40, NO_DEAL: 80}


def test_review_counts_new_approaches_as_today_does(store: sqlite3.Connection) -> None:
    new_deal(store, 1, opened_at=utc(ago(1)))
    put(store, "tallies", day="2026-11-17", kind="calls", amount=7)
    put(store, "tallies", day="2026-11-17", kind="visits", amount=70)

    assert review_of(store).new_approaches == 8


def test_review_measures_the_goal_that_was_in_force(store: sqlite3.Connection) -> None:
    put(store, "goals", measure="calls", per_day=5, starts_on="2026-11-02", ends_on="2026-11-17", set_at=utc(ago(16)))
    put(store, "goals", measure="thanks", per_day=2, starts_on="2026-11-17", ends_on=None, set_at=utc(ago(1)))

    goals = [review_of(store, one_day(day(-back))).progress.goal for back in (0, 1, 2, 17)]

    assert [goal.measure for goal in goals] == ["thanks", "thanks", "calls", "customers helped"]


def test_review_asks_for_the_working_days_so_far(store: sqlite3.Connection) -> None:
    put(store, "goals", measure="books read", per_day=2, starts_on="2026-11-01", set_at=utc(ago(17)))
    put(store, "tallies", day="2026-11-16", kind="books read", amount=2)
    put(store, "tallies", day="2026-11-17", kind="books read", amount=3)

    progress = review_of(store).progress

    assert (progress.done, progress.wanted, progress.streak_days) == (5, 6, 2)
    assert progress.by_day == ((day(-2), 2), (day(-1), 3), (TODAY, 0))


@pytest.mark.parametrize(
    ("measure", "done"),
    [
        ("customers helped", 1),
        ("thanks", 2),
        ("new approaches", 6),
        ("calls", 7),
        ("appointments", 3),
        ("meetings", 2),
        ("valid meetings", 1),
        ("visits", 5),
        ("mails", 1),
        ("promises kept", 1),
        ("books read", 9),
    ],
)
def test_each_measure_is_counted_from_its_records(store: sqlite3.Connection, measure: str, done: int) -> None:
    contact(store, 1, NOW, kind="call", thanked=1, appointment=1)
    contact(store, 1, NOW, kind="call", inbound=1, reached=1, thanked=1)
    contact(store, 1, NOW, kind="meeting", reached=1, valid=1)
    contact(store, 1, NOW, kind="visit", reached=1, valid=0)
    contact(store, 1, NOW, kind="email")
    step(store, 1, "kept", due_on="2026-11-18", ended_at=utc(NOW))
    for kind, amount in (("calls", 6), ("appointments", 2), ("visits", 4), ("books read", 9)):
        put(store, "tallies", day="2026-11-18", kind=kind, amount=amount)

    assert counter(store, Goal(measure, 1), TOKYO)(TODAY, ALL) == done


def test_review_suggests_what_helps_next(store: sqlite3.Connection) -> None:
    store.execute("INSERT INTO deal_facts VALUES (2, 'none', NULL, 'a', 'a', ?, 1, 1, 0, 0, 0, 0)", (utc(ago(3)),))
    store.execute("UPDATE deals SET state = 'won', closed_at = ? WHERE id = 3", (utc(ago(50)),))
    step(store, 1, "open", due_on="2026-11-17")
    contact(store, 3, ago(1), thanked=1)

    commands = [one.command for one in review_of(store).suggestions]

    assert commands == ["pipe show 1", "pipe next 2 2026-11-19", "pipe add 'Customer 3'"]


def test_review_suggests_to_prune_a_silent_deal_past_its_decision(store: sqlite3.Connection) -> None:
    store.execute("INSERT INTO deal_facts VALUES (2, 'waiting', NULL, 'a', 'a', ?, 1, 1, 0, 0, 0, 0)", (utc(ago(30)),))
    store.execute("UPDATE deals SET decides_on = '2026-11-10' WHERE id = 2")

    assert [one.command for one in review_of(store).suggestions] == ["pipe prune"]


def test_review_of_an_empty_store_is_empty() -> None:
    found = review(empty_store(), NOW, WEEK)

    assert (found.helped, found.promises, found.verdicts, found.suggestions) == ((), (0, 0, 0, 0), (), ())
    assert (found.minutes_by_stage, found.new_approaches, found.progress.done) == ({}, 0, 0)


class Record(NamedTuple):
    """One record that a property is tried with, some hours ago."""

    table: str
    deal: int
    hours: int
    amount: int


RECORDS = st.lists(
    st.builds(
        Record,
        st.sampled_from(["activities", "kept", "moved", "won", "stage", "calls"]),
        st.integers(1, 3),
        st.integers(0, 24 * 12),
        st.integers(0, 90),
    ),
    max_size=30,
)


def stored_in_order(records: Sequence[Record]) -> sqlite3.Connection:
    connection = new_store()
    for table, deal, hours, amount in records:
        at = NOW - timedelta(hours=hours)
        if table == "activities":
            contact(connection, deal, at, minutes=amount, thanked=amount % 2, helped="x" if amount % 3 else "")
        elif table == "kept":
            step(connection, deal, "kept", due_at=utc(at), ended_at=utc(at + timedelta(minutes=amount)))
        elif table == "moved":
            step(connection, deal, "moved", due_at=utc(at), ended_at=utc(at))
        elif table == "won":
            new_deal(connection, deal, state="won", closed_at=utc(at), value_minor=amount, currency="JPY")
        elif table == "stage":
            change(connection, deal, "open", STAGES[amount % 3], at + timedelta(seconds=amount))
        else:
            connection.execute(
                "INSERT INTO tallies (day, kind, amount) VALUES (?, 'calls', ?) "
                "ON CONFLICT (day, kind) DO UPDATE SET amount = amount + excluded.amount",
                (at.date().isoformat(), amount),
            )
    return connection


def sums(found: Review) -> tuple[Any, ...]:
    """Return the figures of which those of a week are those of its days together."""
    promises = found.promises
    return (
        len(found.helped),
        found.thanks,
        promises.kept,
        promises.due,
        found.moved,
        len(found.verdicts),
        sum(found.minutes_by_stage.values()),
        found.new_approaches,
        found.progress.done,
    )


@settings(max_examples=30, deadline=None)
@given(RECORDS)
def test_the_days_of_a_week_add_up_to_it(records: list[Record]) -> None:
    with closing(stored_in_order(records)) as connection:
        week = review_of(connection)
        days = [review_of(connection, one_day(WEEK.first + timedelta(days=number))) for number in range(7)]

    assert sums(week) == tuple(map(sum, zip(*map(sums, days), strict=True)))


@settings(max_examples=30, deadline=None)
@given(RECORDS)
def test_the_parts_of_a_review_add_up(records: list[Record]) -> None:
    with closing(stored_in_order(records)) as connection:
        found = review_of(connection, month_span(2026, 11))
        query = "SELECT coalesce(sum(minutes), 0) FROM activities WHERE at >= ? AND at < ?"
        first, end = datetime(2026, 11, 1, tzinfo=TOKYO), datetime(2026, 12, 1, tzinfo=TOKYO)
        (minutes,) = connection.execute(query, (utc(first), utc(end))).fetchone()

    assert sum(found.minutes_by_stage.values()) == minutes
    assert sum(found.verdict_counts.values()) == len(found.verdicts)
    assert found.customers_helped <= len(found.helped)
    assert found.promises.kept <= found.promises.due
    assert found.progress.done == sum(done for _, done in found.progress.by_day)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_order_of_records_does_not_matter(data: st.DataObject) -> None:
    records = data.draw(RECORDS)
    shuffled = data.draw(st.permutations(records))

    with closing(stored_in_order(records)) as one, closing(stored_in_order(shuffled)) as other:
        first, second = review_of(one), review_of(other)

    assert sums(first) == sums(second)
    assert first.minutes_by_stage == second.minutes_by_stage
    assert {(row.at, row.customer) for row in first.helped} == {(row.at, row.customer) for row in second.helped}
