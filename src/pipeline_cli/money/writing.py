"""Amounts as each language writes them: in full, and short."""

from itertools import pairwise
from typing import NamedTuple

from pipeline_cli.i18n import language
from pipeline_cli.money.amount import Money, minor_digits, parts
from pipeline_cli.money.currencies import JAPANESE_NAMES, SIGNS


class _Unit(NamedTuple):
    """A unit of short amounts, and how many decimals it has at most."""

    name: str
    size: int
    places: int


_ENGLISH = (_Unit("K", 10**3, 1), _Unit("M", 10**6, 2), _Unit("B", 10**9, 2), _Unit("T", 10**12, 2))
_JAPANESE = (_Unit("万", 10**4, 2), _Unit("億", 10**8, 2), _Unit("兆", 10**12, 2))

_FULL_BELOW = 100_000


def format_money(money: Money) -> str:
    """Write an amount in full, alike in both languages: ``¥1,234,000``, ``$4,500.50``, ``CHF 3,500``."""
    return _with_sign_before(money, _full(money))


def format_short(money: Money) -> str:
    """Write an amount in a few digits, rounded: ``¥1.23M``, ``$250K``; in Japanese ``123.4万円``.

    Below 100,000 none is rounded to thousands: ``¥9,999`` and 12,300円 stay as they are, and would hardly be shorter.
    """
    whole, _ = parts(money)
    is_full = whole < _FULL_BELOW and abs(money.minor) % (1000 * 10 ** minor_digits(money.currency)) > 0
    if language() == "ja":
        return _with_name_behind(money, _full(money) if is_full else _short(money, _JAPANESE, significant=4))
    return _with_sign_before(money, _full(money) if is_full else _short(money, _ENGLISH, significant=3))


def _with_sign_before(money: Money, figure: str) -> str:
    """Write minus, sign and figure."""
    return "-" * (money.minor < 0) + SIGNS.get(money.currency, f"{money.currency} ") + figure


def _with_name_behind(money: Money, figure: str) -> str:
    """Write minus, figure and the Japanese name."""
    return "-" * (money.minor < 0) + figure + JAPANESE_NAMES.get(money.currency, f" {money.currency}")


def _full(money: Money) -> str:
    """Write an amount's figure, without its cents where they are zero."""
    whole, cents = parts(money)
    # Dinars keep their zeros: "1,234" alone would be one dinar where the comma is the decimal mark.
    can_drop = cents == ".00"
    return f"{whole:,}{'' if can_drop else cents}"


def _short(money: Money, units: tuple[_Unit, ...], *, significant: int) -> str:
    """Write an amount's figure in the smallest unit where, rounded, it stays below one of the next unit."""
    minor, one = abs(money.minor), 10 ** minor_digits(money.currency)
    if minor < units[0].size * one:
        return _full(money)
    for unit, larger in pairwise(units):
        number, places = _rounded(minor, unit.size * one, unit.places, significant)
        if number * unit.size < larger.size * 10**places:
            return _decimal(number, places) + unit.name
    last = units[-1]
    return _decimal(*_rounded(minor, last.size * one, last.places, significant)) + last.name


def _rounded(minor: int, size: int, most_places: int, significant: int) -> tuple[int, int]:
    """Return minor / size as a whole number and how many of its digits are decimals; halves round up."""
    places = max(0, min(most_places, significant - len(str(minor // size))))
    return (2 * minor * 10**places + size) // (2 * size), places


def _decimal(number: int, places: int) -> str:
    """Write a number whose last digits are decimals, without zeros at their end."""
    whole, rest = divmod(number, 10**places)
    return f"{whole:,}" + (f".{rest:0{places}}".rstrip("0") if rest else "")
