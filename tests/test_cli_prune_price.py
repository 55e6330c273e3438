"""The price of chasing, as ``pipe prune`` tells it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from helpers import Desk
from support import NOW


def deals() -> Iterator[str]:
    """Yield twenty wins with their profit, twenty losses, and three old deals that are open."""
    for number in range(43):
        opened = NOW - timedelta(days=300 - 2 * number)
        state = "open" if number >= 40 else "won" if number % 2 else "lost"
        closed = "" if state == "open" else (opened + timedelta(days=40)).isoformat()
        amounts = "" if state == "lost" else {41: "9000000000", 42: "20000"}.get(number, "40000")
        yield f"d{number},Customer {number},{state},{opened.isoformat()},{closed},JPY,{amounts},{amounts}"


def talks() -> Iterator[str]:
    for number in range(43):
        at, minutes = NOW - timedelta(days=290 - 2 * number), 600 if number >= 40 else 60
        yield f"a{number},d{number},{at.isoformat()},meeting,true,{minutes}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    write(desk.folder / "deals.csv", "ref,customer,state,opened_at,closed_at,currency,value,profit", deals())
    write(desk.folder / "activities.csv", "ref,deal_ref,at,kind,reached,minutes", talks())
    desk.ok("import", str(desk.folder / "deals.csv"), str(desk.folder / "activities.csv"))
    return desk


def write(path: Path, head: str, rows: Iterator[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def test_an_hour_is_worth_what_was_won_per_hour_worked(desk: Desk) -> None:
    document = desk.json("prune", "--list")

    assert document["freed"]["hour_worth"] == {"minor": 20_000, "currency": "JPY"}
    assert document["freed"]["is_hour_set"] is False


def test_freed_keeps_what_it_held_and_says_more(desk: Desk) -> None:
    freed = desk.json("prune", "--list")["freed"]

    assert freed.keys() >= {"minutes_per_week", "new_approaches_per_week", "minutes_spent", "contracts_per_year"}
    assert freed["worth_per_week"]["currency"] == "JPY"


def test_the_price_decides_between_letting_go_and_asking(desk: Desk) -> None:
    found = {one["deal"]["ref"]: one for one in desk.json("prune", "--list")["suggestions"]}

    assert (found["d41"]["action"], found["d42"]["action"]) == ("ask", "close")
    assert found["d41"]["price"]["expected_profit"]["minor"] >= found["d41"]["price"]["cost"]["minor"]
    assert found["d42"]["price"]["expected_profit"]["minor"] < found["d42"]["price"]["cost"]["minor"]


def test_what_is_set_goes_before_what_follows(desk: Desk) -> None:
    desk.ok("config", "set", "hour_worth", "5000")
    document = desk.json("prune", "--list")
    desk.ok("config", "unset", "hour_worth")

    assert document["freed"]["hour_worth"] == {"minor": 5_000, "currency": "JPY"}
    assert document["freed"]["is_hour_set"] is True


def test_the_list_ends_with_what_the_time_is_worth(desk: Desk) -> None:
    lines = desk.ok("prune", "--list")

    assert "They took 20 h so far." in lines
    assert "At ¥20K an hour, your won profit per hour worked, that is worth ¥" in " ".join(lines.split())


def test_no_line_of_a_price_is_wider_than_the_terminal(desk: Desk) -> None:
    for width in (40, 60, 80):
        assert all(len(line) <= width for line in desk.ok("prune", "--list", COLUMNS=str(width)).splitlines())


def test_an_hour_is_worth_the_same_before_and_after_the_decisions(desk: Desk) -> None:
    before = desk.json("prune")["freed"]["hour_worth"]
    decided = desk.json("prune", "--close", "41,42", "--reason", "silent")
    after = [one["price"]["hour_worth"] for one in decided["suggestions"] if one["price"]]
    desk.ok("undo")

    assert decided["freed"]["hour_worth"] == before
    assert after in ([], [before])


def test_reason_is_asked_for_on_a_terminal(desk: Desk) -> None:
    desk.at_terminal("prune", "--close", "41", typed="no budget\n")
    reason = desk.value("SELECT lost_reason FROM deals WHERE id = 41")
    desk.ok("undo")

    assert reason == "no budget"
