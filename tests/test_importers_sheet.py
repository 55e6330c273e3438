"""Files of rows and columns."""

import gzip
from pathlib import Path

import pytest

from import_support import open_sheet
from pipeline_cli.errors import StoreError, UsageError
from pipeline_cli.importers.sheet import Record, Sheet


def sheet(folder: Path, text: str | bytes, name: str = "x.csv") -> Sheet:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_sheet(str(path))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found(tmp_path: Path, separator: str) -> None:
    found = sheet(tmp_path, f"name{separator}phone\nAoki{separator}03\n")

    assert found.header == ("name", "phone")
    assert [record.cells for record in found.records()] == [["Aoki", "03"]]


def test_separator_inside_quotes_does_not_count(tmp_path: Path) -> None:
    assert sheet(tmp_path, '"a;b;c",d\n').header == ("a;b;c", "d")


def test_separator_may_be_said_in_the_first_line(tmp_path: Path) -> None:
    found = sheet(tmp_path, "sep=;\r\na,b;c\r\n1;2\r\n")

    assert found.header == ("a,b", "c")
    assert [(record.line, record.cells) for record in found.records()] == [(3, ["1", "2"])]


def test_cells_keep_line_breaks_quotes_and_blanks(tmp_path: Path) -> None:
    found = sheet(tmp_path, 'note,x\n"a\r\nb\nc\rd ""e"" ", y\n')

    assert [record.cells for record in found.records()] == [['a\r\nb\nc\rd "e" ', " y"]]


def test_records_know_their_lines(tmp_path: Path) -> None:
    found = sheet(tmp_path, 'a,b\n\n1,"x\ny"\n,\n2,z\n')

    assert [(record.number, record.line, record.cells[0]) for record in found.records()] == [(1, 3, "1"), (2, 6, "2")]


def test_short_records_are_filled_up(tmp_path: Path) -> None:
    assert next(sheet(tmp_path, "a,b,c\n1\n").records()) == Record(1, 2, ["1", "", ""])


def test_record_longer_than_the_header_is_a_problem(tmp_path: Path) -> None:
    records = list(sheet(tmp_path, "a,b\n1,2,3\n1,2,\n").records())

    assert [record.problem for record in records] == ["it has 3 cells, the header 2", ""]


def test_quote_that_is_never_closed_is_a_problem(tmp_path: Path) -> None:
    first, last = sheet(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n').records()

    assert (first.problem, last.line) == ("", 3)
    assert last.problem == "a quote opens here and is never closed"


def test_headers_are_made_different(tmp_path: Path) -> None:
    assert sheet(tmp_path, "a,a,, b \n").header == ("a", "a (2)", "column 3", "b")


@pytest.mark.parametrize("name", ["x.csv.gz", "x.csv"])
def test_packed_files_are_read(tmp_path: Path, name: str) -> None:
    assert sheet(tmp_path, gzip.compress("氏名,電話\n".encode()), name).header == ("氏名", "電話")


def test_utf_16_is_read(tmp_path: Path) -> None:
    assert sheet(tmp_path, "氏名\t電話\n青木\t03\n".encode("utf-16")).header == ("氏名", "電話")


def test_separators_beyond_ascii_do_not_end_a_row(tmp_path: Path) -> None:
    found = sheet(tmp_path, "a,b\nx\u2028y,z\x0bw\n")

    assert [record.cells for record in found.records()] == [["x\u2028y", "z\x0bw"]]


@pytest.mark.parametrize("text", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(UsageError, match=r"x\.csv is empty"):
        sheet(tmp_path, text)


def test_damaged_packed_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be read"):
        sheet(tmp_path, gzip.compress(b"a,b\n")[:-6])
