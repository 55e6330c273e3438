"""What the figure of an amount is worth: separators and Japanese units.

"," and "." mean opposite things in two halves of the world. They are read like this, and refused otherwise:

- Blanks and apostrophes group thousands, and so does a "," or "." that occurs several times.
- Of two kinds, the last one is the decimal mark: ``4,500.50``, ``4.500,50``, ``3 500,00``.
- A lone one is the decimal mark with one or two digits behind it, or with a lone 0 before it; a "." also with
  four or more, as programs write (``4500.5000``).
- A lone one with three digits behind it:
    - "," groups thousands: ``1,234``.
    - "." groups thousands where users of the currency write it so: ``€ 1.234``; but it is the decimal mark
      in currencies with three decimals (``KWD 1.234``) and before a unit (``1.234M``).
    - What is left has two readings and is refused: ``$1.234``, ``KWD 1,234``, ``€ 1.234M``.
    - Before a kanji it is read as Japanese write it, whatever the currency: ``1,234万``, ``1.234億``.
"""

import re
from collections.abc import Callable

from pipeline_cli.i18n import t
from pipeline_cli.money.amount import minor_digits
from pipeline_cli.money.refusal import UnreadableError

_COMMA_CURRENCIES = (
    "ALL AMD AOA ARS AZN BAM BGN BRL BYN CLP COP CRC CZK DKK DZD EUR GEL HUF IDR ISK KGS KZT LYD MAD MDL MKD "
    "MZN NOK PLN PYG RON RSD RUB SEK TND TRY UAH UYU UZS VES VND XAF XOF"
)
"""Currencies whose own people write a decimal comma."""

_RUPEES = frozenset({"BDT", "INR", "LKR", "NPR", "PKR"})

_GROUPED = re.compile(r"[1-9][0-9]{0,2}([,.' ])[0-9]{3}(?:\1[0-9]{3})*|[1-9][0-9]*|0")
_GROUPED_IN_TWOS = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_ONE_NUMBER = re.compile(r"([0-9][0-9.,' ]*)([十百千]?)([万億兆]?)")

_SMALL = {"十": 10, "百": 10**2, "千": 10**3}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_THOUSAND = 3  # digits
_JAPANESE = "JPY"
"""The currency whose separators are used among kanji."""


def read_figure(figure: str, currency: str, *, has_unit: bool) -> tuple[int, int]:
    """Return what a figure is worth as digits and how many of them are decimals: ``1.5万`` is (150000, 1).

    Args:
        figure: ASCII digits, ``,.' `` and 十百千万億兆.
        currency: its ISO 4217 code, which decides what separators mean.
        has_unit: whether a unit such as M follows.

    Raises:
        UnreadableError: it is no number, or could be two.
    """
    if max(figure) <= "9":
        return _number(figure, currency, has_unit=has_unit)
    if has_unit:
        raise UnreadableError
    one = _ONE_NUMBER.fullmatch(figure)
    if not one:
        return _sum(figure, _LARGE, _section), 0
    number, small, large = one.groups()
    digits, decimals = _number(number.strip(), _JAPANESE, has_unit=True)
    return digits * _SMALL.get(small, 1) * _LARGE.get(large, 1), decimals


def _section(text: str) -> int:
    """Return what stands before 万, such as 2千5百; 億 alone, or in 1万億, has nothing before it."""
    if not text:
        raise UnreadableError
    return _sum(text, _SMALL, _integer)


def _sum(text: str, units: dict[str, int], read: Callable[[str], int]) -> int:
    """Add up parts such as 2千 and 5百, each smaller than the unit before it.

    Args:
        text: the parts, largest first, the last one perhaps without a unit.
        units: what each unit is worth.
        read: reads what stands before a unit.
    """
    names = "".join(units)
    total = ceiling = 0
    for part, name in re.findall(rf"([^{names}]*)([{names}]?)", text):
        if not part + name:
            continue
        worth = read(part.strip()) * units.get(name, 1)
        if ceiling and worth >= ceiling:
            raise UnreadableError
        if ceiling and not name:
            _refuse_shortened(total, worth, ceiling)
        total, ceiling = total + worth, units.get(name, 1)
    return total


def _refuse_shortened(before: int, worth: int, unit: int) -> None:
    """Refuse what may be said for short: 1億2000 is 1億2000万 to most, 3万5 is 3万5千.

    Raises:
        UnreadableError: it is such an amount.
    """
    is_short = unit >= _LARGE["億"] or (unit >= _SMALL["千"] and worth < 10)  # noqa: PLR2004  # one digit
    if not worth or not is_short:
        return
    meant = before + worth * (unit // 10**4 if unit >= _LARGE["億"] else unit // 10)
    raise UnreadableError(
        t("It could mean {one} or {other}.", one=f"{before + worth:,}", other=f"{meant:,}"),
        hint=t("Write it with all its units, or in figures alone: {example}", example=f"{meant}"),
    )


def _integer(text: str) -> int:
    """Return a number in the midst of kanji; none at all counts as one, as in 百万."""
    if not text:
        return 1
    digits, decimals = _number(text, _JAPANESE, has_unit=True)
    if decimals:
        raise UnreadableError
    return digits


def _number(text: str, currency: str, *, has_unit: bool) -> tuple[int, int]:
    """Return the digits of a number and how many of them are decimals."""
    mark = _decimal_mark(text, currency, has_unit=has_unit)
    whole, _, decimals = text.rpartition(mark) if mark else (text, "", "")
    in_twos = currency in _RUPEES and _GROUPED_IN_TWOS.fullmatch(whole)
    if not (in_twos or _GROUPED.fullmatch(whole)) or (mark and not decimals):
        raise UnreadableError
    return int("".join(filter(str.isdigit, whole + decimals))), len(decimals)


def _decimal_mark(text: str, currency: str, *, has_unit: bool) -> str:
    """Return which separator is the decimal mark; "" where there is none."""
    marks = [char for char in text if not char.isdigit()]
    if not marks or marks[-1] in "' ":
        return ""
    if len(marks) > 1:
        return marks[-1] if len(set(marks)) > 1 else ""
    before, mark, behind = text.partition(marks[0])
    if before == "0" or len(behind) < _THOUSAND:
        return mark
    if len(behind) == _THOUSAND:
        return _mark_before_three(mark, before, behind, currency, has_unit=has_unit)
    return "" if mark == "," else mark


def _mark_before_three(mark: str, before: str, behind: str, currency: str, *, has_unit: bool) -> str:
    """Return a lone separator with three digits behind it if it is the decimal mark, "" if it groups."""
    writes_comma = currency in _COMMA_CURRENCIES.split()
    if minor_digits(currency) == _THOUSAND:
        readings = {".": "."}
    elif has_unit:
        readings = {} if writes_comma else {".": ".", ",": ""}
    else:
        readings = {",": "", ".": ""} if writes_comma else {",": ""}
    if mark in readings:
        return readings[mark]
    raise UnreadableError(
        t("It could mean {one} or {other}.", one=before + behind, other=f"{before}.{behind}"),
        hint=t("Write {one}, without a separator, if that is what you mean.", one=before + behind),
    )
