"""The whole made-up store as rows, worked out from the stories for a given day: no clock, no file but the stories."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from pipeline_cli.demo.content import PUSH, UNANSWERED, Event, Step, StoryCustomer, StoryDeal, story_customers
from pipeline_cli.demo.tallies import SEED, tallies
from pipeline_cli.demo.way import Row, Way
from pipeline_cli.demo.work_days import WorkDays
from pipeline_cli.domain.activity import reaches
from pipeline_cli.domain.contact import Contact, DealNews, Promise, Verdict
from pipeline_cli.domain.deal import STAGES
from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.domain.next_step import Due
from pipeline_cli.money.amount import minor_digits

WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "ja": tuple("月火水木金土日")}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SOURCES = {
    "cold call": "cold call",
    "customer": "own customer",
    "fair": "fair",
    "referral": "referral",
    "walk-in": "walk-in",
    "website": "website",
}
"""Where a deal came from, as a note on it would say: in the language of the customer, whatever the user reads."""

SOURCES_JA = {
    "cold call": "新規架電",
    "customer": "既存顧客",
    "fair": "展示会",
    "referral": "紹介",
    "walk-in": "来店",
    "website": "ウェブサイト",
}
DAY = re.compile(r"\{([+-]\d+)\}")
"""A day in a text: ``{+6}`` is the sixth working day from today."""


class DemoRows(NamedTuple):
    """The rows of a new store, by table, each numbered from 1 in the order it is given here."""

    customers: list[Row]
    deals: list[Row]
    activities: list[Row]
    next_steps: list[Row]
    stage_changes: list[Row]
    tallies: list[Row]


def demo_rows(now: datetime, seed: int = SEED) -> DemoRows:
    """Return the made-up store as it stands at a time.

    Args:
        now: aware; its day is the one that stories are told from, and what would come after it has not happened.
        seed: of the counts of cold calls.
    """
    clock = _Clock(now)
    told = [(customer, _ways(customer, clock)) for customer in story_customers()]
    told.sort(key=lambda one: min(way.deal["opened_at"] for way in one[1]))
    customers = [_card(customer, ways) for customer, ways in told]
    ways = [(number, way) for number, (_, ways) in enumerate(told, 1) for way in ways]
    return _numbered(customers, ways, list(tallies(clock.days, seed)))


class _Clock:
    """Turns the days and times of stories into those of the calendar, where the user is."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.days = WorkDays(now.date())

    def instant(self, day: int, at: time) -> datetime:
        return datetime.combine(self.days[day], at, self.now.tzinfo)

    def has_happened(self, event: Event) -> bool:
        return self.instant(event.day, event.at) <= self.now and (event.day < 0 or self.days.is_working_today)

    def due(self, step: Step) -> Due:
        return Due(self.days[step.day], self.instant(step.day, step.at) if step.at else None)

    def told(self, text: str, language: str) -> str:
        """Return a text with its days as its language writes them."""
        return DAY.sub(lambda found: _day_text(self.days[int(found[1])], language), text)


def _ways(customer: StoryCustomer, clock: _Clock) -> list[Way]:
    return [_way(deal, customer.language, clock) for deal in customer.deals]


def _way(deal: StoryDeal, language: str, clock: _Clock) -> Way:
    events = [event for event in deal.events if clock.has_happened(event)]
    first = events[0]
    way = Way(clock.instant(first.day, first.at), first.more.get("stage", STAGES[0]), **_deal_fields(deal, language))
    for event in events:
        contact = _contact(event, language, clock)
        if event.kind == PUSH and contact.promise:
            way.push(contact.promise, contact.at)
        else:
            way.log(contact)
    return way


def _deal_fields(deal: StoryDeal, language: str) -> Row:
    one = 10 ** minor_digits(deal.currency)
    return {
        "title": deal.title,
        "currency": deal.currency if deal.amounts else None,
        **{f"{name}_minor": amount * one for name, amount in deal.amounts.items()},
        "source": SOURCES_JA[deal.source] if language == "ja" else SOURCES[deal.source],
        "tags": list(deal.tags),
    }


def _contact(event: Event, language: str, clock: _Clock) -> Contact:
    """Return an event as ``pipe log`` would have understood it."""
    is_answered = event.kind != UNANSWERED
    kind, more = event.kind if is_answered else "call", event.more
    return Contact(
        at=clock.instant(event.day, event.at),
        kind=kind,
        note=clock.told(event.note, language),
        inbound=event.inbound,
        reached=reaches(kind, inbound=event.inbound, answered=is_answered),
        answered=is_answered,
        appointment=more.get("appointment", False),
        valid=more.get("valid"),
        minutes=event.minutes,
        helped=more.get("helped", ""),
        thanked=more.get("thanked", False),
        promise=_promise(event, language, clock),
        news=_news(event, clock),
        verdict=_verdict(event, clock),
    )


def _promise(event: Event, language: str, clock: _Clock) -> Promise | None:
    step = event.step
    if step:
        return Promise(clock.due(step), step.by, clock.told(step.why, language), agreed=step.agreed)
    return Promise(None, waiting=True) if event.more.get("waiting") else None


def _news(event: Event, clock: _Clock) -> DealNews:
    more = event.more
    return DealNews(
        stage=more.get("stage"),
        concern=more.get("concern"),
        if_solved=more.get("if_solved"),
        decides_on=clock.days[more["decides"]] if "decides" in more else None,
    )


def _verdict(event: Event, clock: _Clock) -> Verdict | None:
    more = event.more
    if "won" in more:
        return Verdict("won")
    if "lost" in more:
        return Verdict("lost", reason=more["lost"])
    return Verdict("parked", until=clock.days[more["park"]]) if "park" in more else None


def _card(customer: StoryCustomer, ways: Iterable[Way]) -> Row:
    reading = customer.card.get("reading", "")
    return {
        **customer.card,
        "name_key": name_key(customer.card["name"]),
        "reading_key": reading_key(reading),
        "created_at": min(way.deal["opened_at"] for way in ways),
    }


def _numbered(customers: list[Row], ways: list[tuple[int, Way]], counts: list[Row]) -> DemoRows:
    """Return the rows in the order they came about, so that deals are numbered as a user's own would be."""
    ways.sort(key=lambda one: one[1].deal["opened_at"])
    rows = DemoRows(customers, [], [], [], [], counts)
    for deal, (customer, way) in enumerate(ways, 1):
        rows.deals.append({**way.deal, "customer_id": customer})
        rows.activities.extend({**row, "customer_id": customer, "deal_id": deal} for row in way.activities)
        rows.next_steps.extend({**row, "deal_id": deal} for row in way.steps)
        rows.stage_changes.extend({**row, "deal_id": deal} for row in way.stages)
    _sort(rows.activities, "at")
    _sort(rows.next_steps, "set_at")
    _sort(rows.stage_changes, "at")
    return rows


def _sort(rows: list[Row], column: str) -> None:
    rows.sort(key=lambda row: row[column])


def _day_text(day: date, language: str) -> str:
    weekday = WEEKDAYS[language][day.weekday()]
    return f"{day.month}/{day.day}({weekday})" if language == "ja" else f"{weekday} {day.day} {MONTHS[day.month - 1]}"
