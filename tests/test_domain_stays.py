from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.deal import STAGES, STATES
from pipeline_cli.domain.stays import StageChange, stays

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def way(*steps: tuple[str, float]) -> list[StageChange]:
    """Return changes such as ("approach", 0), ("lost", 4): a stage or a verdict, and the day that it came."""
    changes: list[StageChange] = []
    for name, day in steps:
        state, stage = ("open", name) if name in STAGES else (name, changes[-1].stage)
        changes.append(StageChange(state, stage, START + timedelta(days=day)))
    return changes


def days(*steps: tuple[str, float], closed_on: float | None = None) -> dict[str, float]:
    closed_at = None if closed_on is None else START + timedelta(days=closed_on)
    return {stay.stage: stay.days for stay in stays(way(*steps), closed_at)}


def test_stays_are_the_days_at_each_stage_that_was_left() -> None:
    assert days(("approach", 0), ("potential", 1.5), ("commit", 4), ("won", 9)) == {
        "approach": 1.5,
        "potential": 2.5,
        "commit": 5,
    }


@pytest.mark.parametrize("last", [(), (("parked", 20),)])
def test_stays_leave_out_the_stage_that_a_deal_may_still_go_on_from(last: tuple[tuple[str, float], ...]) -> None:
    assert days(("approach", 0), ("prospect", 3), *last) == {"approach": 3}


def test_stays_leave_out_the_days_while_a_deal_was_parked() -> None:
    assert days(("approach", 0), ("parked", 2), ("approach", 92), ("lost", 95)) == {"approach": 5}


def test_stays_leave_out_the_days_while_a_deal_was_closed() -> None:
    assert days(("approach", 0), ("lost", 4), ("approach", 30), ("potential", 31)) == {"approach": 5}


def test_stays_add_up_the_visits_to_a_stage() -> None:
    assert days(("approach", 0), ("potential", 2), ("approach", 5), ("potential", 6), ("won", 7)) == {
        "approach": 3,
        "potential": 4,
    }


def test_stays_of_a_stage_that_a_deal_came_back_to_are_not_over() -> None:
    assert days(("approach", 0), ("potential", 2), ("approach", 5)) == {"potential": 3}


def test_stays_end_when_the_deal_was_closed_where_its_changes_do_not_say_so() -> None:
    assert days(("approach", 0), ("prospect", 2), closed_on=8) == {"approach": 2, "prospect": 6}


def test_stays_end_with_the_verdict_where_the_changes_give_it() -> None:
    assert days(("approach", 0), ("won", 2), closed_on=3) == {"approach": 2}


def test_stays_never_run_backwards() -> None:
    assert days(("approach", 3), closed_on=1) == {"approach": 0}


def test_stays_of_a_deal_without_changes_are_none() -> None:
    assert list(stays([], START)) == []


def test_stays_belong_to_the_cohorts_of_their_deal() -> None:
    assert [one.cohorts for one in stays(way(("approach", 0), ("won", 1)), cohorts=("fair",))] == [("fair",)]


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STAGES), st.floats(0, 900)), max_size=12))
def test_stays_are_never_longer_than_the_whole_way(steps: list[tuple[str, str, float]]) -> None:
    changes = [
        StageChange(state, stage, START + timedelta(days=day))
        for state, stage, day in sorted(steps, key=lambda one: one[2])
    ]
    found = [one.days for one in stays(changes)]

    assert all(one >= 0 for one in found)
    assert sum(found) <= (changes[-1].at - changes[0].at).total_seconds() / 86_400 + 1e-6 if changes else not found
