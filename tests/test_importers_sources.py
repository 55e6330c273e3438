"""Which files an import reads."""

from pathlib import Path

import pytest

from pipeline_cli.errors import UsageError
from pipeline_cli.importers.sources import Source, is_rejected, sources, table_stem


def test_folder_gives_all_its_files(tmp_path: Path) -> None:
    for name in ("deals.csv", "a.TSV", "calls.csv.gz", "notes.txt", "deals.rejected.csv", "deals.rejected-2.csv"):
        (tmp_path / name).touch()

    assert [Path(found.path).name for found in sources([str(tmp_path)])] == ["a.TSV", "calls.csv.gz", "deals.csv"]


def test_named_file_may_be_called_anything(tmp_path: Path) -> None:
    path = str(tmp_path / "deals.rejected.csv")
    Path(path).touch()

    assert sources([path]) == [Source(path, is_named=True)]


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        sources([str(tmp_path / "nope.csv")])


def test_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no CSV file in"):
        sources([str(tmp_path)])


@pytest.mark.parametrize("name", ["deals.csv", "deals.csv.gz", "deals.rejected.csv", "deals.rejected-3.csv"])
def test_table_stem_is_the_name_alone(name: str) -> None:
    assert table_stem(f"/some/folder/{name}") == "deals"


@pytest.mark.parametrize(
    ("name", "expected"), [("deals.rejected.csv", True), ("deals.csv", False), ("rejected.csv", False)]
)
def test_is_rejected_looks_at_the_end_of_the_name(name: str, *, expected: bool) -> None:
    assert is_rejected(name) is expected
