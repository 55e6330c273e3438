"""Texts that a spreadsheet would run, in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.formula_guard import guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+81 3", "-5", "@cmd", "\tx", "\rx", "\nx", "＝1", "'quoted", "'=1"])
def test_guarded_puts_a_mark_before_what_would_run_or_be_mistaken(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plain", "1-2", " =1", "a'b"])
def test_guarded_leaves_other_texts(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("cell", ["'hello", "", "'", "it's"])
def test_unguarded_leaves_marks_that_guard_nothing(cell: str) -> None:
    assert unguarded(cell) == cell


@given(st.text(st.sampled_from("=+-@\t\r\n'＝a ")))
def test_unguarded_takes_back_what_guarded_did(text: str) -> None:
    assert unguarded(guarded(text)) == text
