"""Who is meant by a number or a name. Nothing is ever picked by likeness alone."""

import sqlite3
from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.errors import NotFoundError
from pipeline_cli.services.likely_names import mistakable_names, similar_names
from pipeline_cli.services.who import (
    DealName,
    customers_called,
    deal_number,
    pick_deal,
    resolve_customer,
    resolve_deal,
)
from pipeline_cli.store.connect import empty_store

NAMES = ("Tanaka Foods", "Tanaka Steel", "株式会社みどり商会", "Sato", "Satomi", "ｶﾄｳ電機", "田中 花子")

OPEN, PARKED, WON = DealName(1, "open", "First line"), DealName(2, "parked", ""), DealName(3, "won", "Cold store")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for name in NAMES:
        desk.ok("add", name, "--new")
    desk.ok("edit", "7", "--reading", "タナカハナコ")
    return desk.store.reader


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ("12", 12),
        ("#12", 12),
        ("＃12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("0", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("#", None),
        ("##1", None),
        ("-1", None),
        ("1.0", None),
        ("²", None),
        ("12 Foods", None),
    ],
)
def test_deal_number_is_read_or_it_is_a_name(who: str, number: int | None) -> None:
    assert deal_number(who) == number


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("Tanaka Foods", [1]),
        ("tanaka  FOODS, Inc.", [1]),
        ("tanaka", [1, 2]),
        ("steel", [2]),
        ("みどり", [3]),
        ("ミドリ商会", [3]),
        ("(株)みどり商会", [3]),
        ("Sato", [4]),
        ("sat", [4, 5]),
        ("カトウ電機", [6]),
        ("田中花子様", [7]),
        ("たなか はなこ", [7]),
        ("たなか", [7]),
        ("Nobody", []),
        ("Tanaka Fods", []),
        ("", []),
        ("\udcff", []),
    ],
)
def test_customers_called_exactly_else_by_beginning_else_by_part(
    reader: sqlite3.Connection, who: str, found: list[int]
) -> None:
    assert sorted(customers_called(reader, who)) == found


def test_customer_is_the_one_of_that_name_or_of_that_deal(reader: sqlite3.Connection) -> None:
    assert resolve_customer(reader, "Sato") == resolve_customer(reader, "#4") == 4


def test_ambiguous_customer_lists_candidates_with_their_deals(reader: sqlite3.Connection) -> None:
    with pytest.raises(NotFoundError, match="2 customers could be meant by tanaka") as error:
        resolve_customer(reader, "tanaka")

    assert [line.split() for line in error.value.candidates] == [["Tanaka", "Foods", "#1"], ["Tanaka", "Steel", "#2"]]


def test_unknown_customer_is_offered_likenesses(reader: sqlite3.Connection) -> None:
    with pytest.raises(NotFoundError, match="Tanaka Fods") as error:
        resolve_customer(reader, "Tanaka Fods")

    assert error.value.candidates[0] == "Tanaka Foods"


@pytest.mark.parametrize("who", ["", "\udcff", "🍣", "Zzz"])
def test_nothing_like_it_is_no_likeness(reader: sqlite3.Connection, who: str) -> None:
    assert similar_names(reader, who) == []


def test_names_that_differ_in_a_figure_are_two_names(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("add", "Warehouse 17")

    assert mistakable_names(desk.store.reader, "Warehouse 18") == []
    assert mistakable_names(desk.store.reader, "Warehuose 17") == ["Warehouse 17"]


def test_deal_by_number_is_that_deal_whatever_its_state(reader: sqlite3.Connection) -> None:
    assert resolve_deal(reader, "#2") == 2
    with pytest.raises(NotFoundError, match="No deal 99"):
        resolve_deal(reader, "99")


@pytest.mark.parametrize(
    ("deals", "deal", "picked"),
    [
        ([OPEN, PARKED, WON], None, 1),
        ([PARKED, WON], None, 2),
        ([OPEN, PARKED, WON], "3", 3),
        ([OPEN, PARKED, WON], "#2", 2),
        ([OPEN, PARKED, WON], "cold STORE", 3),
        ([OPEN, PARKED, WON], "first", 1),
        ([OPEN, OPEN._replace(id=4, title="12")], "12", 4),
        ([WON, OPEN._replace(title="Cold store")], "Cold store", 1),
    ],
)
def test_pick_deal_takes_the_one_that_is_meant(deals: list[DealName], deal: str | None, picked: int) -> None:
    assert pick_deal("Aoki", deals, deal=deal, states=("open", "parked")) == picked


@pytest.mark.parametrize(
    ("deals", "deal", "told"),
    [
        ([], None, "no deal that could be meant"),
        ([WON], None, "no deal that could be meant"),
        ([OPEN, OPEN._replace(id=4)], None, "2 deals that could be meant"),
        ([OPEN], "9", "has no deal 9"),
        ([OPEN], "second", "has no deal second"),
        ([OPEN, OPEN._replace(id=4)], "first", "more than one deal first"),
    ],
)
def test_pick_deal_refuses_to_guess(deals: list[DealName], deal: str | None, told: str) -> None:
    with pytest.raises(NotFoundError, match=told) as error:
        pick_deal("Aoki", deals, deal=deal, states=("open", "parked"))

    assert len(error.value.candidates) == len(deals)


def test_long_lists_of_candidates_are_cut() -> None:
    deals = [OPEN._replace(id=number) for number in range(50)]
    with pytest.raises(NotFoundError) as error:
        pick_deal("Aoki", deals, deal=None, states=("open",))

    assert len(error.value.candidates) == 10


def test_nobody_is_in_an_empty_store() -> None:
    assert customers_called(empty_store(), "Aoki") == []


@pytest.mark.parametrize("who", ["tanaka", "Tanaka", "tana", "ＴＡＮＡＫＡ"])
def test_reading_is_found_in_latin_letters(desk: Desk, who: str) -> None:
    desk.ok("add", "田中", "--reading", "タナカ")

    assert desk.json("show", who)["customer"]["name"] == "田中"


@pytest.mark.parametrize("who", ["sato", "satou", "Satoh", "satō"])
def test_long_vowels_may_be_typed_in_any_way(desk: Desk, who: str) -> None:
    desk.ok("add", "佐藤", "--reading", "サトウ")

    assert desk.json("show", who)["customer"]["name"] == "佐藤"


def test_reading_in_latin_letters_follows_the_reading(desk: Desk) -> None:
    desk.ok("add", "東海林", "--reading", "トウカイリン")
    desk.ok("edit", "1", "--reading", "ショウジ")

    assert desk.json("show", "shoji")["customer"]["name"] == "東海林"
    assert desk("show", "toukairin").code == 3
