"""What a person is looked for by: every form of a text, in every encoding, wherever it lies in a file."""

import json
from io import BytesIO
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.file_scan import forms_in
from pipeline_cli.domain.forgetting import Person, known_by, mentions, patterns, tombstone_texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("written", ["ｱｵｷ商店", "アオキ商店", "あおき商店", json.dumps("ｱｵｷ商店")[1:-1]])
def test_text_is_found_in_each_form(written: str, encoding: str) -> None:
    assert forms_in(BytesIO(f"x{written}x".encode(encoding)), patterns(["ｱｵｷ商店"]))


def test_reading_is_found_in_latin_letters() -> None:
    assert forms_in(BytesIO(b"key: sato"), patterns(["サトウ"]))


def test_too_short_a_text_is_not_looked_for() -> None:
    assert patterns(["a", "李", "abc"]) == {}


@given(before=st.integers(0, 40), block=st.integers(1, 16))
def test_text_across_two_blocks_is_found(before: int, block: int) -> None:
    with patch("pipeline_cli.domain.file_scan.BLOCK", block):
        assert forms_in(BytesIO(b"." * before + b"aoki@example.jp" + b"."), {b"aoki@example.jp": "x"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call Aoki today", True),
        ("call ＡＯＫＩ today", True),
        ("call Aoki Printing today", False),
        ("call Aoki Printing and Aoki", True),
        ("call nobody", False),
    ],
)
def test_mention_is_none_where_it_is_part_of_another_name(text: str, *, expected: bool) -> None:
    assert mentions(text, ["Aoki"], ["Aoki Printing"]) == expected


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("name", "株式会社アオキ", "ｱｵｷ"),
        ("reading", "アオキ", "あおき"),
        ("phone", "03-1234-5678", "０３ (1234) 5678"),
        ("email", "Aoki@Example.jp ", "aoki@example.jp"),
    ],
)
def test_somebody_is_known_again_however_it_is_written(kind: str, one: str, other: str) -> None:
    assert known_by(kind, one) == known_by(kind, other) != ""


def test_tombstones_are_left_for_all_that_says_something_each_once() -> None:
    person = Person(("Aoki", "AOKI"), (), ("-", "12"), ("a@b.jp",), ("r-1",))

    assert list(tombstone_texts(person)) == [("name", "aoki"), ("phone", "12"), ("email", "a@b.jp"), ("ref", "r-1")]


def test_reading_leaves_a_tombstone_in_latin_letters_too() -> None:
    found = set(tombstone_texts(Person((), ("サトウ",), (), (), ())))

    assert found == {("reading", known_by("reading", "さとう")), ("reading", "sato")}
