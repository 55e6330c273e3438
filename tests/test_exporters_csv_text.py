"""The lines of the project's own CSV."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.exporters.csv_text import csv_line, guard, header, listed
from pipeline_cli.importers.cells import Reading, texts


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2))
def test_csv_line_is_read_back_as_it_was(cells: list[str]) -> None:
    assert next(csv.reader(StringIO(csv_line(cells), newline=""))) == cells


def test_csv_line_quotes_only_where_it_must() -> None:
    assert csv_line(["a", 'b"c', "d,e", "f\rg", "h\n", " i", ""]) == 'a,"b""c","d,e","f\rg","h\n", i,\n'


@pytest.mark.parametrize(
    ("several", "cell"),
    [([], ""), (["a"], "a"), (["a", "b c"], "a;b c"), (["a;b", "c"], '["a;b", "c"]'), (["[a]"], '["[a]"]')],
)
def test_listed_puts_several_texts_into_one_cell(several: list[str], cell: str) -> None:
    assert listed(several) == cell


@given(st.lists(st.text(st.sampled_from('a;,、["\\] 青'), min_size=1).map(str.strip).filter(bool)))
def test_listed_texts_are_read_back_as_they_were(several: list[str]) -> None:
    assert texts(listed(several), "tags", Reading(None, "JPY")) == tuple(several)


def test_header_tells_custom_fields_from_columns() -> None:
    names = header("stages", ["colour", "stage", "custom:x", ""])

    assert names == ["deal_ref", "stage", "at", "state", "colour", "custom:stage", "custom:custom:x", "custom:"]


def test_guard_leaves_texts_where_they_are_wanted_raw() -> None:
    assert guard(is_raw=True)("=1") == "=1"
    assert guard(is_raw=False)("=1") == "'=1"
