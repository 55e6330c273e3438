"""Yes or no, and how a name is read, asked on a real terminal."""

import json
import sys

import pytest

from helpers import Desk
from terminal_support import CTRL_C, CTRL_D, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

READ = "in kana"


def reading_of(desk: Desk, who: str) -> str:
    """Return how a customer's name is read, "" where that is not known."""
    return str(json.loads(desk("show", who, "--json").out)["customer"]["reading"])


@pytest.mark.parametrize("words", [("add", "田中商事"), ("log", "田中商事", "初回訪問")])
def test_new_customer_with_kanji_is_asked_for_once(desk: Desk, words: tuple[str, ...]) -> None:
    with on_a_terminal(desk, *words) as screen:
        screen.sees(READ)
        screen.answers("tanaka")
        screen.sees("Only hiragana and katakana")
        screen.answers("ﾀﾅｶｼｮｳｼﾞ")
        assert screen.ends()[0] == 0

    assert reading_of(desk, "tanaka") == "タナカショウジ"


def test_reading_is_passed_over_with_enter(desk: Desk) -> None:
    with on_a_terminal(desk, "add", "田中商事", "--lang", "ja") as screen:
        screen.sees("読み")
        screen.answers()
        assert screen.ends()[0] == 0

    assert reading_of(desk, "田中商事") == ""


@pytest.mark.parametrize(
    "words",
    [("add", "Aoki"), ("add", "株式会社みどり"), ("add", "田中", "--reading", "タナカ"), ("log", "Aoki", "Hi.")],
)
def test_reading_is_not_asked_for_where_it_is_known_or_needless(desk: Desk, words: tuple[str, ...]) -> None:
    with on_a_terminal(desk, *words) as screen:
        code, shown = screen.ends()

    assert code == 0
    assert READ not in shown


def test_reading_of_a_known_customer_is_not_asked_for(desk: Desk) -> None:
    desk("add", "田中商事")
    with on_a_terminal(desk, "log", "田中商事", "再訪問") as screen:
        code, shown = screen.ends()

    assert code == 0
    assert READ not in shown


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_add_is_given_up_while_it_asks(desk: Desk, key: str) -> None:
    with on_a_terminal(desk, "add", "田中商事") as screen:
        screen.sees(READ)
        screen.types(key)
        assert screen.ends()[0] == 130

    assert desk("show", "田中商事").code == 3


@pytest.mark.parametrize(
    ("lang", "answer", "code"), [("en", "y", 0), ("ja", "はい", 0), ("ja", "ｙ", 0), ("en", "はい", 0)]
)
def test_question_is_answered_in_either_language(desk: Desk, lang: str, answer: str, code: int) -> None:
    with on_a_terminal(desk, "log", "Aoki", "Hi.", "--next", "yesterday", "--lang", lang) as screen:
        screen.sees({"en": "[y/N]", "ja": "いいえ"}[lang])
        screen.answers("?")
        screen.sees({"en": "y or n", "ja": "お答えください"}[lang])
        screen.answers(answer)
        assert screen.ends()[0] == code


@pytest.mark.parametrize("answer", ["", "n", "No", "いいえ"])
def test_question_that_is_answered_with_no_changes_nothing(desk: Desk, answer: str) -> None:
    with on_a_terminal(desk, "log", "Aoki", "Hi.", "--next", "yesterday") as screen:
        screen.sees("[y/N]")
        screen.answers(answer)
        assert screen.ends()[0] == 130

    assert desk("show", "Aoki").code == 3
