"""Each screen at 60, 80, 100 and 120 columns with names that are hard to lay out; one file holds the four widths."""

from unicodedata import normalize

import pytest
from rich.cells import cell_len

from helpers import Desk
from support import Golden

WIDTHS = (60, 80, 100, 120)
LONG = "株式会社日本総合食品流通技術研究開発機構 九州沖縄地域統括本部"
HALF = "ﾐﾄﾞﾘｼｮｳｼﾞ(ｶ) ﾊﾝﾊﾞｲﾌﾞ"
COMBINED = "Cafe\u0301 Zu\u0308rich か\u3099っこう堂"
NAMES = (LONG, HALF, COMBINED)
SCREENS = {
    "today": ("today", "--days", "7"),
    "today-on": ("today", "--on", "11/23"),
    "list": ("list", "--state", "all"),
    "show": ("show", "1"),
    "show-combined": ("show", "3"),
    "find": ("find", "見積もり"),
    "history": ("history",),
    "history-one": ("history", "--only", "2"),
    "prune": ("prune", "--list"),
    "funnel": ("funnel", "--by", "source"),
    "forecast": ("forecast",),
    "tally": ("tally", "calls", "=1200", "appointments", "=3", "visits", "=45", "mails", "=678"),
    "when": ("when", "11/23", "7:00"),
    "log": (
        "log",
        "2",
        "御社の件、承知いたしました。",
        "--next",
        "11/23 7:00",
        "--why",
        "見積もりと納期、設置場所の確認",
    ),
    "next": ("next", "1", "sat", "--why", "見積もりと納期、設置場所の確認のため、先方の担当者二名と打ち合わせ"),
    "park": ("park", "3", "+3mo"),
    "edit": ("edit", "3", "--concern", "納期と設置場所、それに費用"),
    "no-such": ("show", "株式会社日本総合食品流通技術研究開発機関"),
}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    note = "見積もりを部長と検討中。納期はﾃﾝｷｭｳﾋｬｸﾆｼﾞｭｳ日、設置はか\u3099っこうの夏休みに。" * 2
    desk.ok("log", LONG, note, "--next", "yesterday", "--value", "123456789012", "--concern", note, "--at", "yesterday")
    desk.ok("log", HALF, "見積もり待ち", "--waiting", "--value", "$1,234,567.89", "--tag", "展示会", "--kind", "call")
    desk.ok(
        "add", COMBINED, "--value", "9999.99万", "--source", "紹介・九州沖縄地域のお客様から", "--title", "ｿﾌﾄ 更新"
    )
    return desk


@pytest.mark.parametrize("name", [f"{language}-{screen}" for screen in SCREENS for language in ("en", "ja")])
def test_screen_at_every_width(desk: Desk, golden: Golden, name: str) -> None:
    language, _, screen = name.partition("-")
    shown = []
    for width in WIDTHS:
        outcome = desk(*SCREENS[screen], PIPE_LANG=language, COLUMNS=str(width))
        assert max(map(cell_len, outcome.out.splitlines()), default=0) <= width
        shown.append(f"[{width}]\n{outcome.out}{outcome.err}")
        if outcome.code == 0 and screen in ("log", "next", "park", "edit"):
            desk.ok("undo")

    golden("\n".join(shown))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "words", [("show", "1"), ("show", "2"), ("show", "3"), ("find", "見積もり"), ("list",), ("today",)]
)
def test_screen_loses_no_character_of_a_name(desk: Desk, words: tuple[str, ...], width: int) -> None:
    shown = squeezed(desk.ok(*words, COLUMNS=str(width), PIPE_LANG="ja"))
    known = [name for name in map(squeezed, NAMES) if name[:4] in shown]

    assert known
    for name in known:
        letters = iter(shown)
        assert all(letter in letters for letter in name), name


def squeezed(text: str) -> str:
    """Return a text as it is shown, without blanks, wherever a line ends."""
    return "".join(normalize("NFC", text).split())
