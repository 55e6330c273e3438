"""The facts of a deal, worked out from its activities."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.facts import Contact, deal_facts, follow_up
from support import NOW

OPENED = NOW - timedelta(days=100)


def contact(day: float, *, reached: bool = True, minutes: int | None = None, is_try: bool = True) -> Contact:
    """Return an activity on a day after the deal was opened; its id is that day."""
    return Contact(int(day), OPENED + timedelta(days=day), reached, minutes, is_try)


def days(number: float) -> datetime:
    return OPENED + timedelta(days=number)


CONTACTS = st.lists(
    st.builds(
        contact,
        st.integers(-20, 120),
        reached=st.booleans(),
        minutes=st.none() | st.integers(0, 500),
        is_try=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
).map(lambda found: sorted(found, key=lambda one: one.at))


def test_facts_of_a_deal_without_contacts() -> None:
    facts = deal_facts(OPENED, None, [])

    assert facts == (None, None, 0, 0, 0, 0)


def test_last_reached_is_the_last_contact_that_reached_the_customer() -> None:
    facts = deal_facts(OPENED, None, [contact(3), contact(9), contact(20, reached=False)])

    assert (facts.last_reached_at, facts.last_reached_id, facts.contacts) == (days(9), 9, 2)


def test_attempts_are_tries_since_the_customer_was_last_reached() -> None:
    tries = [contact(day, reached=False) for day in (1, 4, 5, 6)]

    assert deal_facts(OPENED, None, [tries[0], contact(3), *tries[1:]]).attempts == 3


def test_note_to_oneself_is_no_attempt() -> None:
    assert deal_facts(OPENED, None, [contact(1, reached=False, is_try=False), contact(2, reached=False)]).attempts == 1


def test_minutes_add_up_whether_or_not_anybody_was_reached() -> None:
    assert (
        deal_facts(OPENED, None, [contact(1, minutes=30), contact(2), contact(3, reached=False, minutes=5)]).minutes
        == 35
    )


@pytest.mark.parametrize(
    ("contacts", "closed_on", "longest"),
    [
        ([], None, 0),
        ([], 40, 40),
        ([10, 15], None, 10),
        ([10, 40], None, 30),
        ([10, 40], 90, 50),
        ([10.9], None, 10),
        ([-20, 10], None, 10),
        ([10, 90], 15, 10),
    ],
)
def test_longest_silence_lies_between_opening_contacts_and_closing(
    contacts: list[float], closed_on: int | None, longest: int
) -> None:
    closed_at = None if closed_on is None else days(closed_on)

    assert deal_facts(OPENED, closed_at, [contact(day) for day in contacts]).longest_silence_days == longest


def test_unanswered_call_does_not_end_a_silence() -> None:
    assert deal_facts(OPENED, days(40), [contact(20, reached=False)]).longest_silence_days == 40


@given(CONTACTS, st.none() | st.integers(0, 100).map(days))
def test_facts_are_never_negative(contacts: list[Contact], closed_at: datetime | None) -> None:
    facts = deal_facts(OPENED, closed_at, contacts)

    assert min(facts.contacts, facts.attempts, facts.minutes, facts.longest_silence_days) >= 0
    assert facts.contacts + facts.attempts <= len(contacts)


@given(CONTACTS)
def test_one_more_contact_that_reached_makes_no_silence_longer(contacts: list[Contact]) -> None:
    before = deal_facts(OPENED, days(130), contacts)
    after = deal_facts(OPENED, days(130), [*contacts, contact(125)])

    assert after.longest_silence_days <= before.longest_silence_days
    assert after.attempts == 0


@pytest.mark.parametrize(
    ("state", "has_step", "is_waiting", "expected"),
    [
        ("open", True, False, "planned"),
        ("open", True, True, "planned"),
        ("open", False, True, "waiting"),
        ("open", False, False, "none"),
        ("parked", False, False, None),
        ("won", True, False, None),
        ("lost", False, True, None),
    ],
)
def test_follow_up_of_a_deal(state: str, *, has_step: bool, is_waiting: bool, expected: str | None) -> None:
    assert follow_up(state, has_step=has_step, is_waiting=is_waiting) == expected
