"""The stories of the demo as they are written: complete, believable in their rhythm, and never the same twice."""

import re
from collections import Counter
from datetime import time
from itertools import pairwise

import pytest

from demo_support import customers, deals, events
from pipeline_cli.demo.content import PUSH, UNANSWERED, StoryDeal
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STAGES
from pipeline_cli.domain.next_step import CHANNELS

MORE = {
    *("agreed", "plan", "why", "waiting", "stage", "concern", "if_solved", "decides", "helped", "thanked"),
    *("appointment", "valid", "won", "lost", "park"),
}

OPENING, CLOSING = time(8, 30), time(18, 0)

DEALS = tuple(deals())


def test_half_of_some_sixty_customers_are_japanese() -> None:
    languages = Counter(customer.language for customer in customers())

    assert 60 <= languages.total() <= 70
    assert languages["ja"] == languages["en"]


def test_customers_are_all_called_differently() -> None:
    names = [customer.card["name"] for customer in customers()]

    assert len(set(names)) == len(names)


def test_japanese_customers_have_a_reading_and_the_others_none() -> None:
    assert all(("reading" in customer.card) == (customer.language == "ja") for customer in customers())


def test_addresses_and_numbers_reach_nobody() -> None:
    emails = [email for customer in customers() for email in customer.card.get("emails", ())]
    phones = [phone for customer in customers() for phone in customer.card.get("phones", ()) if phone.startswith("+1")]

    assert all(email.endswith(".example") for email in emails)
    assert all(re.fullmatch(r"\+1 \d{3} 555 01\d\d", phone) for phone in phones)


def test_no_note_is_told_twice() -> None:
    notes = Counter(event.note for event in events() if event.note)

    assert [note for note, times in notes.items() if times > 1] == []


def test_no_sentence_is_told_twice_to_a_customer() -> None:
    for customer in customers():
        notes = [event.note for deal in customer.deals for event in deal.events]
        sentences = Counter(one.strip() for note in notes for one in re.split(r"(?<=[。.!?])", note) if one.strip())
        assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_japanese_notes_are_written_as_a_salesperson_notes_them_down() -> None:
    told = [deal for customer in customers() if customer.language == "ja" for deal in customer.deals]
    notes = [event.note for deal in told for event in deal.events]

    assert not [
        note for note in notes if re.search(r"(です|ます|ました|ください)(。|$)", re.sub("「[^」]*」", "", note))
    ]


def test_events_say_only_what_is_known() -> None:
    assert {event.kind for event in events()} <= {*KINDS, UNANSWERED, PUSH}
    assert {key for event in events() for key in event.more} <= MORE
    assert {event.more.get("stage", STAGES[0]) for event in events()} == set(STAGES)
    assert {event.more.get("if_solved", "yes") for event in events()} == set(IF_SOLVED)
    assert {event.step.by for event in events() if event.step} <= set(CHANNELS)


def test_everything_happens_in_business_hours() -> None:
    times = [event.at for event in events()] + [event.step.at for event in events() if event.step and event.step.at]

    assert min(times) >= OPENING
    assert max(times) < CLOSING


@pytest.mark.parametrize("deal", DEALS, ids=lambda deal: deal.title or "untitled")
def test_story_goes_forward(deal: StoryDeal) -> None:
    moments = [(event.day, event.at) for event in deal.events]

    assert all(earlier < later for earlier, later in pairwise(moments))


@pytest.mark.parametrize("deal", DEALS, ids=lambda deal: deal.title or "untitled")
def test_what_was_agreed_is_kept(deal: StoryDeal) -> None:
    for event, after in pairwise(deal.events):
        if event.step and event.step.agreed:
            assert (after.day, after.at) == (event.step.day, event.step.at)


@pytest.mark.parametrize("deal", DEALS, ids=lambda deal: deal.title or "untitled")
def test_stages_only_go_forward(deal: StoryDeal) -> None:
    stages = [STAGES.index(event.more["stage"]) for event in deal.events if "stage" in event.more]

    assert stages == sorted(set(stages))


def test_deals_are_of_all_sizes() -> None:
    for currency in ("JPY", "USD", "EUR"):
        values = [deal.amounts["value"] for deal in DEALS if deal.currency == currency and deal.amounts]
        assert max(values) > 20 * min(values)


def test_profit_is_less_than_the_value() -> None:
    assert all(deal.amounts.get("profit", 0) < deal.amounts.get("value", 1) for deal in DEALS)
