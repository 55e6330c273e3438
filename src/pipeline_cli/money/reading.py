"""Amounts as people write them: a currency before or behind a figure, a unit, a sign."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import LONGEST, Money, exact_minor
from pipeline_cli.money.currencies import agreed_currency, names
from pipeline_cli.money.refusal import UnreadableError, quotable, refusal

if TYPE_CHECKING:
    import re

_UNITS = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "mrd": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}

_ONE_SPELLING = str.maketrans("〇零一二三四五六七八九壱弐参拾萬’−–▲△", "00123456789123十万'----")


_KANJI_UNITS = "万億兆"
_COUNTED_IN_KANJI = ("JPY", "CNY", "TWD", "HKD", "MOP", "SGD")


class _Written(NamedTuple):
    """An amount taken apart: digits, separators, kanji in ``figure``, a key of _UNITS or "" in ``unit``."""

    is_negative: bool
    figure: str
    unit: str
    currency: str


def parse_money(text: str, *, default_currency: str, allow_negative: bool = False) -> Money:
    """Read an amount as people write it: ``1.2M``, ``1億2000万``, ``¥1,200,000``, ``€ 3.500,00``.

    Args:
        text: one amount. What "," and "." mean in it is told in ``figures``; nothing is rounded or guessed.
        default_currency: the currency where none is named, and of a sign that several share; an amount in 万 that
            names none is in yen, unless that is a currency which is counted so as well.
        allow_negative: whether ``-500``, ``▲500`` and ``(500)`` are taken.

    Raises:
        UsageError: it is none, has two readings, is finer than the smallest coin, negative, or doesn't fit.
    """
    try:
        written = _taken_apart(text, default_currency)
        minor = _minor(written)
    except UnreadableError as error:
        raise refusal(text, error) from None
    if written.is_negative and minor and not allow_negative:
        raise UsageError(
            t('"{text}" is a negative amount.', text=quotable(text)),
            hint=t("Write what the customer pays, without a minus sign."),
        )
    return Money(-minor if written.is_negative else minor, written.currency)


def _taken_apart(text: str, default: str) -> _Written:
    """Take an amount apart; the figure is not read yet."""
    found = _form().fullmatch(_one_spelling(text))
    if not found:
        raise UnreadableError
    opened, minus, before, inner_minus, figure, unit, after, closed = (part or "" for part in found.groups())
    sign = opened + minus + inner_minus
    if len(sign) > 1 or len(opened) != len(closed):
        raise UnreadableError
    meant = default if before or after else _unnamed(figure, default)
    return _Written(sign in {"-", "("}, figure, unit, agreed_currency(before, after, meant))


def _unnamed(figure: str, default: str) -> str:
    """Return the currency of an amount that names none: who counts in 万 does not mean dollars."""
    is_kanji = any(unit in figure for unit in _KANJI_UNITS)
    return "JPY" if is_kanji and default not in _COUNTED_IN_KANJI else default


def _one_spelling(text: str) -> str:
    """Return an amount in lower case, half width and Arabic figures."""
    import unicodedata

    text = text.strip()
    if len(text) > LONGEST:
        raise UnreadableError(t("It has {length} characters.", length=f"{len(text):,}"))
    if any(char.isdigit() and not char.isdecimal() for char in text):
        raise UnreadableError  # 10² and ①② would become 102 and 12
    return unicodedata.normalize("NFKC", text).translate(_ONE_SPELLING).casefold()[: LONGEST + 1]


@cache
def _form() -> "re.Pattern[str]":
    """Return the form of an amount: (, minus, currency, minus, figure, unit, currency, )."""
    import re

    unit = "|".join(sorted(_UNITS, key=len, reverse=True))
    currency = "|".join([*map(re.escape, sorted(names(), key=len, reverse=True)), "[a-z]{3}"])
    figure = "[0-9十百千](?:[0-9十百千万億兆.,' ]*[0-9十百千万億兆])?"
    return re.compile(rf"(\()? *([-+])? *({currency})? *([-+])? *({figure}) *({unit})? *({currency})? *(\))?", re.ASCII)


def _minor(written: _Written) -> int:
    """Return how many minor units a figure and its unit are."""
    from pipeline_cli.money.figures import read_figure

    digits, decimals = read_figure(written.figure, written.currency, has_unit=bool(written.unit))
    return exact_minor(digits * _UNITS.get(written.unit, 1), decimals, written.currency)
