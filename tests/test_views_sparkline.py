"""A row of figures as a line of bars."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.views.sparkline import sparkline
from pipeline_cli.views.text import ASCII_SIGNS, SIGNS


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([0, 4, 8], "▁▅█"),
        ([0, 0], "▁▁"),
        ([None, 1], " █"),
        ([-3, 3], "▁█"),
        ([], ""),
        ([None], " "),
    ],
)
def test_sparkline_rises_with_its_values(values: Sequence[float | None], line: str) -> None:
    assert sparkline(values, SIGNS) == line


@given(st.lists(st.none() | st.integers(0, 2**63)))
def test_sparkline_has_one_character_for_each_value(values: list[int | None]) -> None:
    line = sparkline(values, ASCII_SIGNS)

    assert len(line) == len(values)
    assert line.isascii()
