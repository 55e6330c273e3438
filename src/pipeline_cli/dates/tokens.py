"""Cut a text into words and figures, from left to right; what can't be cut is refused with what is left."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from pipeline_cli.dates.eras import ERAS
from pipeline_cli.dates.figures import figure, number
from pipeline_cli.dates.lexicon import Kinds, counters, words
from pipeline_cli.dates.slots import Refused


class Token(NamedTuple):
    """A piece of the text, and all that it may be."""

    start: int
    end: int
    kinds: Mapping[str, object]


_NO_COUNTERS = frozenset({"月曜", "日曜", "q1", "q2", "q3", "q4"})
"""What begins like a counter, but is none: "at 10 月曜", "2027 Q1"."""
_KANJI_DAYS = "月火水木金土日"
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_YEAR = 4
"""Digits of a year."""
_KANJI_POWERS = {"十": 10, "百": 100, "千": 1000}
_FIGURES = frozenset({*_KANJI_DIGITS, *_KANJI_POWERS, "元"})
_AFTER_KANJI_DAY = frozenset(" )0123456789・、,祝のにはでまか午朝昼夕夜正")


def tokens(text: str, *, day_first: bool) -> list[Token]:
    """Cut an evened text into tokens.

    Args:
        text: as `even` returns it.
        day_first: whether 12/3 is a day and a month.

    Raises:
        Refused: a piece is neither a word nor a figure of dates.
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token = _next_token(text, at, after_number=_ends_in_number(found, at), day_first=day_first)
        found.append(token)
        at = token.end
    return found


def _ends_in_number(found: list[Token], at: int) -> bool:
    """Tell whether a number ends here, or one blank before."""
    return bool(found) and not found[-1].kinds.keys().isdisjoint({"number", "tenths"}) and at - found[-1].end <= 1


def _next_token(text: str, at: int, *, after_number: bool, day_first: bool) -> Token:
    if after_number and text[at : at + 2] not in _NO_COUNTERS and (token := _word(text, at, counters())):
        return token
    if found := figure(text, at, day_first=day_first):
        return Token(at, *found)
    token = _apart(_word(text, at, words()), text) or _kanji_number(text, at) or _kanji_day(text, at)
    if token is None:
        raise Refused("not-understood", text[at:].split(" ", 1)[0])
    return token


def _word(text: str, at: int, index: Mapping[str, Mapping[str, Kinds]]) -> Token | None:
    for word, kinds in index.get(text[at : at + 1], {}).items():
        end = at + len(word)
        if text.startswith(word, at) and _is_whole(text, end):
            return Token(at, _past_dot(text, end, kinds), kinds)
    return None


def _apart(token: Token | None, text: str) -> Token | None:
    """Return a token without the kinds that it has only apart: "tomorrow+2w" may be glued together by accident."""
    if token is None or "sign" not in token.kinds or text[token.start - 1 : token.start] in ("", " ", "("):
        return token
    return token._replace(kinds={kind: value for kind, value in token.kinds.items() if kind != "sign"})


def _is_whole(text: str, end: int) -> bool:
    """Tell whether no word is cut: no letter follows a letter, no digit a digit, no 時 the 一 of 午後一."""
    if text.startswith("一時", end - 1):
        return False
    if end == len(text) or not text[end].isascii():
        return True
    around = text[end - 1 : end + 1]
    return not (around.isascii() and (around.isalpha() or around.isdigit()))


def _past_dot(text: str, end: int, kinds: Kinds) -> int:
    """Return where a word ends together with the dot of an abbreviation: "tue.", "dec."."""
    is_short = "weekday" in kinds or "month" in kinds
    return end + 1 if is_short and text[end - 1].isascii() and text.startswith(".", end) else end


def _kanji_number(text: str, at: int) -> Token | None:
    """Read kanji figures, which count as such only before a counter: 三 in 三日, not in 三田."""
    end = at
    while end < len(text) and _is_kanji_figure(text, end):
        end += 1
    if end == at or not (text[:at].endswith("第") or _word(text, end, counters())):
        return None
    if _may_be_several(text, at, end):
        raise Refused("several", text[at:end])
    value = _kanji_value(text[at:end])
    return Token(at, end, number(value, len(str(value))))


def _may_be_several(text: str, at: int, end: int) -> bool:
    """Tell whether kanji figures may be two numbers: 二三日後 is in two or three days, 十二三日 the 12th or 13th.

    Not so in a date whose figures are all written one by one: 二〇二六年一二月二三日.
    """
    digits = [_KANJI_DIGITS.get(digit) for digit in text[at:end]]
    neighbours = [
        one is not None and other is not None and (other == one + 1 or None in digits)
        for one, other in pairwise(digits)
    ]
    is_year = len(digits) == _YEAR and None not in digits
    return any(neighbours) and not is_year and not _is_behind_figure(text, at)


def _is_behind_figure(text: str, at: int) -> bool:
    """Tell whether a year or a month written in figures, or an era, stands before a place."""
    before = text[:at].rstrip()[-2:]
    is_counted = before[-1:] in ("年", "月") and (before[:1].isdigit() or before[:1] in _FIGURES)
    return is_counted or before in ERAS


def _is_kanji_figure(text: str, at: int) -> bool:
    return (text[at] in _KANJI_DIGITS or text[at] in _KANJI_POWERS) and not text.startswith("四半期", at)


def _kanji_value(digits: str) -> int:
    """Return the value of 十二, 二十五, 百二十 or 二〇二六."""
    if _KANJI_POWERS.keys().isdisjoint(digits):
        return int("".join(str(_KANJI_DIGITS[digit]) for digit in digits))
    total, ones = 0, 0
    for digit in digits:
        if digit in _KANJI_POWERS:
            total += (ones or 1) * _KANJI_POWERS[digit]
            ones = 0
        else:
            ones = 10 * ones + _KANJI_DIGITS[digit]
    return total + ones


def _kanji_day(text: str, at: int) -> Token | None:
    """Read 火 in (火), 来週火 or 火 14:00; not in 火事."""
    day = _KANJI_DAYS.find(text[at])
    if day < 0 or text[at + 1 : at + 2] not in _AFTER_KANJI_DAY | {""}:
        return None
    kinds: Kinds = {"kanji_day": day}
    # 月 and 日 on their own are as likely a month and a day.
    return Token(at, at + 1, kinds if day in {0, 6} else kinds | {"weekday": day})
