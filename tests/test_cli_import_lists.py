"""``pipe import`` of an ordinary list of deals: the customer's telephone, their person, and the next contact."""

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import Desk

HEADER = "会社名,担当者,電話番号,メール,案件名,金額,次回連絡日,ステータス"
ROW = "青葉商事株式会社,田中一郎,03-1234-5678,tanaka@example.jp,基幹システム更新,1200000,2026/12/03,商談中"


def listed(folder: Path, *lines: str) -> str:
    """Make a list, and return its path."""
    path = folder / "list.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def shown(desk: Desk, who: str = "青葉") -> Any:  # noqa: ANN401  # a document
    return desk.json("show", who)


def test_list_of_deals_gives_each_its_next_contact(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, HEADER, ROW), "--yes")
    step = shown(desk)["next_step"]

    assert (step["due_at"], step["all_day"], step["agreed"]) == ("2026-12-03", True, False)
    assert shown(desk)["deals"][0]["stage"] == "prospect"


def test_list_of_deals_gives_customers_their_telephone_and_person(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, HEADER, ROW), "--yes")
    card = shown(desk)["customer"]

    assert (card["phones"], card["emails"]) == (["03-1234-5678"], ["tanaka@example.jp"])
    assert card["memo"] == "contact: 田中一郎"
    assert desk.value("SELECT owner FROM deals") == ""


def test_next_contacts_are_said_to_be_taken_as_own_plans(desk: Desk, tmp_path: Path) -> None:
    told = desk.json("import", listed(tmp_path, HEADER, ROW), "--yes")

    assert told["next_steps"]["new"] == told["assumed"]["own_plan"] == 1


def test_person_is_said_to_be_assumed_with_the_command_that_decides(desk: Desk, tmp_path: Path) -> None:
    err = desk("import", listed(tmp_path, HEADER, ROW), "--yes").err

    assert "担当者: assumed to be whom you speak to there" in err
    assert "--map '担当者=owner'" in err


def test_person_is_whose_the_user_says(desk: Desk, tmp_path: Path) -> None:
    outcome = desk("import", listed(tmp_path, HEADER, ROW), "--yes", "--map", "担当者=owner")

    assert desk.value("SELECT owner FROM deals") == "田中一郎"
    assert "assumed" not in outcome.err


@pytest.mark.parametrize(
    ("header", "owner"),
    [("会社名,担当者,案件名,金額", "田中"), ("会社名,先方担当者,担当者,電話番号,案件名,金額", "佐藤")],
)
def test_person_is_ones_own_where_nothing_reaches_the_customer_or_theirs_is_named(
    desk: Desk, tmp_path: Path, header: str, owner: str
) -> None:
    row = {"会社名": "青木", "担当者": owner, "先方担当者": "木村", "電話番号": "03-1", "案件名": "鋸", "金額": "5"}
    desk.ok("import", listed(tmp_path, header, ",".join(row[name] for name in header.split(","))), "--yes")

    assert desk.value("SELECT owner FROM deals") == owner


def test_person_is_the_customers_where_ones_own_has_another_column(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, "会社名,担当者,営業担当,案件名,金額", "青木,田中,佐藤,鋸,5"), "--yes")

    assert desk.rows("SELECT owner, memo FROM deals, customers") == [("佐藤", "contact: 田中")]


def test_list_imported_again_says_nothing_new(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path, HEADER, ROW)
    desk.ok("import", path, "--yes")
    told = desk.json("import", path, "--yes")

    assert [told[table]["new"] + told[table]["changed"] for table in ("customers", "deals", "next_steps")] == [0, 0, 0]


def test_list_imported_again_does_not_take_back_a_step_that_was_moved(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path, HEADER, ROW)
    desk.ok("import", path, "--yes")
    desk.ok("next", "1", "2026-12-10")
    desk.ok("import", path, "--yes")

    assert shown(desk)["next_step"]["due_at"] == "2026-12-10"


def test_another_day_in_the_list_moves_the_step(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, HEADER, ROW), "--yes")
    desk.ok("import", listed(tmp_path, HEADER, ROW.replace("12/03", "12/07")), "--yes")
    step = shown(desk)["next_step"]

    assert (step["due_at"], step["moves"]) == ("2026-12-07", 1)
    assert desk.rows("SELECT state FROM next_steps ORDER BY id") == [("moved",), ("open",)]


def test_card_keeps_what_it_has(desk: Desk, tmp_path: Path) -> None:
    desk.ok("add", "青葉商事", "--phone", "090-1", "--memo", "昔からの客")
    desk.ok("import", listed(tmp_path, HEADER, ROW), "--yes")
    card = shown(desk)["customer"]

    assert card["phones"] == ["090-1", "03-1234-5678"]
    assert card["memo"] == "昔からの客\ncontact: 田中一郎"


def test_undo_takes_back_the_whole_list(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, HEADER, ROW), "--yes")
    desk.ok("undo")

    assert [desk.value(f"SELECT count(*) FROM {table}") for table in ("customers", "deals", "next_steps")] == [0] * 3


@pytest.mark.parametrize(("state", "steps"), [("受注", 0), ("失注", 0), ("検討中", 1)])
def test_only_open_deals_get_a_next_step(desk: Desk, tmp_path: Path, state: str, steps: int) -> None:
    desk.ok("import", listed(tmp_path, HEADER, ROW.replace("商談中", state)), "--yes")

    assert desk.value("SELECT count(*) FROM next_steps") == steps


def test_parked_deal_comes_back_on_its_next_contact(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, HEADER, ROW.replace("商談中", "保留")), "--yes")

    assert desk.rows("SELECT state, parked_until FROM deals") == [("parked", "2026-12-03")]


@pytest.mark.parametrize(
    ("action", "due", "custom"), [("2026/12/03", "2026-12-03", None), ("見積を送る", None, "見積を送る")]
)
def test_next_action_is_a_day_where_it_holds_days(
    desk: Desk, tmp_path: Path, action: str, due: str | None, custom: str | None
) -> None:
    desk.ok("import", listed(tmp_path, "会社名,案件名,次回アクション", f"青木,鋸,{action}"), "--yes")

    assert desk.value("SELECT max(due_on) FROM next_steps") == due
    assert json.loads(desk.value("SELECT custom FROM deals")).get("次回アクション") == custom


def test_next_action_beside_its_day_is_the_reason(desk: Desk, tmp_path: Path) -> None:
    rows = ("会社名,案件名,次回連絡日,次回アクション", "青木,鋸,12月3日,見積を送る", "谷,鉋,,連絡待ち")
    desk.ok("import", listed(tmp_path, *rows), "--yes")

    assert desk.rows("SELECT due_on, why FROM next_steps") == [("2026-12-03", "見積を送る")]
    assert desk.value("SELECT custom FROM deals WHERE title = '鉋'") == '{"next action":"連絡待ち"}'


def test_column_may_be_mapped_to_the_next_step(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path, "会社名,案件名,金額,TODO日", "青木,鋸,5,2026-12-03")
    desk.ok("import", path, "--yes", "--map", "TODO日=due_at")

    assert desk.value("SELECT due_on FROM next_steps") == "2026-12-03"


def test_list_of_whom_to_contact_is_one_of_deals(desk: Desk, tmp_path: Path) -> None:
    desk.ok("import", listed(tmp_path, "会社名,電話番号,メール,次回連絡日", "青木,03-1,a@x.jp,2026-12-03"), "--yes")

    assert shown(desk, "青木")["next_step"]["due_at"] == "2026-12-03"


def test_dry_run_tells_the_same(desk: Desk, tmp_path: Path) -> None:
    told = desk.json("import", listed(tmp_path, HEADER, ROW), "--dry-run")

    assert told["next_steps"]["new"] == 1
    assert not desk.path.exists()


def test_retry_of_rejected_rows_is_quoted(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "my list").mkdir()
    outcome = desk("import", listed(tmp_path / "my list", HEADER, ROW.replace("2026/12/03", "いつか")), "--yes")

    assert outcome.code == 6
    assert "then: pipe import '" in outcome.err
