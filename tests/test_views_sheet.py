"""Lines laid out by hand."""

from pipeline_cli.views.sheet import Page, Part, Sheet, beside, flowed, indented, joined, more
from pipeline_cli.views.text import ASCII_SIGNS, SIGNS
from support import render

STEP: list[Part] = [("call", ""), ("", "due"), ("agreed", "agreed")]


def test_sheet_leaves_no_blanks_at_the_end_of_a_line() -> None:
    sheet = Sheet(lambda page: [[("one", "due"), ("  ", "")], [], [(str(page.width), "")]])

    assert render(sheet, 42) == "one\n\n42\n"


def test_sheet_is_no_markup() -> None:
    assert render(Sheet(lambda _: [[("[/] :warning:", "")]]), 40) == "[/] :warning:\n"


def test_sheet_draws_with_ascii_where_asked() -> None:
    sheet = Sheet(lambda page: more("and 3 more", page))

    assert render(sheet, 40, is_ascii=True) == "... and 3 more\n"


def test_joined_puts_a_dot_between_what_is_there() -> None:
    assert joined(STEP, SIGNS) == [("call", ""), (" · ", "aside"), ("agreed", "agreed")]
    assert joined([("", "")], SIGNS) == []


def test_flowed_keeps_styles_across_lines() -> None:
    lines = list(flowed([("one two ", "due"), ("three", "aside")], Page(8), lines=3))

    assert [list(filter(lambda part: part[0], line)) for line in lines] == [[("one two", "due")], [("three", "aside")]]


def test_flowed_ends_with_a_sign_where_lines_are_left() -> None:
    lines = list(flowed([("one two three four", "")], Page(8, ASCII_SIGNS), lines=2))

    assert ["".join(text for text, _ in line) for line in lines] == ["one two", "three..."]


def test_flowed_text_that_is_empty_takes_no_line() -> None:
    assert list(flowed([("", "due")], Page(8), lines=2)) == []


def test_beside_pads_by_cells() -> None:
    sheet = Sheet(lambda _: beside([[("納期", "")]], 6, [[("one", "")], [("two", "")]]))

    assert render(sheet, 40) == "納期  one\n      two\n"


def test_indented_moves_lines_to_the_right() -> None:
    assert render(Sheet(lambda _: indented([[("one", "")]], 2)), 40) == "  one\n"
