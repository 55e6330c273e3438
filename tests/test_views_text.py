"""The gate out, and cutting and breaking by cells."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline_cli.views.text import HEAD, breaks, fitted, on_a_line, paragraphs, wrapped

WIDTHS = st.integers(min_value=2, max_value=90)
TEXTS = st.text() | st.text("ab あ漢、。「」ｶﾞ\u3099\u0301-·👩\u3000", max_size=200)


def test_on_a_line_joins_lines_with_blanks() -> None:
    assert on_a_line(" one\r\n\n\ttwo\u2028three ") == "one two three"


def test_on_a_line_reads_only_the_beginning() -> None:
    assert len(on_a_line("x" * 10_000_000)) == HEAD


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("fits", 4, "fits"),
        ("too long", 6, "too l…"),
        ("cut at a blank", 8, "cut at…"),
        ("見積書を送る", 12, "見積書を送る"),
        ("見積書を送る", 8, "見積書…"),
        ("ｶﾞｷﾞｸﾞ", 4, "ｶﾞｷ…"),
        ("cafe\u0301 noir", 5, "cafe\u0301…"),
        ("見", 1, "…"),
        ("gone", 0, ""),
    ],
)
def test_fitted_cuts_by_cells(text: str, width: int, expected: str) -> None:
    assert fitted(text, width) == expected


def test_fitted_cuts_with_ascii_where_asked() -> None:
    assert fitted("too long", 6, "...") == "too..."


@given(TEXTS, WIDTHS)
@example("\u0301" * 50, 2)
def test_fitted_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cell_len(fitted(on_a_line(text), width)) <= width


def test_paragraphs_keep_indents_and_empty_lines() -> None:
    assert list(paragraphs("Bring:\r\n\n\t- samples  \n")) == ["Bring:", "", "        - samples"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 12, ["one two", "three"]),
        ("unbreakable", 5, ["unbre", "akabl", "e"]),
        ("a unbreakable", 5, ["a", "unbre", "akabl", "e"]),
        ("  - indented text", 12, ["  - indented", "text"]),
        ("納期を気にしている", 8, ["納期を気", "にしてい", "る"]),
        ("見積書を送る。", 12, ["見積書を送", "る。"]),
        ("彼は「高い」と言う", 6, ["彼は", "「高", "い」と", "言う"]),
        ("agreed · own plan", 8, ["agreed ·", "own plan"]),
        ("", 5, [""]),
    ],
)
def test_wrapped_breaks_where_people_would(text: str, width: int, expected: list[str]) -> None:
    assert list(wrapped(text, width)) == expected


@given(TEXTS, WIDTHS)
@example("\u3000\u3000\u3000あ", 2)
def test_wrapped_lines_are_never_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(on_a_line(text), width))


@given(TEXTS, WIDTHS)
def test_breaks_lose_nothing_but_blanks(text: str, width: int) -> None:
    text = on_a_line(text)

    kept = "".join(text[start:end] for start, end in breaks(text, width))

    assert "".join(kept.split()) == "".join(text.split())


def test_the_sign_of_a_tag_stays_with_it() -> None:
    assert list(wrapped("関東 #水産", 6)) == ["関東", "#水産"]
