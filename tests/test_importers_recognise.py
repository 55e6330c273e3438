"""What a file is taken for: its table, its columns, its words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from import_support import open_sheet
from pipeline_cli.domain.plain_rows import COLUMNS, TABLES
from pipeline_cli.errors import UsageError
from pipeline_cli.importers.layout import Layout
from pipeline_cli.importers.maps import parse_rule
from pipeline_cli.importers.recognise import recognise
from pipeline_cli.importers.sheet import Sheet

DATA = Path(__file__).parent / "data"

Written = Callable[..., Sheet]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Make a file of some lines, and open it."""

    def write(*lines: str, name: str = "x.csv") -> Sheet:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return open_sheet(str(path))

    return write


def layout_of(sheet: Sheet, *maps: str, table: str | None = None) -> Layout:
    layout = recognise(sheet, [parse_rule(text) for text in maps], table)
    assert layout is not None
    return layout


def columns(sheet: Sheet, *maps: str, table: str | None = None) -> dict[str, str]:
    """Return what each column of a file is taken for; custom fields are left out."""
    layout = layout_of(sheet, *maps, table=table)
    return {header: "+".join(found) for header, found in zip(sheet.header, layout.targets, strict=True) if found}


def words(sheet: Sheet, *maps: str) -> dict[str, str]:
    """Return what the words of a file are taken for."""
    return {word: ours for meanings in layout_of(sheet, *maps).words.values() for word, ours in meanings.items()}


@pytest.mark.parametrize("table", TABLES)
def test_own_files_are_recognised_by_their_columns(written: Written, table: str) -> None:
    layout = layout_of(written(",".join(reversed(COLUMNS[table]))))

    assert (layout.table, layout.is_own) == (table, True)
    assert [found[0] for found in layout.targets] == list(reversed(COLUMNS[table]))


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("customers.csv", "name"),
        ("deals.csv.gz", "customer,title"),
        ("activities.csv", "deal_ref,at,kind,note"),
        ("next_steps.rejected.csv", "deal_ref,due_at,reason"),
        ("stages.csv", "deal_ref,stage,at"),
    ],
)
def test_own_files_are_recognised_by_their_name_with_few_columns(written: Written, name: str, header: str) -> None:
    layout = layout_of(written(header, name=name))

    assert (layout.table, layout.is_own) == (name.split(".", maxsplit=1)[0], True)


@pytest.mark.parametrize("header", ["ref,company,title", "ref,company,memo,Amount", "ref,company,phones,Deal stage"])
def test_deals_of_companies_are_no_customers_without_names(written: Written, header: str) -> None:
    layout = recognise(written(header), [])

    assert layout is None or not layout.is_own


def test_unknown_columns_of_own_files_are_custom_fields(written: Written) -> None:
    layout = layout_of(written("ref,name,shoe size", name="customers.csv"))

    assert layout.is_own
    assert layout.targets == (("ref",), ("name",), ())


def test_own_name_with_columns_of_another_program_is_another_programs_file(written: Written) -> None:
    layout = layout_of(written("Deal ID,Account,Stage,Close date", "1,Aoki,Won,2017-03-01", name="deals.csv"))

    assert not layout.is_own
    assert layout.table == "deals"


def test_reasons_of_rejected_rows_are_left_out(written: Written) -> None:
    layout = layout_of(written("customer,title,reason", name="deals.rejected.csv"))

    assert layout.targets == (("customer",), ("title",), ("-",))


def test_hardware_deals_are_understood() -> None:
    sheet = open_sheet(str(DATA / "hardware_deals.csv"))

    assert columns(sheet, "agent_name=owner") == {
        "opportunity_id": "ref",
        "agent_name": "owner",
        "product": "title",
        "account": "customer",
        "deal_stage": "stage",
        "engage_date": "opened_at",
        "close_date": "closed_at",
        "close_value": "value",
    }
    assert words(sheet) == {"engaging": "prospect", "prospecting": "approach"}


def test_course_deals_and_calls_share_their_customers_ids() -> None:
    deals, calls = (open_sheet(str(DATA / name)) for name in ("course_deals.csv", "course_calls.csv"))

    assert columns(deals)["contact"] == columns(calls)["contact"] == "customer_ref"
    assert columns(deals)["status"] == "state"
    assert columns(calls) == {
        "id": "ref",
        "ts": "at",
        "contact": "customer_ref",
        "type": "inbound",
        "dur": "seconds",
        "status": "reached",
    }


def test_calls_that_nobody_took_reached_nobody() -> None:
    sheet = open_sheet(str(DATA / "course_calls.csv"))
    layout = layout_of(sheet)

    assert layout.constants == {"kind": "call"}
    assert layout.words[sheet.header.index("status")] == {
        "received": "true",
        "attended dialled": "true",
        "unattended dialled": "false",
        "missed": "false",
    }


def test_japanese_customers_are_understood() -> None:
    assert columns(open_sheet(str(DATA / "japanese_excel.csv"))) == {
        "顧客番号": "ref",
        "姓": "family_name",
        "カナ姓": "family_reading",
        "名": "given_name",
        "カナ名": "given_reading",
        "電話番号": "phones",
        "携帯電話番号": "phones",
        "Mailアドレス": "emails",
        "作成日時": "created_at",
    }


@pytest.mark.parametrize("name", ["atomic_crm/contacts_export.csv", "hubspot/contact_data.csv"])
def test_contacts_of_other_programs_are_customers(name: str) -> None:
    found = columns(open_sheet(str(DATA / name)))

    assert {"given_name", "family_name", "company", "emails"} <= set(found.values())


@pytest.mark.parametrize("header", ["会社名", "Account Name", "company", "Client", "担当者名"])
def test_customer_may_be_called_many_things(written: Written, header: str) -> None:
    assert columns(written(f"{header},ステージ,金額", "青木,提案,120万"))[header] == "customer"


def test_company_is_a_name_only_where_nothing_else_is(written: Written) -> None:
    assert columns(written("Company,Phone"))["Company"] == "name"
    assert columns(written("Company,Phone,First name,Last name"))["Company"] == "company"


def test_first_of_two_columns_for_the_same_is_taken(written: Written) -> None:
    found = columns(written("Created date,Account,Close date,Engage date,Stage", "2017-01-01,Aoki,,,Won"))

    assert found["Created date"] == "opened_at"
    assert "Engage date" not in found


def test_map_says_what_a_column_is(written: Written) -> None:
    sheet = written("Firm,Phase,When", "Aoki,Won,2017-01-01")

    assert columns(sheet, "Firm=customer", "when=closed_at") == {
        "Firm": "customer",
        "Phase": "stage",
        "When": "closed_at",
    }


def test_map_takes_a_column_from_what_was_guessed(written: Written) -> None:
    sheet = written("Account,Firm,Stage", "Aoki,Brandt,Won")

    assert columns(sheet, "Firm=customer") == {"Firm": "customer", "Stage": "stage"}


def test_map_gives_one_column_two_meanings(written: Written) -> None:
    sheet = written("Firm,Stage", "Aoki,Won")

    assert columns(sheet, "Firm=customer", "Firm=title")["Firm"] == "customer+title"


def test_map_leaves_a_column_out(written: Written) -> None:
    assert columns(written("Account,Stage,Status", "Aoki,Won,strange"), "Status=")["Status"] == "-"


@pytest.mark.parametrize("column", ["Phase", "stage", "phase", "state"])
def test_map_says_what_a_word_is(written: Written, column: str) -> None:
    sheet = written("Account,Phase", "Aoki,Hot: very")

    assert words(sheet, f"{column}:Hot: very=commit") == {"hot: very": "commit"}


def test_map_of_a_word_goes_before_what_was_guessed(written: Written) -> None:
    assert words(written("Account,Stage", "Aoki,Engaging"), "stage:Engaging=commit") == {"engaging": "commit"}


def test_map_gives_what_no_column_has(written: Written) -> None:
    layout = layout_of(written("Account,Stage", "Aoki,Won"), "kind:=call", "account:=Nobody", "source:=fair")

    assert layout.constants == {"customer": "Nobody", "source": "fair"}


def test_map_remembers_what_it_said_something_of(written: Written) -> None:
    layout = layout_of(written("Account,Stage", "Aoki,Won"), "Account=customer", "Nothing=title")

    assert layout.taken == {"Account=customer"}


def test_map_needs_an_equals_sign() -> None:
    with pytest.raises(UsageError, match="--map Account can't be read"):
        parse_rule("Account")


def test_unknown_stages_are_asked_for(written: Written) -> None:
    with pytest.raises(UsageError) as refused:
        recognise(written("Account,Phase", "Aoki,Step 1", "Brandt,Step 2"), [])

    assert refused.value.candidates == ("Phase: Step 1", "Phase: Step 2")
    assert '--map "Phase:Step 1=approach"' in refused.value.hint


def test_missed_calls_are_asked_for_where_nothing_says_who_was_reached(written: Written) -> None:
    with pytest.raises(UsageError, match="some words in column Direction"):
        recognise(written("Contact,Date,Direction", "Aoki,2017-01-01,Missed", name="calls.csv"), [])


def test_column_that_says_too_little_is_custom_where_its_words_are_strange(written: Written) -> None:
    sheet = written("Contact,Date,Status", "Aoki,2017-01-01,Blue", name="calls.csv")

    assert columns(sheet) == {"Contact": "customer", "Date": "at"}


@pytest.mark.parametrize(
    ("length", "expected"), [("601", "seconds"), ("0:02:05", "seconds"), ("45", None), ("171000", None)]
)
def test_lengths_count_as_seconds_only_where_they_can_be_nothing_else(
    written: Written, length: str, expected: str | None
) -> None:
    sheet = written("Contact,Date,Duration", f"Aoki,2017-01-01,{length}", name="calls.csv")

    assert columns(sheet).get("Duration") == expected


def test_list_of_companies_is_no_list_of_deals(written: Written) -> None:
    layout = layout_of(written("account,sector,revenue", "Aoki,print,9", name="accounts.csv"), "account=customer")

    assert layout.table == "customers"


def test_strange_file_is_not_recognised(written: Written) -> None:
    assert recognise(written("product,series,sales_price", "Router,R,9"), []) is None


def test_list_of_names_alone_is_not_recognised(written: Written) -> None:
    assert recognise(written("name,price", "Router,9"), []) is None


def test_asked_table_is_taken(written: Written) -> None:
    assert columns(written("name,price", "Aoki,9"), table="customers") == {"name": "name"}


def test_asked_table_without_what_it_needs_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        recognise(open_sheet(str(DATA / "hubspot/deal_data.csv")), [], "deals")

    assert "customer or customer_ref" in refused.value.what
    assert '"customer:=…"' in refused.value.hint


def test_what_is_said_of_another_file_does_no_harm(written: Written) -> None:
    sheet = written("Contact,Status", "Aoki,Won", name="deals.csv")

    assert columns(sheet, "Status=reached", "Contact=customer") == {"Contact": "customer", "Status": "state"}
