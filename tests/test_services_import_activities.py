"""Activities of an import, and the deals that they belong to; next steps, and the deals that may have them."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_support import Row, activity, customer, deal, origin, reasons, stage, step, stored, take
from pipeline_cli.domain.import_report import Counts
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.plain_rows import StepEntry
from pipeline_cli.store.store import Store
from support import ago, day

OLD = deal("old", opened_at=ago(100), state="won", closed_at=ago(50, hour=12))
NEW = deal("new", opened_at=ago(40))

DEAL = "SELECT d.ref FROM activities a LEFT JOIN deals d ON d.id = a.deal_id"
STEPS = "SELECT ref, coalesce(due_on, due_at), state FROM next_steps ORDER BY id"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (ago(101), None),
        (ago(100, hour=9), "old"),
        (ago(80), "old"),
        (ago(50, hour=20), "old"),
        (ago(45), None),
        (ago(40, hour=9), "new"),
        (ago(1), "new"),
    ],
)
def test_activity_belongs_to_the_deal_that_was_open_then(empty: Store, at: Any, expected: str | None) -> None:  # noqa: ANN401
    take(empty, OLD, NEW, activity(customer="Aoki", at=at))

    assert stored(empty, DEAL) == [(expected,)]


def test_deal_open_at_the_instant_goes_before_one_open_on_its_day(empty: Store) -> None:
    next_ = deal("next", opened_at=ago(50, hour=18))
    take(empty, OLD, next_, activity(customer="Aoki", at=ago(50, hour=9)))

    assert stored(empty, DEAL) == [("old",)]


def test_deal_opened_last_goes_before_others(empty: Store) -> None:
    take(empty, NEW, deal("newer", opened_at=ago(20)), activity(customer="Aoki", at=ago(10)))

    assert stored(empty, DEAL) == [("newer",)]


def test_activity_that_is_of_no_deal_stays_so(empty: Store) -> None:
    take(empty, NEW, activity(customer="Aoki", at=ago(10), no_deal=True))

    assert stored(empty, DEAL) == [(None,)]


def test_activity_finds_its_deal_when_that_comes_later(empty: Store) -> None:
    take(empty, activity("a1", customer="Aoki", at=ago(10)))
    intake = take(empty, NEW, activity("a1", customer="Aoki", at=ago(10)))

    assert intake.counts("activities") == Counts(changed=1)
    assert stored(empty, DEAL) == [("new",)]


def test_activity_takes_the_customer_of_its_deal(empty: Store) -> None:
    take(empty, NEW, activity(deal_ref="new"))

    assert stored(empty, "SELECT customer_id, deal_id FROM activities") == [(1, 1)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "call"}, 1),
        ({"kind": "note"}, 0),
        ({"kind": "note", "inbound": True}, 1),
        ({"kind": "call", "reached": False}, 0),
        ({"kind": "note", "reached": True}, 1),
    ],
)
def test_activity_reached_the_customer_unless_it_says_otherwise(
    empty: Store, values: dict[str, Any], expected: int
) -> None:
    take(empty, NEW, activity(deal_ref="new", **values))

    assert stored(empty, "SELECT reached FROM activities") == [(expected,)]


def test_activity_without_a_ref_is_known_by_what_it_says(empty: Store) -> None:
    rows = [
        activity(customer="Aoki", note="a"),
        activity(customer="Aoki", note="a"),
        activity(customer="Aoki", note="b"),
    ]
    take(empty, *rows)
    intake = take(empty, *rows, activity(customer="Aoki", note="a"))

    assert intake.counts("activities") == Counts(new=1, same=3)


def test_activity_is_changed_by_its_ref_alone(empty: Store) -> None:
    take(empty, NEW, activity("a1", deal_ref="new", note="x"))
    intake = take(empty, activity("a1", at=None, kind=None, note="y"))

    assert intake.counts("activities") == Counts(changed=1)
    assert stored(empty, "SELECT note, kind, deal_id FROM activities") == [("y", "call", 1)]


def test_rows_are_taken_in_any_number(empty: Store) -> None:
    rows: list[Row] = [activity(f"a{n}", customer=f"C{n % 7}", note=str(n)) for n in range(2_500)]
    intake = take(empty, *rows)

    assert (intake.counts("activities"), intake.counts("customers")) == (Counts(new=2_500), Counts(new=7))
    assert stored(empty, "SELECT count(*), count(DISTINCT note) FROM activities") == [(2_500, 2_500)]


def test_step_is_the_one_of_its_deal(empty: Store) -> None:
    take(empty, NEW, step("new", due=Due(day(2)), by="call", why="quote", agreed=True))

    assert stored(empty, STEPS) == [(None, day(2).isoformat(), "open")]
    assert stored(empty, "SELECT follow_up FROM deal_facts") == [("planned",)]


def test_waiting_needs_no_date(empty: Store) -> None:
    take(empty, NEW, step("new", waiting=True))

    assert stored(empty, "SELECT waiting, due_on, due_at FROM next_steps") == [(1, None, None)]


def test_step_without_a_ref_is_known_by_when_it_is_due(empty: Store) -> None:
    take(empty, NEW, step("new", due=Due(day(2))))
    intake = take(empty, step("new", due=Due(day(2)), why="quote"))

    assert intake.counts("next_steps") == Counts(changed=1)


def test_step_that_is_over_makes_room_for_the_next(empty: Store) -> None:
    take(empty, NEW, StepEntry(origin(), "s1", "new", Due(day(2))))
    intake = take(
        empty,
        StepEntry(origin(), "s2", "new", Due(day(5))),
        StepEntry(origin(), "s1", "new", Due(day(2)), state="moved"),
    )

    assert not intake.rejected
    assert stored(empty, STEPS) == [("s1", day(2).isoformat(), "moved"), ("s2", day(5).isoformat(), "open")]


def test_deal_has_one_open_step(empty: Store) -> None:
    intake = take(empty, NEW, step("new", due=Due(day(2))), step("new", due=Due(day(3))))

    assert reasons(intake) == ["the deal has another open next step"]


@pytest.mark.parametrize("state", ["kept", "missed", "dropped"])
def test_closed_deal_keeps_the_steps_that_are_over(empty: Store, state: str) -> None:
    intake = take(empty, OLD, step("old", due=Due(day(-60)), state=state))

    assert not intake.rejected
    assert stored(empty, "SELECT state FROM next_steps") == [(state,)]


rows = st.lists(
    st.sampled_from(
        [
            customer("c1", "Aoki"),
            customer(None, "Brandt"),
            deal("d1", opened_at=ago(30)),
            deal("d2", "Brandt", state="won", opened_at=ago(60), closed_at=ago(40), stage="commit"),
            deal(None, "Brandt", title="x"),
            activity("a1", deal_ref="d1"),
            activity(None, customer="Brandt", at=ago(50)),
            activity(None, customer="Carter", at=ago(50), note="n"),
            step("d1", due=Due(day(1))),
            step("d2", due=Due(day(-50)), state="kept"),
            stage("d1", "approach", 30),
            stage("d1", "prospect", 10),
        ]
    ),
    unique_by=id,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_any_import_that_is_done_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, found: list[Row]
) -> None:
    store = Store(str(tmp_path_factory.mktemp("again") / "pipe.db"))
    first, second = take(store, *found), take(store, *found)

    for table in ("customers", "deals", "activities", "next_steps", "stages"):
        assert second.counts(table)[:2] == (0, 0), table
    assert len(first.rejected) == len(second.rejected)
    assert len(stored(store, "SELECT id FROM operations")) <= 1
