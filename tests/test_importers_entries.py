"""Records of a file as plain rows."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from import_support import open_sheet
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.plain_rows import ActivityEntry, CustomerEntry, DealEntry, Entry, StageEntry, StepEntry
from pipeline_cli.importers.cells import Reading
from pipeline_cli.importers.date_order import DateOrder
from pipeline_cli.importers.entries import Unread, read_entries
from pipeline_cli.importers.layout import Prepared
from pipeline_cli.importers.maps import parse_rule
from pipeline_cli.importers.recognise import recognise
from pipeline_cli.money.amount import Money
from support import TOKYO

Read = Callable[..., Entry | Unread]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the one row of a file."""

    def read_one(header: str, row: str, *maps: str, name: str = "x.csv", is_raw: bool = False) -> Entry | Unread:
        path = tmp_path / name
        path.write_text(f"{header}\n{row}\n", encoding="utf-8", newline="")
        sheet = open_sheet(str(path))
        layout = recognise(sheet, [parse_rule(text) for text in maps])
        assert layout is not None
        prepared = Prepared(sheet, layout, DateOrder("dmy"))
        (entry,) = read_entries(prepared, Reading(TOKYO, "JPY", "dmy"), 0, is_raw=is_raw)
        return entry

    return read_one


def reason(found: Entry | Unread) -> str:
    assert isinstance(found, Unread)
    return found.reason


def test_customer_is_read(read: Read) -> None:
    row = "c1,Aoki,あおき,Aoki Inc,03-1;090-2,a@x.jp,vip,note"
    found = read("ref,name,reading,company,phones,emails,tags,memo", row)

    assert isinstance(found, CustomerEntry)
    assert found[1:9] == ("c1", "Aoki", "あおき", "Aoki Inc", ("03-1", "090-2"), ("a@x.jp",), ("vip",), "note")


def test_empty_cells_say_nothing(read: Read) -> None:
    found = read("ref,name,phones,memo", ",Aoki,,")

    assert isinstance(found, CustomerEntry)
    assert (found.ref, found.phones, found.memo) == (None, None, None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a;b", ("a", "b")),
        ('"a, b"', ("a", "b")),
        ('"a\nb"', ("a", "b")),
        ("a、b", ("a", "b")),
        (" a ;; b", ("a", "b")),
        ('"[""a;b"", ""c""]"', ("a;b", "c")),
        ("[a]", ("[a]",)),
    ],
)
def test_several_texts_stand_in_one_cell(read: Read, cell: str, expected: tuple[str, ...]) -> None:
    found = read("ref,name,tags", f"c1,Aoki,{cell}")

    assert isinstance(found, CustomerEntry)
    assert found.tags == expected


@pytest.mark.parametrize(
    ("row", "name", "reading"),
    [
        ("青木,アオキ,美咲,ミサキ", "青木 美咲", "アオキ ミサキ"),
        ("Brown,,Ann,", "Ann Brown", None),
        ("Brown,,,", "Brown", None),
    ],
)
def test_names_in_two_parts_are_joined(read: Read, row: str, name: str, reading: str | None) -> None:
    found = read("姓,セイ,名,メイ", row)

    assert isinstance(found, CustomerEntry)
    assert (found.name, found.reading) == (name, reading)


def test_phones_of_several_columns_are_put_together(read: Read) -> None:
    found = read("Name,Phone,Mobile", "Aoki,0312345678,09012345678")

    assert isinstance(found, CustomerEntry)
    assert found.phones == ("0312345678", "09012345678")


def test_unknown_columns_are_custom_fields(read: Read) -> None:
    found = read("ref,name,phones,shoe size,custom:ref,left", "c1,Aoki,1,42,old,")

    assert isinstance(found, CustomerEntry)
    assert found.custom == {"shoe size": "42", "ref": "old"}


def test_deal_is_read(read: Read) -> None:
    header = "ref,customer,state,stage,value,currency,profit,opened_at,closed_at,decides_on"
    found = read(header, "d1,Aoki,won,commit,1200.50,USD,-3,2026-01-02T09:00:00Z,2026-02-03,2026-03-01")

    assert isinstance(found, DealEntry)
    assert (found.state, found.stage, found.currency) == ("won", "commit", "USD")
    assert (found.value, found.profit) == (Money(120_050, "USD"), Money(-300, "USD"))
    assert found.opened_at == datetime.fromisoformat("2026-01-02T09:00:00+00:00")
    assert found.closed_at == datetime(2026, 2, 3, tzinfo=TOKYO)
    assert found.decides_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("€ 3.500,00", Money(350_000, "EUR")),
        ('"¥1,200,000"', Money(1_200_000, "JPY")),
        ("120万", Money(1_200_000, "JPY")),
    ],
)
def test_amounts_are_read_as_people_write_them(read: Read, amount: str, expected: Money) -> None:
    cell = amount if amount.startswith('"') else f'"{amount}"'
    found = read("Account,Stage,Amount", f"Aoki,Won,{cell}")

    assert isinstance(found, DealEntry)
    assert (found.value, found.currency) == (expected, expected.currency)


@pytest.mark.parametrize(
    ("row", "state", "stage"),
    [
        ("won,commit", "won", "commit"),
        ("WON,", "won", None),
        (",won", "won", None),
        (",commit", None, "commit"),
        ("open,", "open", None),
        (",", None, None),
    ],
)
def test_states_and_stages_are_told_apart(read: Read, row: str, state: str | None, stage: str | None) -> None:
    found = read("ref,customer,state,stage", f"d1,Aoki,{row}")

    assert isinstance(found, DealEntry)
    assert (found.state, found.stage) == (state, stage)


def test_open_stage_of_another_program_means_an_open_deal(read: Read) -> None:
    found = read("Account,Stage", "Aoki,Negotiation")

    assert isinstance(found, DealEntry)
    assert (found.state, found.stage) == ("open", "commit")


@pytest.mark.parametrize("row", ["d1,Aoki,Won,2016-10-20 14:00,2016-10-20", "d1,Aoki,Won,2016-10-20 14:00,20-10-16"])
def test_deal_closed_on_its_first_day_was_not_closed_before_it_began(read: Read, row: str) -> None:
    found = read("Deal ID,Account,Stage,Created,Close date", row)

    assert isinstance(found, DealEntry)
    assert found.closed_at == found.opened_at == datetime(2016, 10, 20, 14, tzinfo=TOKYO)


def test_closing_date_of_an_open_deal_is_when_it_is_expected(read: Read) -> None:
    found = read("Account,Stage,Close date", "Aoki,Negotiation,2027-01-31")

    assert isinstance(found, DealEntry)
    assert (found.closed_at, found.decides_on) == (None, date(2027, 1, 31))


def test_customer_known_by_an_id_alone_is_called_by_it(read: Read) -> None:
    found = read("Contact ID,Stage", "5805028000000645014,Won")

    assert isinstance(found, DealEntry)
    assert found.customer_ref == found.customer == "5805028000000645014"


def test_somebody_stands_in_where_another_program_names_nobody(read: Read) -> None:
    found = read("Account,Stage", ",Won")

    assert isinstance(found, DealEntry)
    assert (found.customer_ref, found.customer) == ("unknown-customer", "Unknown customer")


def test_call_of_nobody_belongs_to_no_deal(read: Read) -> None:
    found = read("Contact,Date,Outcome", ",2026-01-02 10:00,connected", name="calls.csv")

    assert isinstance(found, ActivityEntry)
    assert (found.customer_ref, found.no_deal, found.kind, found.reached) == ("unknown-customer", True, "call", True)


@pytest.mark.parametrize(("cell", "minutes"), [("601", 11), ("1800", 30), ("0", 0), ("1:05:30", 66), ("2:00", 2)])
def test_seconds_become_begun_minutes(read: Read, cell: str, minutes: int) -> None:
    found = read("Contact,Date,Length", f"Aoki,2026-01-02,{cell}", "Length=seconds", name="calls.csv")

    assert isinstance(found, ActivityEntry)
    assert found.minutes == minutes


def test_activity_is_read_with_its_note_as_it_stands(read: Read) -> None:
    header = "ref,deal_ref,at,kind,inbound,reached,minutes,appointment,valid,note,thanked"
    found = read(header, 'a1,d1,2026-01-02 10:00,call,true,no,12,はい,,"  a\r\n""b""\n",0')

    assert isinstance(found, ActivityEntry)
    assert found.at == datetime(2026, 1, 2, 10, tzinfo=TOKYO)
    assert found.note == '  a\r\n"b"\n'
    assert (found.inbound, found.reached, found.minutes, found.appointment) == (True, False, 12, True)
    assert (found.valid, found.thanked) == (None, False)


@pytest.mark.parametrize(
    ("due_at", "expected"),
    [
        ("2026-12-01", Due(date(2026, 12, 1))),
        ("2026-12-01T23:30:00Z", Due(date(2026, 12, 2), datetime.fromisoformat("2026-12-01T23:30:00Z"))),
    ],
)
def test_step_is_due_on_a_day_or_at_an_instant(read: Read, due_at: str, expected: Due) -> None:
    found = read("deal_ref,due_at,by,agreed,state", f"d1,{due_at},call,true,missed")

    assert isinstance(found, StepEntry)
    assert (found.due, found.by, found.agreed, found.state) == (expected, "call", True, "missed")


@pytest.mark.parametrize(
    ("row", "stage", "state"), [("d1,commit,2026-01-02,", "commit", "open"), ("d1,won,2026-01-02,", "", "won")]
)
def test_stage_that_a_deal_entered_is_read(read: Read, row: str, stage: str, state: str) -> None:
    found = read("deal_ref,stage,at,state", row)

    assert isinstance(found, StageEntry)
    assert (found.stage, found.state) == (stage, state)


def test_words_are_translated(read: Read) -> None:
    found = read("Account,Phase,Agent", "Aoki,HOT,?", "Phase:hot=commit", "Agent=owner", "owner:?=")

    assert isinstance(found, DealEntry)
    assert (found.stage, found.owner) == ("commit", None)


def test_guards_of_our_own_export_are_taken_away(read: Read) -> None:
    found = read("ref,name,phones,memo", "c1,'+1,'+81 3,''=1", name="customers.csv")

    assert isinstance(found, CustomerEntry)
    assert (found.name, found.phones, found.memo) == ("+1", ("+81 3",), "'=1")


@pytest.mark.parametrize("name", ["customers.csv", "people.csv"])
def test_guards_stay_in_raw_files_and_in_those_of_others(read: Read, name: str) -> None:
    header = "ref,name,memo" if name == "customers.csv" else "Full name,Notes,Phone"
    row = "c1,Aoki,'=1" if name == "customers.csv" else "Aoki,'=1,03"
    found = read(header, row, name=name, is_raw=True)

    assert isinstance(found, CustomerEntry)
    assert found.memo == "'=1"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("ref,customer,stage", "d1,Aoki,hot", 'stage: "hot" is none of: approach'),
        ("ref,customer,state,stage", "d1,Aoki,open,won", "state says open, and stage says won"),
        ("ref,customer,value", "d1,Aoki,much", 'value: "much" can\'t be read as an amount'),
        ("ref,customer,value,currency", "d1,Aoki,1.5,JPY", "JPY has no decimals"),
        ("ref,customer,value", "d1,Aoki,-5", "the value is negative"),
        ("ref,customer,value,profit", "d1,Aoki,5,$1", "a deal has one currency, not JPY + USD"),
        ("ref,customer,currency", "d1,Aoki,XXQ", "There is no currency"),
        ("ref,customer,opened_at", "d1,Aoki,2026-02-30", 'opened_at: "2026-02-30" is no date that can be read'),
        ("ref,customer,state,closed_at", "d1,Aoki,open,2026-01-01", "closed_at is given, and the deal is open"),
        ("ref,customer,title", 'd1,Aoki,"a\nb"', "title: The title has more than one line."),
        ("ref,customer,title", f"d1,Aoki,{'x' * 501}", "title: The title is too long."),
        ("ref,customer,title,colour", "d1,Aoki,x,a\0b", "colour: The colour contains a NUL character."),
        ("deal_ref,at,kind,minutes", "d1,2026-01-01,call,-5", 'minutes: "-5" is no whole number'),
        ("deal_ref,at,kind,reached", "d1,2026-01-01,call,perhaps", 'reached: "perhaps" is neither true nor false'),
        ("deal_ref,due_at,by", "d1,2026-01-01,pigeon", 'by: "pigeon" is none of: call, meeting'),
        ("deal_ref,stage,at", "d1,,2026-01-01", "stage is empty"),
        ("ref,name,memo", "c1,Aoki,x,y", "it has 4 cells, the header 3"),
    ],
)
def test_row_that_cannot_be_read_says_why(read: Read, header: str, row: str, expected: str) -> None:
    assert expected in reason(read(header, row))


def test_reason_names_the_column_as_the_file_does(read: Read) -> None:
    assert reason(read("Account,Stage,Umsatz", "Aoki,Won,viel", "Umsatz=value")).startswith('Umsatz: "viel"')
