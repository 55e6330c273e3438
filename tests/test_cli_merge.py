"""``pipe merge``: two customers become one, and ``pipe undo`` parts them again."""

from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.context import Run

TABLES = ("customers", "deals", "activities", "next_steps", "stage_changes", "deal_facts", "search")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    words = ["--company", "Aoki Holdings", "--phone", "1", "--email", "a@example.jp", "--memo", "mornings"]
    desk.ok("add", "Aoki Printing", *words)
    desk.ok("add", "Aoki Print", "--new", "--reading", "あおき", "--phone", "1", "--phone", "2", "--memo", "afternoons")
    desk.ok("log", "1", "first", "--at", "2026-11-10 10:00")
    desk.ok("log", "2", "second", "--next", "2026-11-25")
    desk.ok("edit", "2", "--customer-tag", "vip")
    return desk


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(desk.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def test_merge_gives_one_customer_all_that_hangs_on_another(desk: Desk) -> None:
    answer = desk.json("merge", "Aoki Printing", "Aoki Print")
    card = desk.json("show", "Aoki Printing")

    assert (answer["deals"], answer["activities"]) == (1, 1)
    assert sorted(deal["id"] for deal in card["deals"]) == [1, 2]
    assert [one["note"] for one in card["activities"]] == ["second", "first"]
    assert desk.value("SELECT count(*) FROM customers") == 1


def test_merge_unites_what_is_known_of_both(desk: Desk) -> None:
    customer = desk.json("merge", "Aoki Printing", "Aoki Print")["customer"]

    assert (customer["name"], customer["reading"]) == ("Aoki Printing", "あおき")
    assert (customer["phones"], customer["tags"]) == (["1", "2"], ["vip"])
    assert customer["memo"] == "mornings\n\nAlso called Aoki Print.\n\nafternoons"


def test_merged_customer_is_found_by_the_reading_and_the_memo_of_the_other(desk: Desk) -> None:
    desk.ok("merge", "1", "2")

    assert desk.json("show", "あおき")["customer"]["id"] == 1
    assert desk.json("find", "afternoons")["total"] == 1


def test_merge_is_one_step_to_undo(desk: Desk) -> None:
    before = everything(desk)
    assert "pipe undo" in desk.ok("merge", "1", "2")
    desk.ok("undo")

    assert everything(desk) == before


def test_ref_of_the_other_is_kept_where_there_was_none(desk: Desk) -> None:
    (desk.folder / "customers.csv").write_text("ref,name\nc9,Mori\n", encoding="utf-8")
    desk.ok("import", str(desk.folder / "customers.csv"))

    assert desk.json("merge", "Aoki Printing", "Mori")["customer"]["ref"] == "c9"
    desk.ok("undo")
    assert desk.rows("SELECT name, ref FROM customers WHERE id <> 2") == [("Aoki Printing", None), ("Mori", "c9")]


def test_customers_without_a_name_of_their_own_are_told_by_id(desk: Desk) -> None:
    desk.ok("add", "Aoki Print", "--new", "--no-deal")

    assert desk("merge", "Aoki Printing", "Aoki Print").code == 3
    assert desk.json("merge", "1", "id:3")["gone"]["id"] == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [(["1", "Aoki Printing"], 4), (["1", "Nobody"], 3), (["1", "id:9"], 3), (["1", "id:x"], 3), (["1"], 2)],
    ids=str,
)
def test_what_is_wrong_changes_nothing(desk: Desk, words: list[str], code: int) -> None:
    before = everything(desk)

    assert desk("merge", *words).code == code
    assert everything(desk) == before


@pytest.mark.parametrize(("answer", "code", "left"), [("n\n", 130, 2), ("y\n", 0, 1), ("", 130, 2)])
def test_merge_asks_where_somebody_is_there(
    desk: Desk, answer: str, code: int, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "is_interactive", True)

    assert desk("merge", "1", "2", stdin=answer).code == code
    assert desk.value("SELECT count(*) FROM customers") == left


def test_reading_of_another_name_is_noted_and_not_taken_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("add", "Acme")
    desk.ok("add", "高橋", "--reading", "たかはし")
    customer = desk.json("merge", "Acme", "高橋")["customer"]

    assert customer["reading"] == ""
    assert "Also read たかはし." in customer["memo"]
