"""``pipe add``: a customer, with a deal."""

import pytest

from helpers import Desk

C = {
    "id": int,
    "ref": type(None),
    "name": str,
    "reading": str,
    "company": str,
    "phones": list,
    "emails": list,
    "tags": list,
    "memo": str,
}


def test_customer_is_added_with_all_that_is_known(desk: Desk) -> None:
    answer = desk.json(
        *(
            "add",
            "青木印刷",
            "--reading",
            "アオキインサツ",
            "--company",
            "Aoki Holdings",
            "--memo",
            "Prefers mornings.",
        ),
        *("--phone", "03-1234-5678", "--phone", "090-1", "--phone", "090-1", "--email", "a@example.jp"),
    )

    assert {key: type(value) for key, value in answer["customer"].items()}.items() >= C.items()
    assert answer["customer"] == {
        "id": 1,
        "ref": None,
        "name": "青木印刷",
        "reading": "アオキインサツ",
        "company": "Aoki Holdings",
        "phones": ["03-1234-5678", "090-1"],
        "emails": ["a@example.jp"],
        "tags": [],
        "memo": "Prefers mornings.",
    }


def test_deal_is_opened_with_all_that_is_known(desk: Desk) -> None:
    answer = desk.json(
        *("add", "Aoki", "--title", "Cold store", "--stage", "potential", "--value", "4500000", "--profit", "900000"),
        *("--mrr", "0", "--source", "fair", "--tag", "vip", "--tag", "new"),
    )

    assert (
        answer["deal"].items()
        >= {
            "id": 1,
            "title": "Cold store",
            "state": "open",
            "stage": "potential",
            "value": {"minor": 4_500_000, "currency": "JPY"},
            "profit": {"minor": 900_000, "currency": "JPY"},
            "mrr": {"minor": 0, "currency": "JPY"},
            "source": "fair",
            "tags": ["vip", "new"],
            "opened_at": "2026-11-18T09:30:00+09:00",
        }.items()
    )
    assert [warning["code"] for warning in answer["warnings"]] == ["no_next_step"]


def test_customer_can_be_added_without_a_deal(desk: Desk) -> None:
    answer = desk.json("add", "Aoki", "--no-deal")

    assert (answer["deal"], answer["next_step"], answer["warnings"]) == (None, None, [])
    assert desk.value("SELECT count(*) FROM deals") == 0


def test_known_customer_gets_another_deal(desk: Desk) -> None:
    desk.ok("add", "Aoki")
    answer = desk.json("add", "株式会社 AOKI", "--title", "Second line")

    assert (answer["customer"]["id"], answer["deal"]["id"]) == (1, 2)


@pytest.mark.parametrize(
    "words", [["--phone", "1"], ["--memo", "x"], ["--company", "x"], ["--reading", "あ"], ["--no-deal"]]
)
def test_known_customer_is_not_silently_left_as_they_are(desk: Desk, words: list[str]) -> None:
    desk.ok("add", "Aoki")
    outcome = desk("add", "Aoki", *words)

    assert outcome.code == 4
    assert "pipe edit" in outcome.err
    assert desk.value("SELECT count(*) FROM deals") == 1


def test_another_customer_of_the_same_name_is_added_where_that_is_said(desk: Desk) -> None:
    desk.ok("add", "Aoki")

    assert desk.json("add", "Aoki", "--new", "--phone", "1")["customer"]["id"] == 2


def test_similar_name_is_not_found_and_offered(desk: Desk) -> None:
    desk.ok("add", "Tanaka Foods")
    outcome = desk("add", "Tanaka Fods")

    assert outcome.code == 3
    assert "Tanaka Foods" in outcome.err
    assert desk.json("add", "Tanaka Fods", "--new")["customer"]["id"] == 2


def test_longer_name_is_another_customer(desk: Desk) -> None:
    desk.ok("add", "Aoki Printing")

    assert desk.json("add", "Aoki")["customer"]["id"] == 2


@pytest.mark.parametrize(
    "words",
    [
        [],
        [""],
        ["a\nb"],
        ["x" * 501],
        ["a\0b"],
        ["\udcff"],
        ["Aoki", "--value", "much"],
        ["Aoki", "--value", str(2**64)],
        ["Aoki", "--value=-1"],
        ["Aoki", "--stage", "lost"],
        ["Aoki", "--phone", "a\nb"],
        ["Aoki", "--memo", "a\0b"],
        ["Aoki", "--memo", "\udcff"],
        ["Aoki", "Sato"],
    ],
    ids=lambda words: ascii(words)[:40],
)
def test_what_can_not_be_read_is_wrong_usage(desk: Desk, words: list[str]) -> None:
    outcome = desk("add", *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert not desk.path.exists()


def test_two_currencies_are_refused(desk: Desk) -> None:
    outcome = desk("add", "Aoki", "--value", "$5", "--profit", "€4")

    assert outcome.code == 4
    assert desk.value("SELECT count(*) FROM customers") == 0


def test_screens_show_who_was_added(desk: Desk) -> None:
    assert "#1 [vip] Aoki" in desk.ok("add", "[vip] Aoki")
    assert "Sato␛" in desk.ok("add", "Sato\x1b", "--no-deal")


def test_confirmation_tells_a_new_customer_from_a_known_one(desk: Desk) -> None:
    assert "new customer, new deal" in desk.ok("add", "渡邉")
    assert "existing customer, a new deal" in desk.ok("add", "渡邊", "--title", "second")
    assert desk.json("add", "渡邊", "--title", "third")["new_customer"] is False


def test_second_deal_without_a_title_is_refused_unless_it_is_meant(desk: Desk) -> None:
    desk.ok("add", "Aoki")
    outcome = desk("add", "Aoki")

    assert (outcome.code, desk.value("SELECT count(*) FROM deals")) == (4, 1)
    assert "#1" in outcome.err
    assert "--new-deal" in outcome.err
    assert desk.json("add", "Aoki", "--new-deal")["deal"]["id"] == 2


@pytest.mark.parametrize(("typed", "deals"), [("y\n", 2), ("n\n", 1)])
def test_second_deal_without_a_title_is_asked_about_on_a_terminal(desk: Desk, typed: str, deals: int) -> None:
    desk.ok("add", "Aoki")
    desk.at_terminal("add", "Aoki", typed=typed)

    assert desk.value("SELECT count(*) FROM deals") == deals
