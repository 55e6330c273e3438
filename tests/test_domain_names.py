import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.names import (
    asked_key,
    fold,
    is_branch,
    is_slip,
    like_names,
    likeness,
    name_key,
    reading_key,
    romaji_key,
    romaji_keys,
)

SYLLABLES = st.text(
    st.sampled_from("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワガジズ")
)
NAMES = st.text(st.characters() | st.sampled_from("ｶﾞﾊﾟ㈱株式会社(株)・ーヴヷんっ々 .,IncLtd様髙ßſǰΐ\u0345\u3099"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Midori", "midori"),
        ("ＭＩＤＯＲＩ", "midori"),
        ("ミドリ", "みどり"),
        ("ﾐﾄﾞﾘ", "みどり"),
        ("ヴィオラ", "ゔぃおら"),
        ("ヷ", "わ\u3099"),
        ("㈱", "(株)"),
        ("Straße", "strasse"),
        ("コンピューター", "こんぴゅーたー"),
    ],
)
def test_fold_levels_width_case_and_kana(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(NAMES)
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_fold_takes_composed_and_decomposed_for_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "みどり",
            "ミドリ",
            "ﾐﾄﾞﾘ",
            " みどり ",
            "み・ど・り",
            "「みどり」",
            "株式会社みどり",
            "みどり株式会社",
            "株式会社 ミドリ",
        ),
        *(
            "㈱みどり",
            "みどり（株）",
            "(株)みどり",
            "(有)みどり",
            "㈲ミドリ",
            "有限会社みどり",
            "合同会社みどり",
            "合資会社みどり",
        ),
        *(
            "一般社団法人みどり",
            "医療法人社団みどり",
            "ＮＰＯ法人みどり",
            "株式會社みどり",
            "ｶ)ﾐﾄﾞﾘ",
            "カブシキガイシャミドリ",
        ),
        *("みどり Inc.", "みどり Co., Ltd.", "㈱みどり K.K.", "みど\u200bり", "みどり\ufe00"),
    ],
)
def test_name_key_is_one_for_all_spellings(name: str) -> None:
    assert name_key(name) == "みどり"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Acme",
            "ACME",
            "Ａｃｍｅ",
            "Acme Inc.",
            "Acme, Inc",
            "Acme Ltd.",
            "Acme Co., Ltd.",
            "Acme Co.,Ltd",
            "Acme LLC",
        ),
        *("Acme Corp.", "Acme Corporation", "Acme GmbH", "Acme GmbH & Co. KG", "Acme AG", "Acme S.A.", "Acme K.K."),
        *("K.K. Acme", "株式会社Acme", "Acme Pty. Ltd.", "Acme B.V.", "A.C.M.E."),
    ],
)
def test_name_key_leaves_out_latin_company_forms(name: str) -> None:
    assert name_key(name) == "acme"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("株式会社", "株式会社"),
        ("(株)", "株"),
        ("Inc", "inc"),
        ("Co., Ltd.", "coltd"),
        ("・・・", "・・・"),
        ("ー", "ー"),
        ("C++", "c++"),
        ("", ""),
        (" \u3000", ""),
    ],
)
def test_name_key_leaves_something_of_every_name(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    "name", ["Income", "Incheon Trading", "Cohen", "Saga", "Costco", "日本有限会社案内", "Inc Magazine"]
)
def test_name_key_leaves_out_whole_words_at_the_ends_only(name: str) -> None:
    assert name_key(name) == name.lower().replace(" ", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("齋藤", "斎藤"),
        ("齊藤", "斉藤"),
        ("斉藤", "斎藤"),
        ("澤田", "沢田"),
        ("𠮷田", "吉田"),
        ("葛\U000e0100城", "葛城"),
        ("キャノン", "キヤノン"),
        ("シユン", "シュン"),
        ("サーバー", "サーバ"),
        ("関ヶ原", "関ケ原"),
        ("O'Brien", "O’Brien"),
        ("AT&T", "ＡＴ＆Ｔ"),
        ("長﨑", "長崎"),
        ("靏田", "鶴田"),
        ("槙原", "槇原"),
        ("ﾐﾄﾞﾘ（株）", "ミドリ"),
        ("みどり Co.,Ltd.", "株式会社　ミドリ"),
    ],
)
def test_name_key_takes_rare_and_usual_forms_for_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("大野", "小野"), ("おおの", "おの"), ("びる", "びん"), ("C++", "C")])
def test_name_key_keeps_different_names_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(NAMES)
def test_name_key_is_empty_for_blank_names_only(name: str) -> None:
    assert bool(name_key(name)) == bool(name.strip())


@given(NAMES)
def test_name_key_is_the_same_for_a_folded_name(name: str) -> None:
    assert name_key(fold(name)) == name_key(name)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("田中様", "田中"),
        ("田中 様", "田中"),
        ("田中さん", "田中"),
        ("みどり商事㈱ 御中", "みどり商事"),
        ("鈴木先生 ", "鈴木"),
        ("Tanaka-san", "tanaka"),
        ("Tanaka San", "tanaka"),
        ("サンサン", "さんさん"),
        ("Susan", "susan"),
        ("様", "様"),
        ("さん", "さん"),
        ("", ""),
    ],
)
def test_asked_key_leaves_out_honorifics(asked: str, key: str) -> None:
    assert asked_key(asked) == key


@given(NAMES)
def test_asked_key_begins_the_key_of_what_was_typed(text: str) -> None:
    assert bool(asked_key(text)) == bool(text.strip())


def test_reading_key_is_comparable_with_names_in_kana() -> None:
    assert reading_key("ﾐﾄﾞﾘ ｼｮｳｼﾞ") == name_key("みどりしょうじ")


@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        ("タナカ", "tanaka"),
        ("さとう", "sato satou satoh"),
        ("ササキ", "sasaki"),
        ("シンジ", "shinji sinzi sinji"),
        ("オオノ", "ohno ono oono"),
        ("ツチヤ", "tsuchiya tutiya"),
        ("ジュンコ", "junko zyunko"),
        ("シュンイチ", "shunichi syuniti"),
        ("ハットリ", "hattori"),
        ("ハッチョウ", "hatchou hattyou"),
        ("ナンバ", "namba nanba"),
        ("ニイガタ", "niigata"),
        ("サーバー", "saba saabaa"),
        ("ティーダ", "tiida tida"),
        ("ﾌｼﾞﾓﾄ ｹﾝ", "fujimotoken huzimotoken"),
        ("カ)ミドリ", "midori"),
        ("Tanaka", "tanaka"),
    ],
)
def test_romaji_keys_holds_each_way_of_typing(reading: str, typed: str) -> None:
    assert set(typed.split()) <= set(romaji_keys(reading))


@pytest.mark.parametrize("reading", ["", "田中", "タナカ太郎", "・", "っ"])
def test_romaji_keys_has_none_without_kana(reading: str) -> None:
    assert romaji_keys(reading) == ()


@given(SYLLABLES.filter(bool))
def test_romaji_keys_are_letters_and_few(reading: str) -> None:
    keys = romaji_keys(reading)
    assert all(key.isascii() and key.isalpha() and key.islower() for key in keys)
    assert 1 <= len(keys) <= 12


@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        ("サトウ", "Sato Satou SATOH Satō"),
        ("オオノ", "Ono Oono Ohno Ōno"),
        ("シンジ", "Shinji Sinji Sinzi"),
        ("ツチヤ", "Tsuchiya Tutiya Tuchiya Tsutiya"),
        ("リョウタロウ", "Ryotaro Ryoutarou Ryotarou Ryohtaroh"),
        ("ハッチョウ", "Hatcho Hatchou Hacchou Hattyou"),
        ("ホンマ", "Honma Homma"),
        ("シンイチ", "Shin'ichi Shin-ichi Sinichi"),
        ("コウヘイ", "Kohei Kouhei Kōhei Kôhei"),
        ("ツヅキ", "Tsuzuki Tuduki Tsuduki Tudzuki"),
        ("ナンバ", "Nanba Namba"),
    ],
)
def test_romaji_key_is_the_first_key_of_the_reading(reading: str, typed: str) -> None:
    assert {romaji_key(name) for name in typed.split()} == {romaji_keys(reading)[0]}


@given(NAMES)
def test_romaji_is_made_of_any_text(text: str) -> None:
    assert isinstance(romaji_key(text), str)
    assert all(romaji_keys(text))


@given(NAMES, NAMES)
def test_likeness_is_symmetric_between_0_and_1(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


def test_likeness_ranks_a_slip_above_another_name() -> None:
    assert likeness("midori", "midori") == 1 > likeness("midori", "midroi") > likeness("midori", "aoki")


def test_like_names_gives_the_likest_first() -> None:
    names = ["aoki", "midori", "midorikawa", "mitsui"]
    assert like_names("midroi", names) == ["midori", "midorikawa"]


def test_like_names_gives_no_more_than_asked() -> None:
    assert like_names("aaaa", ["aaab", "aaac", "aaaa"], 2) == ["aaaa", "aaac"]


def test_like_names_gives_nothing_where_nothing_is_like() -> None:
    assert like_names("midori", ["xyz", ""]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Inc.", "Akme"),
        ("Acme", "Amce"),
        ("Acme", "Acmee"),
        ("田中商事", "田中商亊"),
        ("田仲商事", "田中商事"),
        ("田仲", "田中"),
    ],
)
def test_is_slip_knows_short_names_a_letter_apart(one: str, other: str) -> None:
    assert is_slip(name_key(one), name_key(other))
    assert is_slip(name_key(other), name_key(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("田中商事", "田村商事"),
        ("Room 101", "Room 102"),
        ("Acme", "Bcme"),
        ("Acme", "Akne"),
        ("Acme", "Acme West"),
        ("", "Acme"),
    ],
)
def test_is_slip_leaves_names_of_their_own_alone(one: str, other: str) -> None:
    assert not is_slip(name_key(one), name_key(other))


def test_is_branch_knows_the_branch_of_a_firm() -> None:
    assert is_branch(name_key("田中商事 大阪支店"), name_key("田中商事株式会社"))
    assert not is_branch(name_key("田中商事パートナーズ"), name_key("田中商事"))
    assert not is_branch(name_key("田中商事"), name_key("田中商事"))
