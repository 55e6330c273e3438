"""Names that somebody may have meant who typed one that nobody has: offered, asked about, and never picked."""

import sqlite3

import pytest

from helpers import Desk
from pipeline_cli.services.likely_names import mistakable_names, similar_names
from pipeline_cli.services.who import MOST_FOUND, customers_called

KNOWN = {
    "髙木工業": "タカギコウギョウ",
    "田中": "タナカ",
    "真壁印刷": "マカベインサツ",
    "山崎商事": "ヤマザキショウジ",
    "大野": "オオノ",
    "小野": "オノ",
    "純一": "ジュンイチ",
    "山王": "サンノウ",
    "ヴィーナス": "",
    "斎藤": "サイトウ",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for name, reading in KNOWN.items():
        desk.ok("add", name, "--reading", reading, "--new")
    return desk.store.reader


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        ("高木工行", "髙木工業"),
        ("田仲", "田中"),
        ("マカベ印刷", "真壁印刷"),
        ("まかべ印刷", "真壁印刷"),
        ("tannaka", "田中"),
        ("ビーナス", "ヴィーナス"),
    ],
)
def test_a_new_name_may_be_a_mistake_for_one_that_looks_or_sounds_like_it(
    reader: sqlite3.Connection, who: str, meant: str
) -> None:
    assert customers_called(reader, who) == []
    assert mistakable_names(reader, who) == [meant]


@pytest.mark.parametrize("who", ["田中商店", "高木建設", "まかべ食品", "佐藤", "sato", "yamamoto", "ジュン"])
def test_a_name_of_its_own_is_no_mistake(reader: sqlite3.Connection, who: str) -> None:
    assert mistakable_names(reader, who) == []


@pytest.mark.parametrize(
    ("who", "offered"),
    [("yamasaki", "山崎商事"), ("タナガ", "田中"), ("田仲", "田中"), ("tannaka", "田中"), ("makabbe", "真壁印刷")],
)
def test_a_name_that_nobody_has_is_offered_those_like_it(reader: sqlite3.Connection, who: str, offered: str) -> None:
    assert similar_names(reader, who)[0] == offered


@pytest.mark.parametrize(
    ("who", "called"),
    [
        ("oono", ["大野"]),
        ("ohno", ["大野"]),
        ("ono", ["小野"]),
        ("Ōno", ["大野", "小野"]),
        ("zyunniti", ["純一"]),
        ("junnichi", ["純一"]),
        ("junichi", ["純一"]),
        ("sannou", ["山王"]),
        ("sannnou", []),
        ("tannaka", []),
    ],
)
def test_who_is_read_just_as_typed_goes_first(reader: sqlite3.Connection, who: str, called: list[str]) -> None:
    names = list(KNOWN)

    assert [names[id_ - 1] for id_ in customers_called(reader, who)] == called


def test_a_long_list_is_not_said_to_be_as_long_as_what_was_looked_for(desk: Desk) -> None:
    for number in range(MOST_FOUND + 3):
        desk.ok("add", f"田中 {number}号店", "--new")

    assert f"{MOST_FOUND} or more customers could be meant by 田中." in desk("show", "田中").err
