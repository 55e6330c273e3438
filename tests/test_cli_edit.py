"""``pipe edit``: change what is recorded."""

from typing import Any

import pytest

from helpers import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "note", "--value", "€ 3500", "--profit", "€ 700", "--tag", "fair", "--next", "+7d")
    return desk


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["--title", "Second line"], "title", "Second line"),
        (["--concern", "delivery\ntime"], "concern", "delivery\ntime"),
        (["--if-solved", "yes"], "if_solved", "yes"),
        (["--decides", "2026-12-18"], "decides_on", "2026-12-18"),
        (["--source", "fair"], "source", "fair"),
        (["--tag", "vip", "--tag", "new"], "tags", ["vip", "new"]),
        (["--value", "4000"], "value", {"minor": 400_000, "currency": "EUR"}),
        (["--mrr", "EUR 10"], "mrr", {"minor": 1_000, "currency": "EUR"}),
        (["--name", "Aoki Foods"], "customer", {"id": 1, "name": "Aoki Foods"}),
    ],
    ids=str,
)
def test_field_of_a_deal_is_changed(desk: Desk, words: list[str], field: str, value: object) -> None:
    before = desk.json("show", "1")["deals"][0]
    answer = desk.json("edit", "1", *words)

    assert {**before, **answer["deal"]} == {**before, field: value}
    assert answer["next_step"]["due_at"] == "2026-11-25"


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["--reading", "アオキ"], "reading", "アオキ"),
        (["--company", "Aoki Holdings"], "company", "Aoki Holdings"),
        (["--phone", "1", "--phone", "2"], "phones", ["1", "2"]),
        (["--email", "a@example.jp"], "emails", ["a@example.jp"]),
        (["--memo", "two\nlines"], "memo", "two\nlines"),
    ],
    ids=str,
)
def test_field_of_a_customer_is_changed(desk: Desk, words: list[str], field: str, value: object) -> None:
    before = desk.json("show", "1")["customer"]
    desk.ok("edit", "Aoki", *words)

    assert desk.json("show", "1")["customer"] == {**before, field: value}


@pytest.mark.parametrize(
    ("option", "given", "field", "empty"),
    [
        ("--title", "x", "title", ""),
        ("--concern", "x", "concern", ""),
        ("--if-solved", "no", "if_solved", ""),
        ("--decides", "+7d", "decides_on", None),
        ("--source", "x", "source", ""),
        ("--tag", "x", "tags", []),
        ("--value", "5", "value", None),
        ("--profit", "5", "profit", None),
        ("--mrr", "5", "mrr", None),
    ],
)
def test_nothing_empties_a_field(desk: Desk, option: str, given: str, field: str, empty: Any) -> None:  # noqa: ANN401
    desk.ok("edit", "1", option, given)

    assert desk.json("edit", "1", option, "")["deal"][field] == empty


def test_emptied_amounts_make_room_for_another_currency(desk: Desk) -> None:
    answer = desk.json("edit", "1", "--value", "$ 5", "--profit", "")

    assert (answer["deal"]["value"], answer["deal"]["profit"]) == ({"minor": 500, "currency": "USD"}, None)


def test_one_amount_in_another_currency_does_not_change_the_others(desk: Desk) -> None:
    outcome = desk("edit", "1", "--value", "$ 5")

    assert outcome.code == 4
    assert desk.rows("SELECT currency, value_minor, profit_minor FROM deals") == [("EUR", 350_000, 70_000)]


def test_customer_is_found_by_the_new_name_and_reading(desk: Desk) -> None:
    desk.ok("edit", "1", "--name", "山田工務店", "--reading", "ヤマダコウムテン")

    assert desk("show", "山田").code == desk("show", "やまだ").code == 0
    assert desk("show", "Aoki").code == 3


def test_customer_without_a_deal_can_be_edited(desk: Desk) -> None:
    desk.ok("add", "Sato", "--no-deal")

    assert desk.json("edit", "Sato", "--memo", "x") == {"deal": None, "next_step": None, "warnings": []}
    assert desk.value("SELECT memo FROM customers WHERE id = 2") == "x"
    assert "Saved" in desk.ok("edit", "Sato", "--memo", "y")


def test_deal_of_a_customer_without_one_is_not_found(desk: Desk) -> None:
    desk.ok("add", "Sato", "--no-deal")

    assert desk("edit", "Sato", "--title", "x").code == 3


def test_customer_of_several_deals_needs_no_deal_named_for_what_is_their_own(desk: Desk) -> None:
    desk.ok("add", "Aoki", "--title", "Cold store")

    assert desk("edit", "Aoki", "--memo", "x").code == 0
    assert desk("edit", "Aoki", "--source", "x").code == 3
    assert desk.json("edit", "Aoki", "--source", "x", "--deal", "Cold store")["deal"]["id"] == 2


def test_closed_deal_can_be_edited(desk: Desk) -> None:
    desk.ok("lost", "1", "price")

    assert desk.json("edit", "Aoki", "--lost-reason", "delivery time")["deal"]["lost_reason"] == "delivery time"


def test_open_deal_has_no_reason_for_being_lost(desk: Desk) -> None:
    outcome = desk("edit", "1", "--lost-reason", "price")

    assert outcome.code == 4
    assert "pipe lost 1" in outcome.err


def test_same_again_is_no_entry_of_the_history(desk: Desk) -> None:
    desk.ok("edit", "1", "--name", "Aoki", "--value", "3500")

    assert desk.value("SELECT count(*) FROM operations") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["1"], 2),
        (["1", "--name", ""], 2),
        (["1", "--name", "a\nb"], 2),
        (["1", "--value", "much"], 2),
        (["1", "--if-solved", "perhaps"], 2),
        (["1", "--decides", "someday"], 2),
        (["1", "--memo", "a\0b"], 2),
        (["1", "--memo", "\udcff"], 2),
        (["9", "--memo", "x"], 3),
        (["Nobody", "--memo", "x"], 3),
        (["\udcff", "--value", "5"], 3),
        (["1", "--profit", "$ 5"], 4),
    ],
    ids=ascii,
)
def test_what_is_wrong_is_told_and_changes_nothing(desk: Desk, words: list[str], code: int) -> None:
    assert desk("edit", *words).code == code
    assert desk.value("SELECT count(*) FROM operations") == 1
