"""``pipe import`` of other programs' files: what is guessed, said and asked."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

from helpers import Desk

DATA = Path(__file__).parent / "data"
DEALS = str(DATA / "hardware_deals.csv")
DEALS_DDMMYY = str(DATA / "hardware_deals_ddmmyy.csv")

COLUMNS = "ref, title, state, stage, stage_since, value_minor, currency, opened_at, closed_at, customer_id"


def written(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> str:
    """Make a file of some lines, and return its path."""
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
    return str(path)


def test_deals_are_imported_with_one_command(desk: Desk) -> None:
    told = desk.json("import", DEALS, "--currency", "USD")

    assert told["deals"] == {"new": 5, "changed": 0, "same": 0}
    assert told["assumed"] == {"no_customer": 1, "no_opened_at": 1}
    assert desk.rows("SELECT ref, title, state, stage, value_minor FROM deals ORDER BY id") == [
        ("AB12", "Router 9", "won", "prospect", 105_400),
        ("AB13", "Router 9 Pro", "lost", "prospect", 0),
        ("AB14", "Switch 24", "open", "prospect", None),
        ("AB15", "Switch 24", "open", "prospect", None),
        ("AB16", "Router 9", "open", "approach", None),
    ]


def test_deal_without_any_date_begins_on_the_latest_of_the_file(desk: Desk) -> None:
    desk.ok("import", DEALS, TZ="UTC")

    assert desk.value("SELECT opened_at FROM deals WHERE ref = 'AB16'") == "2017-03-11T00:00:00Z"


def test_deals_of_nobody_belong_to_somebody_who_stands_in(desk: Desk) -> None:
    desk.ok("import", DEALS)

    query = "SELECT c.ref, c.name FROM customers c JOIN deals d ON c.id = d.customer_id WHERE d.ref = 'AB15'"
    assert desk.rows(query) == [("unknown-customer", "Unknown customer")]


def test_deals_of_nobody_may_be_given_a_customer(desk: Desk) -> None:
    desk.ok("import", DEALS, "--map", "account:=House account")

    assert desk.value("SELECT name FROM customers ORDER BY id DESC LIMIT 1") != "Unknown customer"
    assert desk.value("SELECT count(*) FROM customers WHERE name = 'House account'") == 1


def test_dates_that_may_be_read_in_several_ways_are_asked_for(desk: Desk) -> None:
    outcome = desk("import", DEALS_DDMMYY)

    assert outcome.code == 2
    assert "the dates in column engage_date can be read in several ways" in outcome.err
    assert '"20-10-16" may be 2016-10-20 (dmy), 2020-10-16 (ymd)' in outcome.err
    assert "--dates dmy" in outcome.err
    assert not desk.path.exists()


def test_both_ways_of_writing_dates_give_the_same_deals(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    desk.ok("import", DEALS)
    other.ok("import", DEALS_DDMMYY, "--dates", "dmy")

    query = f"SELECT {COLUMNS} FROM deals ORDER BY ref"
    assert desk.rows(query) == other.rows(query)


def test_order_that_the_dates_show_is_said(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "crm.csv", "Account,Stage,Created", "Aoki,Won,25/12/2025", "Brandt,Lost,03/04/2025")
    outcome = desk("import", path)

    assert outcome.code == 0
    assert 'dates are read as dmy, as "25/12/2025" in column Created shows' in outcome.err
    assert desk.value("SELECT opened_at FROM deals WHERE state = 'lost'") == "2025-04-02T15:00:00Z"


def test_guess_is_said_on_stderr(desk: Desk) -> None:
    lines = desk("import", "--dry-run", DEALS).err.splitlines()

    assert lines[0] == f"{DEALS}: read as deals"
    assert "  account → customer" in lines
    assert "  agent_name → kept as a custom field" in lines
    assert "  deal_stage: engaging → prospect" in lines


@pytest.mark.parametrize(("answer", "code", "deals"), [("y", 0, 5), ("", 0, 5), ("n", 2, 0)])
def test_guess_is_asked_about_on_a_terminal(desk: Desk, answer: str, code: int, deals: int) -> None:
    desk.ok("add", "Somebody", "--no-deal")
    outcome = desk.at_terminal("import", DEALS, typed=f"{answer}\n")

    assert outcome.code == code
    assert "Import it like that?" in outcome.err
    assert desk.value("SELECT count(*) FROM deals") == deals


@pytest.mark.parametrize("words", [(DEALS, "--yes"), (DEALS, "--dry-run")])
def test_guess_is_not_asked_about_where_the_answer_is_given(desk: Desk, words: tuple[str, ...]) -> None:
    assert "Import it like that?" not in desk.at_terminal("import", *words, typed="").err


def test_order_of_dates_is_asked_for_on_a_terminal(desk: Desk) -> None:
    outcome = desk.at_terminal("import", DEALS_DDMMYY, "--yes", typed="mdy\ndmy\n")

    assert outcome.code == 0
    assert outcome.err.count("Which is it? dmy, ymd") == 2
    assert desk.value("SELECT min(opened_at) FROM deals") == "2016-10-19T15:00:00Z"


def test_packed_files_of_deals_and_calls_belong_together(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    for name in ("course_deals.csv", "course_calls.csv"):
        (folder / f"{name}.gz").write_bytes(gzip.compress((DATA / name).read_bytes()))
    told = desk.json("import", str(folder), TZ="Europe/Berlin")

    assert (told["deals"]["new"], told["activities"]["new"], told["assumed"]) == (3, 5, {"no_customer": 1})
    query = "SELECT a.ref, d.ref, reached, minutes FROM activities a LEFT JOIN deals d ON d.id = deal_id ORDER BY a.ref"
    assert desk.rows(query) == [
        ("5805028000000805001", None, 1, 3),
        ("5805028000000805002", "5805028000023883361", 1, 31),
        ("5805028000000805003", "5805028000023883361", 0, 0),
        ("5805028000000805004", "5805028000023883362", 0, 0),
        ("5805028000000805005", "5805028000023883363", 1, 2),
    ]


def test_unanswered_calls_end_no_silence(desk: Desk) -> None:
    desk.ok("import", str(DATA / "course_deals.csv"), str(DATA / "course_calls.csv"), TZ="Europe/Berlin")

    (deal,) = desk.json("today")["no_next_step"]
    assert deal["last"]["at"].startswith("2023-12-01")


def test_japanese_excel_file_is_read(desk: Desk) -> None:
    outcome = desk("import", str(DATA / "japanese_excel.csv"))

    assert outcome.code == 0
    assert "read as cp932" in outcome.err
    row = desk.rows("SELECT ref, name, name_key, reading, phones, emails FROM customers WHERE ref = '12'")
    assert row == [("12", "髙橋 健", "高橋健", "タカハシ ケン", '["0501112222"]', '["ken@example.jp"]')]
    custom = json.loads(desk.value("SELECT custom FROM customers WHERE ref = '12'"))
    assert custom == {"性別": "男", "生年月日": "19790120", "住所": "長野県長野市①番地"}


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_separator_and_encoding_make_no_difference(desk: Desk, tmp_path: Path, separator: str, encoding: str) -> None:
    lines = [separator.join(cells) for cells in (("会社名", "ステージ", "金額"), ("青木印刷", "受注", "120万"))]
    desk.ok("import", written(tmp_path, "crm.csv", *lines, encoding=encoding))

    query = "SELECT c.name, d.state, d.value_minor, d.currency FROM deals d JOIN customers c ON c.id = d.customer_id"
    assert desk.rows(query) == [("青木印刷", "won", 1_200_000, "JPY")]


def test_other_encoding_has_to_be_said(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "crm.csv", "Account,Stage", "Größe,Won", encoding="cp1252")

    assert "byte 17" in desk("import", path).err
    desk.ok("import", path, "--encoding", "cp1252")
    assert desk.value("SELECT name FROM customers") == "Größe"


def test_currency_of_bare_amounts_may_be_said(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "crm.csv", "Account,Stage,Amount", 'Aoki,Won,"3.500,00 €"', "Brandt,Won,1200")
    desk.ok("import", path, "--currency", "chf")

    assert desk.rows("SELECT value_minor, currency FROM deals ORDER BY id") == [(350_000, "EUR"), (120_000, "CHF")]


def test_contacts_of_another_program_are_customers(desk: Desk) -> None:
    desk.ok("import", str(DATA / "atomic_crm" / "contacts_export.csv"))

    assert desk.rows("SELECT name, company, tags FROM customers ORDER BY id LIMIT 1") == [
        ("John Doe", "Acme", '["influencer","developer"]')
    ]


def test_deals_that_name_nobody_need_to_be_told_who(desk: Desk) -> None:
    path = str(DATA / "hubspot" / "deal_data.csv")

    assert desk("import", path).code == 2
    told = desk.json("import", path, "--as", "deals", "--map", "property_dealname=customer", "--map", "deal_id=ref")
    assert told["deals"]["new"] == 5


def test_folder_leaves_out_what_is_something_else(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "crm"
    folder.mkdir()
    shutil.copy(DEALS, folder)
    written(folder, "products.csv", "product,series,price", "Router,R,9")
    outcome = desk("import", str(folder))

    assert outcome.code == 0
    assert "products.csv: left out" in outcome.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("nope.csv",), "There is no file nope.csv"),
        ((DEALS, "--dates", "ydm"), "There is no order of dates ydm"),
        ((DEALS, "--as", "leads"), "There is no table leads"),
        ((DEALS, "--map", "Firm=customer"), "--map Firm=customer: the files have no column Firm"),
        ((DEALS, "--map", "account=colour"), "--map account=colour: there is no colour that a column could be"),
        ((DEALS, "--map", "account"), "--map account can't be read"),
        ((DEALS, "--currency", "gold"), 'There is no currency "gold"'),
        ((DEALS, "--map", "deal_stage:Engaging=hot"), "stage is never hot"),
        ((), "No file to import was named"),
    ],
)
def test_wrong_usage_is_told(desk: Desk, words: tuple[str, ...], expected: str) -> None:
    outcome = desk("import", *words)

    assert outcome.code == 2
    assert expected in outcome.err
    assert not desk.path.exists()


def test_strange_markup_and_control_characters_are_shown_safely(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "crm.csv", "Account,Stage,\x1b[31m[red]x", "[/b]\x1b[2J,Won,1")
    outcome = desk("import", path)

    assert outcome.code == 0
    assert "\x1b" not in outcome.err + outcome.out
    assert desk.value("SELECT name FROM customers") == "[/b]\x1b[2J"
