"""Customers who may be one: by what they have in common, never each with each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.duplicates import COMMON, Known, like_pairs, phone_key, slips
from pipeline_cli.domain.names import name_key


def known(id_: int, name: str, reading: str = "", phone: str = "", email: str = "") -> Known:
    return Known(id_, name_key(name), name_key(reading), (phone,) if phone else (), (email,) if email else ())


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (known(1, "A", email="x@y.jp"), known(2, "B", email="X@Y.JP"), "same_mail"),
        (known(1, "A", phone="03-1234-5678"), known(2, "B", phone="+81 3 1234 5678"), "same_phone"),
        (known(1, "株式会社山田工務店"), known(2, "山田工務店"), "same_name"),
        (known(1, "髙橋商店", "タカハシ"), known(2, "Takahashi", "たかはし"), "same_reading"),
        (known(1, "Aoki Printing"), known(2, "Aoki Prinitng"), "like_name"),
        (known(1, "Aoki Printing"), known(2, "Aoki Printings"), "like_name"),
        (known(1, "サンライズ"), known(2, "サンライス"), "like_name"),
    ],
)
def test_customers_with_something_in_common_are_a_pair(one: Known, other: Known, why: str) -> None:
    assert like_pairs([one, other]) == [(1, 2, why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1, "Aoki 1 Print"), known(2, "Aoki 2 Print")),
        (known(1, "高橋工務店"), known(2, "高木工務店")),
        (known(1, "Ito"), known(2, "Itoh")),
        (known(1, "Mori"), known(2, "Nori")),
        (known(1, "田村商事"), known(2, "田中商事")),
        (known(1, "A", phone="110"), known(2, "B", phone="110")),
        (known(1, "A"), known(2, "B")),
    ],
)
def test_customers_with_names_of_their_own_are_none(one: Known, other: Known) -> None:
    assert like_pairs([one, other]) == []


def test_pair_is_listed_once_with_its_strongest_reason() -> None:
    one, other = known(1, "Aoki", "あおき", "03-1234-5678"), known(2, "Aoki", "あおき", "03-1234-5678")

    assert like_pairs([one, other]) == [(1, 2, "same_phone")]


def test_what_many_have_in_common_says_nothing() -> None:
    many = [known(id_, f"Name {id_}", "たかはし") for id_ in range(COMMON + 1)]

    assert like_pairs(many) == []


@given(st.lists(st.sampled_from(["aokiprint", "aokiprnt", "sato", "morimori"]), max_size=COMMON * 2))
def test_pairs_are_no_more_than_grows_with_the_customers(names: list[str]) -> None:
    customers = [known(id_, name) for id_, name in enumerate(names)]
    pairs = like_pairs(customers)

    assert len(pairs) <= 10 * len(customers)
    assert all(pair.first < pair.second for pair in pairs)


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("03-1234-5678", "0312345678"),
        ("０３（１２３４）５６７８", "0312345678"),
        ("+81 (0)3 1234 5678", "0312345678"),
        ("12", ""),
    ],
)
def test_phone_key_is_the_digits(phone: str, key: str) -> None:
    assert phone_key(phone) == key


def test_slips_leave_figures_and_kanji_alone() -> None:
    assert list(slips("abc1高")) == ["abc1高", "bc1高", "ac1高", "ab1高"]


def test_slips_of_a_short_name_keep_its_first_letter() -> None:
    assert list(slips("acme")) == ["acme", "ame", "ace", "acm"]


@pytest.mark.parametrize(("one", "other"), [("Acme Inc.", "Akme"), ("田中商事", "田仲商亊"), ("Mori", "Mora")])
def test_short_names_a_slip_apart_may_be_one(one: str, other: str) -> None:
    assert like_pairs([known(1, one), known(2, other)]) == [(1, 2, "like_name")]
