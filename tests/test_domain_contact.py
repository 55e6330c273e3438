"""What a contact means for the next step, and what is worth knowing about it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.activity import KINDS, reaches
from pipeline_cli.domain.contact import (
    FAR_DAYS,
    Contact,
    DealNews,
    Promise,
    Verdict,
    carried_on,
    follow_up_warnings,
    promise_warnings,
    pushed,
    step_after,
)
from pipeline_cli.domain.next_step import Due, NextStep, overdue_days
from pipeline_cli.money.amount import Money
from support import NOW, TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NEXT = Promise(Due(TODAY + timedelta(days=7)))
WAITING = Promise(None, waiting=True)

REACHED = Contact(NOW)
UNANSWERED = Contact(NOW, kind="call", reached=False, answered=False)
NOTE = Contact(NOW, kind="note", reached=False)


def step(due: Due | None, *, waiting: bool = False) -> NextStep:
    return NextStep(1, 1, due, "call", "quote", agreed=True, waiting=waiting, moves=1, attempts=2)


@pytest.mark.parametrize(
    ("due", "contact", "becomes"),
    [
        (YESTERDAY, REACHED, "kept"),
        (TODAY, REACHED, "kept"),
        (TOMORROW, REACHED, "open"),
        (TOMORROW, REACHED._replace(promise=NEXT), "dropped"),
        (TOMORROW, REACHED._replace(promise=WAITING), "open"),
        (TODAY, REACHED._replace(promise=NEXT), "kept"),
        (YESTERDAY, UNANSWERED, "open"),
        (TODAY, UNANSWERED, "open"),
        (TODAY, NOTE, "open"),
        (TODAY, UNANSWERED._replace(promise=NEXT), "moved"),
        (TOMORROW, UNANSWERED._replace(promise=NEXT), "moved"),
        (YESTERDAY, UNANSWERED._replace(promise=NEXT), "missed"),
        (TODAY, UNANSWERED._replace(promise=WAITING), "open"),
        (TODAY, REACHED._replace(verdict=Verdict("won")), "kept"),
        (TOMORROW, REACHED._replace(verdict=Verdict("won")), "dropped"),
        (TODAY, UNANSWERED._replace(verdict=Verdict("lost", "silent")), "dropped"),
    ],
)
def test_step_after_a_contact(due: date, contact: Contact, becomes: str) -> None:
    assert step_after(step(Due(due)), contact, TODAY) == becomes


def test_step_after_is_open_where_there_was_none() -> None:
    assert step_after(None, REACHED, TODAY) == "open"


def test_reaching_a_customer_who_wanted_to_call_keeps_that_step() -> None:
    assert step_after(step(None, waiting=True), REACHED, TODAY) == "kept"


def test_contact_that_was_before_the_step_was_due_leaves_it_open() -> None:
    assert (
        step_after(step(Due(TODAY)), REACHED._replace(at=NOW - timedelta(days=3)), TODAY - timedelta(days=3)) == "open"
    )


@pytest.mark.parametrize(("due", "becomes"), [(YESTERDAY, "missed"), (TODAY, "moved"), (TOMORROW, "moved")])
def test_pushed_step_is_moved_in_time_or_missed(due: date, becomes: str) -> None:
    assert pushed(step(Due(due)), TODAY) == becomes


def test_step_that_is_pushed_is_still_about_the_same() -> None:
    assert carried_on(Promise(Due(TOMORROW)), step(Due(TODAY))) == Promise(Due(TOMORROW), by="call", why="quote")


def test_step_that_is_pushed_can_be_about_something_else() -> None:
    told = carried_on(Promise(Due(TOMORROW), by="visit", why="contract", agreed=False), step(Due(TODAY)))

    assert (told.by, told.why, told.agreed) == ("visit", "contract", False)


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        (None, []),
        (Due(TODAY), []),
        (Due(TODAY, NOW), []),
        (Due(TODAY, NOW + timedelta(minutes=1)), []),
        (Due(TODAY, NOW - timedelta(minutes=1)), ["next_step_in_past"]),
        (Due(YESTERDAY), ["next_step_in_past"]),
        (Due(TODAY + timedelta(days=FAR_DAYS)), []),
        (Due(TODAY + timedelta(days=FAR_DAYS + 1)), ["far_next_step"]),
    ],
)
def test_promise_warnings_are_about_the_date(due: Due | None, codes: list[str]) -> None:
    assert [caution.code for caution in promise_warnings(due, NOW)] == codes


@pytest.mark.parametrize(
    ("state", "next_step", "codes"),
    [
        ("open", None, ["no_next_step"]),
        ("open", step(None, waiting=True), ["waiting_without_next_step"]),
        ("open", step(Due(TOMORROW)), []),
        ("open", step(Due(TOMORROW), waiting=True), []),
        ("won", None, []),
        ("lost", None, []),
        ("parked", None, []),
    ],
)
def test_follow_up_warnings_are_about_open_deals(state: str, next_step: NextStep | None, codes: list[str]) -> None:
    assert [caution.code for caution in follow_up_warnings(state, next_step, "12")] == codes


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))  # noqa: DTZ001  # made aware below
def test_warnings_say_in_words_what_their_code_says(at: datetime) -> None:
    aware = at.replace(tzinfo=NOW.tzinfo)

    assert all(caution.text for caution in promise_warnings(Due(aware.date(), aware), NOW))


@pytest.mark.parametrize("kind", KINDS)
def test_contact_that_nobody_answered_reaches_nobody(kind: str) -> None:
    assert not reaches(kind, inbound=False, answered=False)


def test_note_to_oneself_reaches_nobody() -> None:
    assert not reaches("note", inbound=False, answered=True)
    assert reaches("note", inbound=True, answered=True)
    assert reaches("call", inbound=False, answered=True)


@pytest.mark.parametrize(("days", "late"), [(-3, 3), (-1, 1), (0, 0), (5, 0)])
def test_overdue_days_count_from_the_day_after(days: int, late: int) -> None:
    assert overdue_days(Due(TODAY + timedelta(days=days)), TODAY) == late


def test_news_are_nothing_until_something_is_said() -> None:
    assert DealNews().is_nothing
    assert not DealNews(tags=("fair",)).is_nothing
    assert not DealNews(value=Money(0, "JPY")).is_nothing


def test_amounts_of_the_news_are_those_that_are_given() -> None:
    given_ = {"value": Money(0, "JPY"), "mrr": Money(5, "JPY")}

    assert DealNews(title="x").with_amounts(given_) == DealNews(title="x", value=Money(0, "JPY"), mrr=Money(5, "JPY"))
    assert DealNews().with_amounts(given_).amounts == given_


@pytest.mark.parametrize(
    ("contact", "is_sale"),
    [
        (REACHED, False),
        (REACHED._replace(note="thanks", helped="a sample"), False),
        (REACHED._replace(promise=NEXT), True),
        (REACHED._replace(verdict=Verdict("won")), True),
        (REACHED._replace(news=DealNews(concern="price")), True),
    ],
)
def test_contact_is_about_a_sale_or_a_word_in_passing(contact: Contact, *, is_sale: bool) -> None:
    assert contact.is_about_a_sale is is_sale
