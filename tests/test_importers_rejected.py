"""Rows that an import did not take, in a file that can be corrected."""

import csv
import os
import stat
from pathlib import Path

import pytest

from import_support import open_sheet
from pipeline_cli.importers.rejected import write_rejected


def rejected(path: Path, reasons: dict[int, str]) -> Path:
    written = write_rejected(open_sheet(str(path)), reasons)
    assert written is not None
    return Path(written)


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text('customer;title\n"A\n""B"" ";x\nC;=1\nD;z\n', encoding="utf-8")
    return path


def test_rejected_rows_stand_as_they_were_with_the_reason(deals: Path) -> None:
    written = rejected(deals, {1: "why; so", 2: "because"})

    assert written == deals.with_name("deals.rejected.csv")
    rows = list(csv.reader(written.read_text(encoding="utf-8").splitlines(keepends=True), delimiter=";"))
    assert rows == [["customer", "title", "reason"], ['A\n"B" ', "x", "why; so"], ["C", "=1", "because"]]


def test_rejected_file_is_its_users_alone(deals: Path) -> None:
    assert stat.S_IMODE(rejected(deals, {1: "why"}).stat().st_mode) == 0o600


def test_no_other_file_is_written_over(deals: Path) -> None:
    first, second = rejected(deals, {1: "why"}), rejected(deals, {2: "why"})

    assert (first.name, second.name) == ("deals.rejected.csv", "deals.rejected-2.csv")


def test_same_rows_are_written_once(deals: Path) -> None:
    assert rejected(deals, {1: "why"}) == rejected(deals, {1: "why"})


def test_rows_rejected_again_have_the_new_reason_alone(deals: Path) -> None:
    again = rejected(rejected(deals, {1: "why", 3: "no"}), {2: "still not"})

    assert again.name == "deals.rejected-2.csv"
    assert again.read_text(encoding="utf-8").splitlines() == ["customer;title;reason", "D;z;still not"]


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("cp932", b"\xef\xbb\xbf"), ("utf-8-sig", b"\xef\xbb\xbf")]
)
def test_what_windows_wrote_it_can_read_back(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("customer,title\n青木,x\n", encoding=encoding)

    assert rejected(path, {1: "why"}).read_bytes().startswith(mark + b"customer")


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permissions there")
def test_current_folder_takes_the_place_of_one_that_cannot_be_written_to(
    deals: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    sheet = open_sheet(str(deals))._replace(path=str(tmp_path / "gone" / "deals.csv"))

    assert write_rejected(sheet, {1: "why"}) == os.path.join(".", "deals.rejected.csv")
