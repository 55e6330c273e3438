"""Records as TOML: what is written is read back, and a mistake is found on its line."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.commands.edit_document import (
    MARK,
    Document,
    Mistake,
    changes_in,
    line_of,
    marked,
    toml_text,
    without_marks,
)

BEFORE: Document = {"customer": {"name": "Aoki", "phones": ["1"], "memo": ""}, "deal": {"title": "", "agreed": True}}

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXTS, st.lists(TEXTS, max_size=3), st.booleans(), st.integers(0, 10_000))
def test_toml_is_read_back(text: str, texts: list[str], flag: bool, number: int) -> None:  # noqa: FBT001
    document: Document = {
        "deal": {"title": text, "tags": texts, "agreed": flag, "minutes": number, "note": text + '\n"'}
    }

    assert tomllib.loads(toml_text(document)) == document


@given(st.integers(1, 8), st.text("ab \n", max_size=20))
def test_marks_are_taken_out_again(line: int, told: str) -> None:
    text = toml_text(BEFORE)

    assert without_marks(marked(text, [Mistake(line, told)])) == text


def test_marks_stand_above_their_lines() -> None:
    assert marked("a\nb\nc", [Mistake(1, "x"), Mistake(3, "y\nz")]) == f"{MARK}x\na\nb\n{MARK}y z\nc"


@pytest.mark.parametrize(
    ("section", "name", "line"),
    [("customer", "", 3), ("customer", "phones", 5), ("deal", "title", 9), ("deal", "none", 8), ("none", "title", 1)],
)
def test_line_of_a_field_is_found(section: str, name: str, line: int) -> None:
    assert line_of(toml_text(BEFORE), section, name) == line


def test_only_what_differs_is_a_change() -> None:
    changes, mistakes = changes_in(toml_text(BEFORE).replace('"1"', '"1", "2"'), BEFORE)

    assert (changes, mistakes) == ({"customer": {"phones": ["1", "2"]}, "deal": {}}, [])


def test_flag_is_no_number() -> None:
    changes, mistakes = changes_in("[deal]\nagreed = 1", BEFORE)

    assert changes == {"deal": {"agreed": 1}}
    assert [mistake.line for mistake in mistakes] == [2]


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    changes, mistakes = changes_in(text, BEFORE)

    assert mistakes or changes.keys() <= BEFORE.keys()
