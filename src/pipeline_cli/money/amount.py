"""The amount itself, and its plain decimal form, as in the CSV."""

from typing import NamedTuple

from pipeline_cli.i18n import t
from pipeline_cli.money.refusal import UnreadableError, refusal


class Money(NamedTuple):
    """An amount in whole minor units (yen, cents, fils) of an ISO 4217 currency."""

    minor: int
    currency: str


LARGEST = 2**63 - 1
"""The most minor units that a database's integer holds."""

LONGEST = 64
"""The most characters an amount is written with."""

_WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_DECIMALS = dict.fromkeys(_WITHOUT_DECIMALS.split(), 0) | dict.fromkeys(_WITH_THREE_DECIMALS.split(), 3)


def minor_digits(currency: str) -> int:
    """Return how many decimals a currency has: 0 for yen, 3 for dinars, 2 for nearly all others."""
    return _DECIMALS.get(currency, 2)


def parts(money: Money) -> tuple[int, str]:
    """Return an amount's whole units, and its decimals with their point or ""; both without a sign."""
    digits = minor_digits(money.currency)
    whole, rest = divmod(abs(money.minor), 10**digits)
    return whole, f".{rest:0{digits}}" if digits else ""


def plain(money: Money) -> str:
    """Write an amount as a plain decimal with all its decimals: ``1200000``, ``4500.50``."""
    whole, cents = parts(money)
    return f"{'-' * (money.minor < 0)}{whole}{cents}"


def from_plain(text: str, currency: str) -> Money:
    """Read a plain decimal; zeros beyond the smallest coin are taken, any other digit there is not.

    Raises:
        UsageError: it is none, is finer than the smallest coin, or doesn't fit.
    """
    try:
        minor = exact_minor(*_digits(text.removeprefix("-")), currency)
    except UnreadableError as error:
        raise refusal(text, error) from None
    return Money(-minor if text.startswith("-") else minor, currency)


def _digits(text: str) -> tuple[int, int]:
    """Return the digits of a plain decimal, and how many of them are decimals."""
    whole, point, decimals = text.partition(".")
    for digits in (whole, decimals) if point else (whole,):
        # isdigit alone takes "²" and "٣" too.
        if len(text) > LONGEST or not (digits.isascii() and digits.isdigit()):
            raise UnreadableError
    return int(whole + decimals), len(decimals)


def exact_minor(digits: int, decimals: int, currency: str) -> int:
    """Return digits / 10**decimals of a currency in its minor units.

    Raises:
        UnreadableError: it is finer than the smallest coin, or doesn't fit in 64 bits.
    """
    one: int = 10 ** minor_digits(currency)
    scale: int = 10**decimals
    minor, rest = divmod(digits * one, scale)
    if rest:
        raise UnreadableError(_too_fine(currency))
    if minor > LARGEST:
        raise UnreadableError(t("It is larger than any amount that can be kept."))
    return minor


def _too_fine(currency: str) -> str:
    """Say how many decimals a currency has."""
    from pipeline_cli.money.currencies import currency_name  # only for whoever wrote too many

    digits = minor_digits(currency)
    if not digits:
        return t("{currency} has no decimals.", currency=currency_name(currency))
    return t("{currency} has {digits} decimals and no more.", currency=currency_name(currency), digits=digits)
