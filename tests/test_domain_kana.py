"""Which names have kanji, and what is a reading in kana."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.kana import as_kana, has_kanji
from pipeline_cli.domain.names import reading_key


@pytest.mark.parametrize("name", ["田中", "田中商事", "株式会社田中", "𠮷田", "髙﨑（株）", "みどり商事", "ABC企画"])
def test_name_has_kanji(name: str) -> None:
    assert has_kanji(name)


@pytest.mark.parametrize("name", ["Aoki", "みどり", "ミドリ", "ﾐﾄﾞﾘ", "株式会社みどり", "㈱ミドリ", "有限会社ABC", ""])
def test_company_forms_are_no_kanji_of_a_name(name: str) -> None:
    assert not has_kanji(name)


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("タナカ", "タナカ"),
        (" たなか\u3000しょうじ\n", "たなか しょうじ"),
        ("ﾀﾅｶｼｮｳｼﾞ", "タナカショウジ"),
        ("サーバー・ワン", "サーバー・ワン"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_reading_is_kept_in_kana_of_full_width(typed: str, kana: str) -> None:
    assert as_kana(typed) == kana


@pytest.mark.parametrize("typed", ["tanaka", "田中", "タナカ1", "たなか。", "タナカ?", "\x1b[A"])
def test_reading_is_kana_and_nothing_else(typed: str) -> None:
    assert as_kana(typed) is None


@given(st.text())
def test_reading_of_any_text_is_kept_as_it_is_found(text: str) -> None:
    kana = as_kana(text)

    assert kana is None or reading_key(kana) == reading_key(text)
