"""``pipe import`` of what a list says beside its deals: nothing of it is kept where nobody sees it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from helpers import Desk
from test_cli_import_lists import listed, shown
from test_importers_xlsx import book

HEADER = "会社名,商品,段階,金額,次回日,備考,搬入口"
ROW = "丸浜水産,冷凍庫,見込み客,1200000,2026-12-01,駅前の店,裏の路地"
LOWER = [["会社名", "商品", "段階", "次の一手", None, "備考"], [None, None, None, "日時", "内容", None]]
MERGED = ["D1:E1", "A1:A2", "B1:B2", "C1:C2", "F1:F2"]
CUSTOM = {"搬入口": "裏の路地"}


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> Desk:
    """A desk that has taken in the list."""
    desk.ok("import", listed(tmp_path, HEADER, ROW), "--yes")
    return desk


def grouped(desk: Desk, folder: Path, *, heads: list[list[str | None]], row: list[str]) -> Any:  # noqa: ANN401  # a document
    desk.ok("import", book(folder, merged=MERGED, Sheet1=[*heads, row]), "--yes")
    return shown(desk, "1")


def test_a_next_day_and_remarks_are_taken(filled: Desk) -> None:
    card = shown(filled, "丸浜")

    assert card["next_step"]["due_at"] == "2026-12-01"
    assert card["customer"]["memo"] == "駅前の店"


def test_the_same_remarks_are_not_added_twice(filled: Desk, tmp_path: Path) -> None:
    filled.ok(
        "import", listed(tmp_path, HEADER, ROW, ROW.replace("冷凍庫", "製氷機").replace("駅前の店", "駅前")), "--yes"
    )

    assert shown(filled, "丸浜")["customer"]["memo"].splitlines() == ["駅前の店", "駅前"]


def test_other_columns_are_on_the_card(filled: Desk) -> None:
    assert "搬入口: 裏の路地" in filled.ok("show", "丸浜")


def test_other_columns_are_in_the_json_of_the_card(filled: Desk) -> None:
    card = shown(filled, "丸浜")

    assert card["deals"][0]["custom"] == CUSTOM
    assert card["customer"]["custom"] == {}


def test_other_columns_of_customers_and_activities_are_on_their_card(desk: Desk, tmp_path: Path) -> None:
    people, said = tmp_path / "customers.csv", tmp_path / "activities.csv"
    people.write_text("ref,name,parking\nc1,Aoki,behind the shop\n", encoding="utf-8")
    said.write_text("customer_ref,at,kind,campaign\nc1,2026-11-10T10:00:00+09:00,call,autumn\n", encoding="utf-8")
    desk.ok("import", str(people), str(said), "--yes")
    card, screen = shown(desk, "Aoki"), desk.ok("show", "Aoki")

    assert card["customer"]["custom"] == {"parking": "behind the shop"}
    assert card["activities"][0]["custom"] == {"campaign": "autumn"}
    assert "parking: behind the shop" in screen
    assert "campaign: autumn" in screen


def test_other_columns_are_found(filled: Desk) -> None:
    [hit] = filled.json("find", "裏の路地")["hits"]

    assert (hit["deal"]["id"], hit["snippet"]) == (1, "裏の路地")


def test_a_merged_next_step_is_its_day_and_its_reason(desk: Desk, tmp_path: Path) -> None:
    row = ["丸浜水産", "冷凍庫", "見込み客", "2026-12-01 14:00", "見積もりの返事", "駅前の店"]
    step = grouped(desk, tmp_path, heads=LOWER, row=row)["next_step"]

    assert (step["due_at"][:16], step["why"]) == ("2026-12-01T14:00", "見積もりの返事")


def test_a_merged_next_step_in_english_is_its_day_channel_and_reason(desk: Desk, tmp_path: Path) -> None:
    heads = [["Company", "Product", "Channel", "Next step", None, None], [None, None, None, "Date", "How", "Why"]]
    row = ["Aoki Foods", "Freezer", "web", "2026-12-01", "call", "answer to the quote"]
    path = book(tmp_path, merged=["D1:F1", "A1:A2", "B1:B2", "C1:C2"], Sheet1=[*heads, row])
    desk.ok("import", path, "--yes", "--as", "deals")
    card = shown(desk, "1")
    step = card["next_step"]

    assert (step["due_at"], step["by"], step["why"]) == ("2026-12-01", "call", "answer to the quote")
    assert card["deals"][0]["source"] == "web"


@pytest.mark.parametrize("column", ["Notes", "Remarks", "メモ", "コメント", "特記事項"])
def test_remarks_of_a_list_of_deals_are_the_customers_memo(desk: Desk, tmp_path: Path, column: str) -> None:
    path = listed(tmp_path, f"Company,Deal name,Amount,Stage,{column}", "Aoki,Freezer,1200,prospect,at the station")
    desk.ok("import", path, "--yes")

    assert shown(desk, "Aoki")["customer"]["memo"] == "at the station"


def test_doctor_takes_an_index_of_an_earlier_version_for_what_it_was(filled: Desk) -> None:
    with closing(sqlite3.connect(filled.path)) as connection, connection:
        connection.execute("DELETE FROM search WHERE rowid = 1 * 4 + 2")
        connection.execute("INSERT INTO search (rowid, text) VALUES (1 * 4 + 2, ?)", ("冷凍庫\n\n",))

    found = {one["code"] for one in filled.json("doctor")["findings"]}
    assert not {one for one in found if one.startswith("search")}
