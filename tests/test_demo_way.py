"""A deal's way in the demo is what logging its story, contact by contact, leaves in a store."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from demo_support import Told, rows_at, told_deals
from pipeline_cli.demo.way import Row, Way
from pipeline_cli.domain.contact import Contact, DealNews, Promise, Verdict
from pipeline_cli.domain.deal import STAGES
from pipeline_cli.domain.next_step import Due
from pipeline_cli.services.log_contact import log_contact
from pipeline_cli.services.log_target import Target
from pipeline_cli.services.set_next_step import set_next_step
from pipeline_cli.store.store import Store
from support import ago, day

Told_ = Sequence[Contact | tuple[Promise, datetime]]

CALL = Promise(Due(day(-20)), "call", "the price")

STORIES: dict[str, Told_] = {
    "kept": [Contact(ago(40), promise=CALL), Contact(ago(20), promise=Promise(Due(day(3))))],
    "pushed by an unanswered call": [
        Contact(ago(40), promise=CALL),
        Contact(ago(20), kind="call", reached=False, answered=False, promise=Promise(Due(day(-10)), agreed=False)),
        Contact(ago(5), kind="call", reached=False, answered=False, promise=Promise(Due(day(2)), agreed=False)),
    ],
    "tried": [Contact(ago(40), promise=CALL), Contact(ago(19), kind="call", reached=False, answered=False)],
    "pushed without a contact": [
        Contact(ago(40), promise=CALL),
        (Promise(Due(day(4), ago(-4)), "call", "later"), ago(22)),
    ],
    "waiting": [Contact(ago(40), promise=CALL), Contact(ago(20), promise=Promise(None, waiting=True))],
    "waiting before the date": [Contact(ago(40), promise=CALL), Contact(ago(30), promise=Promise(None, waiting=True))],
    "waited, then pushed": [
        Contact(ago(40), promise=Promise(None, waiting=True)),
        Contact(ago(30), kind="call", reached=False, answered=False, promise=CALL),
    ],
    "moved on": [
        Contact(ago(40), news=DealNews(stage="potential", concern="the price"), promise=CALL),
        Contact(ago(20), news=DealNews(stage="prospect", if_solved="yes", decides_on=day(9)), helped="a sample"),
    ],
    "won": [Contact(ago(40), promise=CALL), Contact(ago(20), verdict=Verdict("won")), Contact(ago(3), thanked=True)],
    "lost early": [Contact(ago(40), promise=CALL), Contact(ago(30), verdict=Verdict("lost", "price"))],
    "parked": [Contact(ago(40), promise=CALL), Contact(ago(20), verdict=Verdict("parked", until=day(30)))],
}


def way_of(story: Told_) -> Way:
    first = story[0]
    assert isinstance(first, Contact)
    way = Way(first.at, first.news.stage or STAGES[0])
    for event in story:
        if isinstance(event, Contact):
            way.log(event)
        else:
            way.push(*event)
    return way


def logged(story: Told_, store: Store) -> None:
    for event in story:
        if isinstance(event, Contact):
            target = Target("Aoki", is_new=True) if event is story[0] else Target("Aoki", customer=1, deal=1)
            log_contact(store, target, event, event.at)
        else:
            set_next_step(store, "1", *event)


def stored(store: Store, table: str, names: Sequence[str]) -> list[Row]:
    """Return some columns of a table, as they are stored."""
    listed = ", ".join(f'"{name}"' for name in names)
    rows = store.reader.execute(f"SELECT {listed} FROM {table} ORDER BY id")  # names of our own
    return [dict(zip(names, row, strict=True)) for row in rows]


def filled(rows: Sequence[Row], path: Path, table: str, names: Sequence[str]) -> list[Row]:
    """Return rows as a store gives them back."""
    from pipeline_cli.store import tables

    models = {
        "deals": "DealRow",
        "activities": "ActivityRow",
        "next_steps": "NextStepRow",
        "stage_changes": "StageChangeRow",
    }
    store = Store(str(path))
    with store.writing("demo", ago(0)) as unit:
        unit.insert_many(tables.CustomerRow, [{"name": "Aoki", "name_key": "aoki", "created_at": ago(40)}])
        deal = [] if table == "deals" else [{"stage": "approach", "stage_since": ago(40), "opened_at": ago(40)}]
        unit.insert_many(tables.DealRow, [{**row, "customer_id": 1} for row in deal])
        unit.insert_many(getattr(tables, models[table]), [{"customer_id": 1, "deal_id": 1, **row} for row in rows])
    return stored(store, table, names)


@pytest.mark.parametrize("table", ["deals", "activities", "next_steps", "stage_changes"])
@pytest.mark.parametrize("name", STORIES)
def test_way_is_what_logging_leaves(name: str, table: str, tmp_path: Path) -> None:
    way, store = way_of(STORIES[name]), Store(str(tmp_path / "logged.db"))
    logged(STORIES[name], store)
    rows = {"deals": [way.deal], "activities": way.activities, "next_steps": way.steps, "stage_changes": way.stages}[
        table
    ]
    names = list(dict.fromkeys(key for row in rows for key in row)) or ["id"]

    assert filled(rows, tmp_path / "told.db", table, names) == stored(store, table, names)


def test_told_deals_are_whole() -> None:
    told: list[Told] = list(told_deals(rows_at()))

    assert sum(len(one.activities) for one in told) == len(rows_at().activities)
    assert sum(len(one.steps) for one in told) == len(rows_at().next_steps)
