"""Workbooks: their tables, headers, dates and numbers."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from helpers import Desk
from pipeline_cli.errors import NotFoundError, PipeError, StoreError, UsageError
from pipeline_cli.importers.opening import open_tables
from pipeline_cli.importers.sheet import Sheet

Rows = Sequence[Any]


def book(folder: Path, *, merged: Sequence[str] = (), name: str = "book.xlsx", **sheets: Rows) -> str:
    """Make a workbook of worksheets, and return its path; cells of all are merged alike."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        worksheet = made.create_sheet(title)
        for row in rows:
            worksheet.append(row)
        for cells in merged:
            worksheet.merge_cells(cells)
    made.save(folder / name)
    return str(folder / name)


def table(path: str) -> Sheet:
    (found,) = open_tables(path)
    return found


def cells(path: str) -> list[list[str]]:
    return [record.cells for record in table(path).records()]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1200.0, "1200"),
        (0.1 + 0.2, "0.3"),
        (3500.5, "3500.5"),
        ("1234567890123456789", "1234567890123456789"),
        (1e20, "1" + 20 * "0"),
        (True, "true"),
        (date(2026, 2, 1), "2026-02-01"),
        (datetime.fromisoformat("2026-02-01T14:30"), "2026-02-01T14:30:00"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=1, minutes=5), "1:05:00"),
        ('say "hi",\nthen go', 'say "hi",\nthen go'),
    ],
)
def test_cell_is_told_as_csv_has_it(tmp_path: Path, value: object, text: str) -> None:
    assert cells(book(tmp_path, Sheet1=[["a", "b"], ["x", value]])) == [["x", text]]


def test_number_shown_with_zeros_keeps_them(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["id", "name"])
    made.worksheets[0].append([42, "Aoki"])
    made.worksheets[0]["A2"].number_format = "00000"
    made.save(tmp_path / "x.xlsx")

    assert cells(str(tmp_path / "x.xlsx")) == [["00042", "Aoki"]]


def test_titles_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    rows = [["Sales 2026"], [], ["name", "phone", "email"], [], ["Aoki", "03"], [None, " "], ["Brandt", "04"]]
    found = table(book(tmp_path, merged=["A1:C1"], Sheet1=rows))

    assert found.header == ("name", "phone", "email")
    assert [(record.line, record.cells[0]) for record in found.records()] == [(5, "Aoki"), (7, "Brandt")]


def test_header_of_two_rows_is_joined(tmp_path: Path) -> None:
    rows = [["No", "Customer", None, "Deal"], [None, "name", "phone", "title"], [1, "Aoki", "03", "Mill"]]

    assert table(book(tmp_path, merged=["A1:A2", "B1:C1"], Sheet1=rows)).header == (
        "No",
        "Customer name",
        "Customer phone",
        "Deal title",
    )


def test_header_merged_over_data_has_one_row(tmp_path: Path) -> None:
    found = table(book(tmp_path, merged=["A1:B1"], Sheet1=[["name", None, "phone"], ["Aoki", None, "03"]]))

    assert found.header == ("name", "phone")


def test_text_merged_over_rows_stands_in_each_and_a_figure_in_the_first(tmp_path: Path) -> None:
    rows = [["customer", "title", "value"], ["Aoki", "Mill", 100], [None, "Saw", None]]

    assert cells(book(tmp_path, merged=["A2:A3", "C2:C3"], Sheet1=rows)) == [
        ["Aoki", "Mill", "100"],
        ["Aoki", "Saw", ""],
    ]


def told(desk: Desk, path: str) -> tuple[list[str], str]:
    """Import a workbook, and return what was said of its columns, and all that was said."""
    err = desk("import", path, "--yes").err
    return [line.strip() for line in err.splitlines() if " → " in line], err


def test_groups_above_the_header_say_whose_a_column_is(tmp_path: Path) -> None:
    rows = [
        ["顧客情報", None, None, "商談", None, None],
        ["会社名", "担当者", "番号", "案件名", "金額", "受付日"],
        ["青木", "太郎", "K-7", "印刷機", 1_200_000, date(2025, 11, 18)],
    ]
    columns, _ = told(Desk(tmp_path), book(tmp_path, merged=["A1:C1", "D1:F1"], Sheet1=rows))

    assert columns == [
        "顧客情報 会社名 → customer",
        "顧客情報 担当者 → contact",
        "顧客情報 番号 → customer_ref",
        "商談 案件名 → title",
        "商談 金額 → value",
        "商談 受付日 → opened_at",
    ]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([["name", "contact", None], [None, "phone", "email"]], ["A1:A2", "B1:C1"]),
        ([["name", "contact", None], [None, "phone", "email"]], ["B1:C1"]),
        ([["name", "contact", None], [None, "phone", "email"]], ["A1:A2"]),
    ],
)
def test_header_of_two_rows_may_be_merged_in_part(tmp_path: Path, rows: list[list[str]], merged: list[str]) -> None:
    columns, _ = told(
        Desk(tmp_path), book(tmp_path, merged=merged, customers=[*rows, ["Aoki", "03-1234-5678", "a@x.jp"]])
    )

    assert [column.rpartition(" → ")[2] for column in columns] == ["name", "phones", "emails"]


@pytest.mark.parametrize(
    ("value", "below"),
    [
        (date(2026, 2, 1), "2026-02-01"),
        ("03-1234-5678", "03-1234-5678"),
        ("0312345678", "0312345678"),
        (100, ""),
        (0.25, ""),
        (timedelta(hours=1), ""),
    ],
)
def test_what_is_merged_over_rows_stands_in_each_unless_it_would_be_added_up(
    tmp_path: Path, value: object, below: str
) -> None:
    rows = [["title", "x"], ["Mill", value], ["Saw", None]]

    assert cells(book(tmp_path, merged=["B2:B3"], Sheet1=rows))[1] == ["Saw", below]


@pytest.mark.parametrize(("epoch", "serial"), [(WINDOWS_EPOCH, 45979), (MAC_EPOCH, 45979 - 1462)])
@pytest.mark.parametrize("shown_as", ["General", "yyyy/m/d", '[$-411]ggge"年"m"月"d"日"'])
def test_serial_date_is_a_day_however_it_is_shown(tmp_path: Path, epoch: datetime, serial: int, shown_as: str) -> None:
    made = Workbook()
    made.epoch = epoch
    for row in (["Customer", "Title", "Created", "Amount"], ["Aoki", "Mill", serial, 5]):
        made.worksheets[0].append(row)
    made.worksheets[0]["C2"].number_format = shown_as
    made.save(tmp_path / "deals.xlsx")
    desk = Desk(tmp_path)
    desk("import", str(tmp_path / "deals.xlsx"), "--yes")

    assert desk.rows("SELECT opened_at FROM deals") == [("2025-11-17T15:00:00Z",)]


def test_hidden_rows_are_read_and_hidden_worksheets_are_not_and_both_are_told(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].title = "customers"
    for row in (["name", "phone"], ["Aoki", "03"], ["Brandt", "04"]):
        made.worksheets[0].append(row)
        made.worksheets[0].row_dimensions[3].hidden = True
    made.create_sheet("Old").append(["name"])
    made["Old"].sheet_state = "hidden"
    made.save(tmp_path / "x.xlsx")
    desk = Desk(tmp_path)
    _, said = told(desk, str(tmp_path / "x.xlsx"))

    assert "one row that Excel hides is read, too" in said
    assert "hidden worksheets are left out, unless named with --sheet: Old" in said
    assert desk.rows("SELECT name FROM customers") == [("Aoki",), ("Brandt",)]


def test_row_that_sums_up_others_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [["Customer", "Title", "Amount"], ["Aoki", "Mill", 5], ["Total Foods", "Saw", 6], ["Total", None, 11]]
    desk = Desk(tmp_path)
    _, said = told(desk, book(tmp_path, deals=rows))

    assert "left out, since they sum up others: row 4" in said
    assert desk.rows("SELECT name FROM customers") == [("Aoki",), ("Total Foods",)]


def test_workbook_without_any_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no table"):
        open_tables(book(tmp_path, Sheet1=[]))


def test_results_of_formulas_are_read(tmp_path: Path) -> None:
    path = Path(book(tmp_path, Sheet1=[["a", "b"], [1, "=A2+1"]]))
    _rewrite(path, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")

    assert cells(str(path)) == [["1", "2"]]


def _rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Put something in the place of what openpyxl wrote into a part of a workbook."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = parts[part].replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>").replace(old, new)
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_every_worksheet_with_a_table_is_read(tmp_path: Path) -> None:
    path = book(tmp_path, Deals=[["title"], ["Mill"]], Empty=[], Calls=[["at"], ["2026-01-01"]])

    assert [sheet.name for sheet in open_tables(path)] == [f"{path} [Deals]", f"{path} [Calls]"]
    assert [sheet.stem for sheet in open_tables(path, worksheet="calls")] == ["book Calls"]


def test_worksheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        open_tables(book(tmp_path, Deals=[["title"], ["Mill"]]), worksheet="Calls")

    assert caught.value.candidates == ("Deals",)


def test_formula_without_its_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="formulas in it have no results"):
        open_tables(book(tmp_path, Sheet1=[["a", "b"], [1, "=A2+1"]]))


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"PK\x03\x04 nothing", StoreError, "can't be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), UsageError, "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UsageError, "older Excel"),
    ],
)
def test_what_can_not_be_read_is_refused(tmp_path: Path, data: bytes, kind: type[PipeError], said: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)

    with pytest.raises(kind, match=said):
        open_tables(str(path))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_workbook_that_was_cut_is_refused(tmp_path: Path, share: float) -> None:
    path = Path(book(tmp_path, Sheet1=[["a", "b"], [1, 2]]))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    with pytest.raises(StoreError, match="can't be read"):
        open_tables(str(path))


def test_workbook_is_imported_and_its_bad_rows_are_written_as_csv(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [["Customer", "Stage", "Created", "Amount"], ["Aoki", "Won", 45979, 1200.0], ["Brandt", "Lost", "soon", 5]]
    outcome = desk("import", book(tmp_path, Deals=rows))

    assert outcome.code == 6
    assert "line 3" in outcome.err
    assert desk.rows("SELECT value_minor, opened_at FROM deals") == [(1200, "2025-11-17T15:00:00Z")]
    assert "Brandt,Lost,soon,5" in (tmp_path / "book Deals.rejected.csv").read_text("utf-8-sig")


def test_csv_loads_no_openpyxl(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name\nAoki\n")
    script = "import sys; from pipeline_cli.importers.opening import open_tables; open_tables(sys.argv[1])"
    command = [sys.executable, "-c", f"{script}; print('openpyxl' in sys.modules)", str(tmp_path / "x.csv")]

    assert subprocess.run(command, capture_output=True, check=True).stdout.strip() == b"False"
