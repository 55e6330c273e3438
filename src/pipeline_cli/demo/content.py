"""Read the stories: what each made-up customer said and was promised, as data in ``stories/``.

A story is a list of ``[day, time, what happened, note, {more}]``. Days are numbers of working days, 0 is today. What
happened is a kind of activity, its minutes behind it and ``inbound`` before it where that applies, or ``unanswered``,
or ``push`` for a next step that was moved without a contact.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any, NamedTuple

FOLDER = os.path.join(os.path.dirname(__file__), "stories")
UNANSWERED, PUSH, INBOUND = "unanswered", "push", "inbound"

Fields = Mapping[str, Any]


class Step(NamedTuple):
    """A next step as a story tells it; ``at`` is None where any time of the day will do."""

    day: int
    at: time | None
    by: str
    why: str
    agreed: bool


class Event(NamedTuple):
    """One thing that happened. ``more`` is what it changed of the deal, by the names of ``pipe log``'s options."""

    day: int
    at: time
    kind: str
    minutes: int | None
    inbound: bool
    note: str
    step: Step | None
    more: Fields


class StoryDeal(NamedTuple):
    """A deal and its story. Amounts are in whole units of the currency."""

    title: str
    currency: str
    amounts: Mapping[str, int]
    source: str
    tags: tuple[str, ...]
    events: tuple[Event, ...]


class StoryCustomer(NamedTuple):
    """A made-up customer: what is on their card, and their deals."""

    language: str
    card: Fields
    deals: tuple[StoryDeal, ...]


def story_customers() -> Iterator[StoryCustomer]:
    """Yield all made-up customers, in the order of the files."""
    for name in sorted(os.listdir(FOLDER)):
        with open(os.path.join(FOLDER, name), "rb") as file:
            book = tomllib.load(file)
        yield from (_customer(entry, book) for entry in book["customers"])


def _customer(entry: dict[str, Any], book: Fields) -> StoryCustomer:
    deals, currency = entry.pop("deals"), entry.pop("currency", book["currency"])
    return StoryCustomer(book["language"], entry, tuple(_deal(deal, currency) for deal in deals))


def _deal(entry: Fields, currency: str) -> StoryDeal:
    return StoryDeal(
        title=entry["title"],
        currency=currency,
        amounts={name: entry[name] for name in ("value", "profit", "mrr") if name in entry},
        source=entry["source"],
        tags=tuple(entry.get("tags", ())),
        events=tuple(_event(*event) for event in entry["story"]),
    )


def _event(day: int, at: str, what: str, note: str, more: Fields | None = None) -> Event:
    *inbound, kind, minutes = what.split() if what[-1].isdigit() else [*what.split(), None]
    told = more or {}
    return Event(
        day=day,
        at=time.fromisoformat(at),
        kind=str(kind),
        minutes=int(minutes) if minutes else None,
        inbound=inbound == [INBOUND],
        note=note,
        step=_step(told),
        more=told,
    )


def _step(told: Fields) -> Step | None:
    """Return the next step that an event ends with: ``agreed``, or a ``plan`` of one's own."""
    words = str(told.get("agreed") or told.get("plan") or "").split()
    if not words:
        return None
    day, *at, by = words
    return Step(int(day), time.fromisoformat(at[0]) if at else None, by, told["why"], "agreed" in told)
