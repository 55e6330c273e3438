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
