"""The demo's rows: a history that could have been logged, told from any day."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo_support import LIVELY_DAYS, Told, rows_at, told_deals
from pipeline_cli.dates import is_working_day
from pipeline_cli.demo.story import demo_rows
from pipeline_cli.demo.tallies import SEED
from pipeline_cli.demo.work_days import rules_around
from support import NOW, TOKYO

TIMES = [datetime.fromisoformat(text).replace(tzinfo=TOKYO) for text in LIVELY_DAYS]

TOLD = tuple(told_deals(rows_at()))


def is_business(day: date) -> bool:
    return is_working_day(day, rules_around(day.year))


def test_same_time_and_seed_give_the_same_store() -> None:
    assert demo_rows(NOW) == rows_at()


def test_other_seed_gives_other_counts_of_calls_and_the_same_stories() -> None:
    other = demo_rows(NOW, seed=SEED + 1)

    assert other.tallies != rows_at().tallies
    assert other._replace(tallies=[]) == rows_at()._replace(tallies=[])


def test_dates_move_with_today() -> None:
    later = rows_at(NOW + timedelta(weeks=2))

    assert len(later.deals) == len(rows_at().deals)
    moved = [b["opened_at"] - a["opened_at"] for a, b in zip(rows_at().deals, later.deals, strict=True)]
    assert timedelta(days=8) < min(moved)
    assert max(moved) < timedelta(days=25)


def test_a_year_of_history_is_told() -> None:
    days = (NOW - rows_at().activities[0]["at"]).days

    assert 340 < days < 380


def test_deals_end_in_every_way() -> None:
    states = Counter(deal["state"] for deal in rows_at().deals)

    assert states["won"] >= 20
    assert states["lost"] > states["won"]
    assert states["open"] > 30
    assert states["parked"] >= 4


def test_every_lost_deal_has_its_reason() -> None:
    reasons = [deal["lost_reason"] for deal in rows_at().deals if deal["state"] == "lost"]

    assert all(reasons)
    assert len(set(reasons)) == len(reasons)


def test_next_steps_come_to_every_end() -> None:
    assert {step["state"] for step in rows_at().next_steps} == {"open", "kept", "moved", "missed"}
    assert max(step["moves"] for step in rows_at().next_steps) >= 3
    assert any(step["attempts"] for step in rows_at().next_steps)


def test_days_in_notes_are_written_in_the_language_of_the_customer() -> None:
    notes = " ".join(row["note"] for row in rows_at().activities)

    assert "役員会は12/1(火)" in notes
    assert "decides on Wed 18 Nov" in notes
    assert not {"{", "}"} & set(notes)


@pytest.mark.parametrize("told", TOLD, ids=range(1, len(TOLD) + 1))
def test_nothing_happens_before_a_deal_is_opened(told: Told) -> None:
    opened_at = told.deal["opened_at"]

    assert opened_at == told.activities[0]["at"]
    assert min(row["at"] for row in (*told.activities, *told.stages)) == opened_at
    assert min((step["set_at"] for step in told.steps), default=opened_at) >= opened_at


@pytest.mark.parametrize("told", TOLD, ids=range(1, len(TOLD) + 1))
def test_steps_are_set_on_open_deals_only(told: Told) -> None:
    assert all(told.is_open_at(step["set_at"]) for step in told.steps)
    open_steps = [step for step in told.steps if step["state"] == "open"]
    assert len(open_steps) <= (told.deal["state"] == "open")
    assert open_steps in ([], told.steps[-1:])


@pytest.mark.parametrize("told", TOLD, ids=range(1, len(TOLD) + 1))
def test_way_ends_where_the_deal_stands(told: Told) -> None:
    last = told.stages[-1]

    assert (last["state"], last["stage"]) == (told.deal["state"], told.deal["stage"])
    assert (told.deal.get("closed_at") is not None) == (told.deal["state"] in {"won", "lost"})
    assert (told.deal.get("parked_until") is not None) == (told.deal["state"] == "parked")


@pytest.mark.parametrize("now", TIMES, ids=LIVELY_DAYS)
def test_nothing_has_happened_yet_that_is_to_come(now: datetime) -> None:
    rows = rows_at(now)

    assert max(row["at"] for row in (*rows.activities, *rows.stage_changes)) <= now
    assert max(row["set_at"] for row in rows.next_steps) <= now


@settings(max_examples=15, deadline=None)
@given(st.datetimes(datetime(2023, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001  # made aware below
def test_contacts_are_made_on_business_days(moment: datetime) -> None:
    now = moment.replace(tzinfo=TOKYO, microsecond=0)
    rows = demo_rows(now)

    assert all(is_business(row["at"].date()) for row in rows.activities)
    assert all(is_business(row["day"]) for row in rows.tallies)


@pytest.mark.parametrize("now", TIMES, ids=LIVELY_DAYS)
def test_promises_are_due_on_business_days(now: datetime) -> None:
    due = [row["due_on"] or row["due_at"].date() for row in rows_at(now).next_steps if row["due_on"] or row["due_at"]]

    assert all(is_business(day) for day in due)


def test_morning_begins_with_calls_and_thanks() -> None:
    this_morning = [row for row in rows_at().activities if row["at"].date() == NOW.date()]

    assert all(row["thanked"] or row["helped"] for row in this_morning)
    assert [row["kind"] for row in rows_at().tallies if row["day"] == NOW.date()] == ["calls"]


def test_morning_has_not_begun_before_the_first_coffee() -> None:
    dawn = datetime.combine(NOW.date(), time(7), TOKYO)

    assert max(row["at"] for row in rows_at(dawn).activities).date() < NOW.date()
