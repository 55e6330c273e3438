"""Columns that line up in any width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline_cli.views.console import UNLIMITED
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.sheet import Line, Page, Part

NAMES = (Column(is_right=True), Column(least=6), Column(leaves=1), Column(least=4, leaves=2))


def row(*texts: str) -> list[Part]:
    return [(text, "") for text in texts]


def plain(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip()


def test_grid_lines_up_wide_characters() -> None:
    rows = [row("#1", "Aoki", "call"), row("#12", "株式会社みどり", "visit")]

    lines = [plain(line) for line in grid(rows, NAMES[:3], Page(40))]

    assert lines == [" #1  Aoki            call", "#12  株式会社みどり  visit"]


def test_grid_narrows_the_widest_column_that_may_be() -> None:
    lines = list(grid([row("#1", "Aoki Printing Company", "visit")], NAMES[:3], Page(22)))

    assert plain(lines[0]) == "#1  Aoki Print…  visit"


def test_grid_folds_what_does_not_fit_where_nothing_may_be_cut() -> None:
    columns = (Column(is_right=True), Column(least=6, folds=True), Column())
    rows = [row("#1", "Aoki Printing 株式会社", "visit"), row("#12", "Kato", "call")]

    lines = [plain(line) for line in grid(rows, columns, Page(20))]

    assert lines == [" #1  Aoki      visit", "     Printing", "     株式会社", "#12  Kato      call"]


@given(st.lists(st.text("a漢ｶ b", max_size=60), min_size=1), st.integers(8, 40))
def test_grid_loses_no_letter_where_it_folds(texts: list[str], width: int) -> None:
    lines = grid([row(text) for text in texts], (Column(least=4, folds=True),), Page(width))

    assert "".join("".join(map(plain, lines)).split()) == "".join("".join(texts).split())


def test_grid_leaves_columns_out_in_their_order() -> None:
    rows = [row("#1", "Aoki Printing", "visit", "call them")]

    assert plain(next(grid(rows, NAMES, Page(24)))) == "#1  Aoki…   visit  call…"
    assert plain(next(grid(rows, NAMES, Page(20)))) == "#1  Aoki P…  call t…"
    assert plain(next(grid(rows, NAMES, Page(12)))) == "#1  Aoki Pr…"


def test_grid_leaves_out_what_is_empty() -> None:
    rows = titled(["", "name", "by", "note"], [row("#1", "Aoki", "", "x"), row("#2", "Kato", "", "y")])

    assert [plain(line) for line in grid(rows, NAMES, Page(40))] == ["    name  note", "#1  Aoki  x", "#2  Kato  y"]


def test_grid_cuts_nothing_where_width_is_unlimited() -> None:
    rows = [row("#1", "x" * 500, "by", "y" * 500)]

    assert plain(next(grid(rows, NAMES, Page(UNLIMITED)))) == f"#1  {'x' * 500}  by  {'y' * 500}"


@given(st.lists(st.tuples(*[st.text("a漢ｶ\u3099", max_size=30)] * 4), min_size=1), st.integers(20, 100))
def test_grid_fits_its_page(texts: list[tuple[str, ...]], width: int) -> None:
    lines = list(grid([row(*some) for some in texts], NAMES, Page(width)))

    assert len(lines) == len(texts)
    assert all(cell_len(plain(line)) <= width for line in lines)
