"""Golden screens that are set to Japanese show no English, but for what was typed and what is called so."""

import re
from pathlib import Path

import pytest

from conftest import GOLDEN
from i18n_support import english_words

FOR_PROGRAMS = re.compile(r"-(?:csv|html|json)-")
"""Forms whose keys and tags are the same in every language."""

SCREENS = sorted(
    file
    for file in GOLDEN.rglob("*.txt")
    if re.search(r"(?<![a-z])ja(?![a-z])", file.stem) and not FOR_PROGRAMS.search(file.stem)
)


def words_of(path: Path) -> frozenset[str]:
    """Return every word of a file: what a test itself names is its data, and shown as it is."""
    return frozenset(re.findall(r"[A-Za-z][\w'’]+", path.read_text("utf-8")))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_japanese_screen_holds_no_english(screen: Path) -> None:
    tests = GOLDEN.parent
    named = [tests / f"{screen.parent.name}.py", *tests.glob("*support.py")]
    data = frozenset().union(*(words_of(path) for path in named if path.stem != "i18n_support"))

    assert english_words(screen.read_text("utf-8"), data) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("#12 青木印刷 · 見込み客", []),
        ("No calls to make.", ["No", "calls", "to", "make"]),
        ("次の一手なし  set one: pipe next NUMBER WHEN", ["set", "one"]),
        ("決めるには: pipe next 番号 日時", []),
        ("--limit 0 で全件（CSV、cp932）", []),
        ("--if-solved yes|no|unknown  解消すれば購入するか", []),
        ("日付は ~/pipe.db から {n}件", []),
    ],
)
def test_english_words_of_a_screen(text: str, left: list[str]) -> None:
    assert english_words(text) == left
