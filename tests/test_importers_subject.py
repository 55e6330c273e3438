"""Whether a file is taken for deals or for customers, by header lines as other programs and people write them."""

from pathlib import Path

import pytest

from helpers import Desk
from import_support import open_sheet
from pipeline_cli.importers.layout import Layout
from pipeline_cli.importers.recognise import recognise

DEALS = {
    "reviewer": (
        "Deal Name;Firm;Amount;Stage;Created;ID",
        {"title": "Deal Name", "customer": "Firm", "value": "Amount", "stage": "Stage", "opened_at": "Created"},
    ),
    "salesforce": (
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date,Lead Source,Type",
        {"title": "Opportunity Name", "customer": "Account Name", "opened_at": "Created Date"},
    ),
    "hubspot": (
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Company",
        {"ref": "Record ID", "title": "Deal Name", "stage": "Deal Stage", "customer": "Associated Company"},
    ),
    "pipedrive": (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Organization,Deal - Stage,Deal - Status,Deal - Deal created",
        {"ref": "Deal - ID", "title": "Deal - Title", "value": "Deal - Value", "opened_at": "Deal - Deal created"},
    ),
    "zoho": (
        "Record Id,Deal Name,Account Name,Contact Name,Amount,Closing Date,Stage,Deal Owner,Created Time",
        {"title": "Deal Name", "customer": "Account Name", "closed_at": "Closing Date", "opened_at": "Created Time"},
    ),
    "kintone": (
        "レコード番号,会社名,部署名,担当者名,案件名,見込み時期,確度,製品名,合計費用,案件担当者名,商談フェーズ",
        {"ref": "レコード番号", "customer": "会社名", "title": "案件名", "value": "合計費用", "stage": "商談フェーズ"},
    ),
    "excel_stage": ("会社,段階,金額", {"customer": "会社", "stage": "段階", "value": "金額"}),
    "excel_status": ("No.,得意先名,案件名,見積金額,ステータス", {"customer": "得意先名", "state": "ステータス"}),
    "excel_phone": ("会社名,担当者名,電話番号,商談名,金額,受注予定日", {"title": "商談名", "closed_at": "受注予定日"}),
    "amount_alone": ("Company,Amount", {"customer": "Company", "value": "Amount"}),
}
CUSTOMERS = {
    "salesforce": "First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Phone,Email",
    "hubspot": "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Associated Deal",
    "hubspot_companies": "Record ID,Company name,Phone Number,City,Industry,Number of Associated Deals",
    "zoho": "Record Id,Account Name,Phone,Website,Billing City,State",
    "excel": "顧客コード,会社名,フリガナ,住所,電話番号,担当者名,備考",
}
UNCLEAR = {
    "status": "会社名,担当者名,電話番号,メール,ステータス",
    "people_and_deal": "First Name,Last Name,Email,Deal Stage,Amount",
    "deals_of_nobody": "ID,Deal Name,Amount,Created",
    "products": "ID,Name,Price,Created",
}


def layout_of(folder: Path, header: str) -> Layout | None:
    path = folder / "export.csv"
    path.write_text(f"{header}\n", encoding="utf-8")
    return recognise(open_sheet(str(path)), [])


@pytest.mark.parametrize("program", DEALS)
def test_deals_are_told_by_their_headers(tmp_path: Path, program: str) -> None:
    header, expected = DEALS[program]
    layout = layout_of(tmp_path, header)

    assert layout is not None
    assert layout.table == "deals"
    names = header.split(";" if ";" in header else ",")
    found = {targets[0]: name for name, targets in zip(names, layout.targets, strict=True) if targets}
    assert found | expected == found


@pytest.mark.parametrize("program", CUSTOMERS)
def test_customers_are_told_by_their_headers(tmp_path: Path, program: str) -> None:
    layout = layout_of(tmp_path, CUSTOMERS[program])

    assert layout is not None
    assert layout.table == "customers"


@pytest.mark.parametrize("what", UNCLEAR)
def test_what_is_not_clear_is_not_guessed(tmp_path: Path, what: str) -> None:
    assert layout_of(tmp_path, UNCLEAR[what]) is None


@pytest.fixture
def unclear(tmp_path: Path) -> str:
    path = tmp_path / "list.csv"
    path.write_text(f"{UNCLEAR['status']}\n青木,健,03-1234-5678,a@example.jp,提案\n", encoding="utf-8")
    return str(path)


def test_unclear_file_is_refused_with_what_was_seen(tmp_path: Path, unclear: str) -> None:
    desk = Desk(tmp_path)
    outcome = desk("import", unclear, "--yes")

    assert outcome.code == 2
    assert "as in a list of deals: ステータス" in outcome.err
    assert "as in a list of customers: 電話番号, メール" in outcome.err
    assert "--as deals" in outcome.err
    assert not desk.path.exists()


@pytest.mark.parametrize("table", ["deals", "customers"])
def test_unclear_file_is_read_as_the_user_says(tmp_path: Path, unclear: str, table: str) -> None:
    assert Desk(tmp_path).json("import", unclear, "--as", table)[table]["new"] == 1


def test_bad_map_of_an_unclear_file_lists_the_columns_of_every_table(tmp_path: Path, unclear: str) -> None:
    outcome = Desk(tmp_path)("import", unclear, "--map", "会社名=firm")

    assert outcome.code == 2
    assert "--map 会社名=firm: there is no firm that a column could be" in outcome.err
    assert "Ours: customers: ref" in outcome.err
    assert "; deals: ref, customer_ref, customer" in outcome.err


def test_bad_map_of_a_guessed_file_lists_the_columns_of_every_table(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Company,Phone\nAoki,1\n", encoding="utf-8")
    outcome = Desk(tmp_path)("import", str(path), "--map", "Company=firm")

    assert "; deals: ref, customer_ref, customer" in outcome.err


def test_map_that_only_deals_have_says_what_it_holds(tmp_path: Path, unclear: str) -> None:
    told = Desk(tmp_path).json("import", unclear, "--map", "会社名=customer")

    assert told["deals"]["new"] == 1
