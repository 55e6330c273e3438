"""``pipe log``: whose contact it is, new customers and deals included."""

import pytest

from helpers import Desk, Document


def log(desk: Desk, *words: str) -> Document:
    return desk.json("log", *words)


def test_new_name_makes_a_customer_and_a_deal(desk: Desk) -> None:
    log(desk, "Aoki", "note")

    assert desk.rows("SELECT name, stage, state FROM customers JOIN deals ON customers.id = customer_id") == [
        ("Aoki", "approach", "open")
    ]
    assert desk.rows("SELECT state, stage FROM stage_changes") == [("open", "approach")]


@pytest.mark.parametrize("who", ["1", "#1", "＃1", "Aoki", "aoki", "AOKI", "Ａｏｋｉ", "ao", "oki", "Aoki様"])
def test_deal_is_found_by_number_or_name(known: Desk, who: str) -> None:
    assert log(known, who, "note")["deal"]["id"] == 1


def test_customer_is_found_by_reading(known: Desk) -> None:
    known.ok("edit", "1", "--name", "青木印刷", "--reading", "アオキインサツ")

    assert log(known, "あおき", "note")["deal"]["id"] == 1


def test_name_that_several_customers_begin_with_is_ambiguous(known: Desk) -> None:
    known.ok("log", "Aoki Foods", "note", "--new")
    known.ok("log", "Aoki Steel", "note", "--new")
    outcome = known("log", "aoki s f", "note", "--new")
    outcome = known("log", "Aok", "note")

    assert outcome.code == 3
    assert all(name in outcome.err for name in ("Aoki Foods", "Aoki Steel", "#2", "#3"))
    assert known.value("SELECT count(*) FROM activities") == 4


def test_exact_name_goes_before_longer_ones(known: Desk) -> None:
    known.ok("log", "Aoki Foods", "note", "--new")

    assert log(known, "Aoki", "note")["deal"]["id"] == 1


def test_similar_name_is_asked_about_and_never_picked(desk: Desk) -> None:
    desk.ok("log", "Tanaka Foods", "note")
    outcome = desk("log", "Tanaka Fods", "note")

    assert outcome.code == 3
    assert "Tanaka Foods" in outcome.err
    assert "--new" in outcome.err
    assert desk.value("SELECT count(*) FROM customers") == 1


def test_similar_name_is_a_new_customer_where_that_is_said(desk: Desk) -> None:
    desk.ok("log", "Tanaka Foods", "note")

    assert log(desk, "Tanaka Fods", "note", "--new")["deal"]["customer"] == {"id": 2, "name": "Tanaka Fods"}


def test_similar_name_is_asked_about_on_a_terminal(desk: Desk) -> None:
    desk.ok("log", "Tanaka Foods", "note")
    words = ("log", "Tanaka Fods\x1b", "note")

    assert desk.at_terminal(*words, typed="n\n").code == 3
    outcome = desk.at_terminal(*words, typed="y\n")
    assert outcome.code == 0
    assert "\x1b" not in outcome.err
    assert desk.value("SELECT count(*) FROM customers") == 2


def test_several_open_deals_are_told_apart_by_deal(known: Desk) -> None:
    known.ok("add", "Aoki", "--title", "Cold store")
    outcome = known("log", "Aoki", "note")

    assert outcome.code == 3
    assert "--deal" in outcome.err
    assert log(known, "Aoki", "note", "--deal", "2")["deal"]["id"] == 2
    assert log(known, "Aoki", "note", "--deal", "cold")["deal"]["id"] == 2


@pytest.mark.parametrize("deal", ["7", "Warm store", "#0"])
def test_deal_that_the_customer_does_not_have_is_not_found(known: Desk, deal: str) -> None:
    assert known("log", "Aoki", "note", "--deal", deal).code == 3


def test_deal_of_a_customer_who_is_not_known_is_not_found(known: Desk) -> None:
    assert known("log", "Somebody Else", "note", "--deal", "1").code == 3


@pytest.mark.parametrize("who", ["0", "#0", "99", "#99", "999999999999999999"])
def test_number_of_no_deal_is_not_found(known: Desk, who: str) -> None:
    outcome = known("log", who, "note")

    assert outcome.code == 3
    assert "pipe list --state all" in outcome.err


@pytest.mark.parametrize(("who", "code"), [("", 2), ("  ", 2), ("a\nb", 2), ("x" * 501, 2), ("a\0b", 2), ("\udcff", 2)])
def test_name_that_is_none_is_refused(desk: Desk, who: str, code: int) -> None:
    assert desk("log", who, "note").code == code
    assert not desk.path.exists()


@pytest.mark.parametrize("who", ["#", "C++", "50%", "O'Brien", '"quoted"', "a;b", "[vip]", "_", "x" * 500, "🍣"])
def test_odd_name_is_a_name_like_any_other(desk: Desk, who: str) -> None:
    log(desk, who, "note")
    log(desk, who, "note")

    assert desk.rows("SELECT name FROM customers") == [(who,)]


def test_title_opens_another_deal_with_the_same_customer(known: Desk) -> None:
    known.ok("edit", "1", "--title", "First line")

    assert log(known, "Aoki", "note", "--title", "Second line")["deal"]["id"] == 2
    assert log(known, "Aoki", "note", "--title", "First line")["deal"]["id"] == 1


def test_title_names_the_one_deal_that_has_none(known: Desk) -> None:
    assert (
        log(known, "Aoki", "note", "--title", "First line")["deal"].items() >= {"id": 1, "title": "First line"}.items()
    )


@pytest.mark.parametrize("words", [["--next", "+3d"], ["--value", "5000"], ["--stage", "potential"], ["--won"]])
def test_sale_to_a_customer_whose_deals_are_closed_is_a_new_deal(known: Desk, words: list[str]) -> None:
    known.ok("won", "1")
    answer = log(known, "Aoki", "wants more", *words)

    assert (answer["deal"]["id"], answer["deal"]["repeat"]) == (2, True)
    assert known.rows("SELECT state, value_minor FROM deals WHERE id = 1") == [("won", None)]


def test_word_in_passing_is_logged_on_the_last_deal(known: Desk) -> None:
    known.ok("won", "1")

    assert log(known, "Aoki", "all is well")["deal"].items() >= {"id": 1, "state": "won"}.items()


def test_new_is_not_new_where_a_customer_has_just_that_name(known: Desk) -> None:
    known.ok("log", "Beta", "the first note", "--new")
    told = known("--json", "log", "ＢＥＴＡ", "the second", "--new")

    assert told.code == 0
    assert "is a customer already" in told.err
    assert known.value("SELECT count(*) FROM customers WHERE name_key = 'beta'") == 1


def test_deal_of_a_new_customer_is_refused(desk: Desk) -> None:
    refused = desk("log", "Bora", "a note", "--new", "--deal", "Grill")

    assert refused.code == 3
    assert "--title names the new deal" in refused.err
    assert not desk.path.exists()
