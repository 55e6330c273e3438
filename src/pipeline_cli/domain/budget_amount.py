"""The amount of a budget as people type it: money, a whole number, or a share as 30%, 0.3 or 3割."""

from decimal import Decimal, InvalidOperation
from typing import Final
from unicodedata import normalize

from pipeline_cli.domain.budget import MILLION
from pipeline_cli.domain.measure_names import metric_label, metric_typed
from pipeline_cli.domain.measures import UNITS
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import LARGEST
from pipeline_cli.money.reading import parse_money

LONGEST: Final = 40
_PARTS: Final = {"%": 100, "割": 10}


def budget_amount(metric: str, text: str, currency: str) -> tuple[int, str | None]:
    """Return what is stored of a budget: minor units and their currency, a count, or millionths of a rate.

    Args:
        metric: a key of UNITS.
        text: as it was typed.
        currency: of an amount that names none.

    Raises:
        UsageError: it can't be read, is nothing or less, is more than 100 % of something, or doesn't fit the measure.
    """
    unit = UNITS[metric]
    if unit == "money":
        money = parse_money(text, default_currency=currency, allow_negative=True)
        amount, named = money.minor, money.currency
    else:
        amount, named = (_share if unit == "rate" else _count)(metric, text), None
    if amount <= 0:
        raise UsageError(
            t("A budget of {text} leaves nothing to reach.", text=text.strip()),
            hint=t(
                'Give an amount above zero; "pipe kpi drop {metric}" takes a budget away.', metric=metric_typed(metric)
            ),
        )
    return amount, named


def _count(metric: str, text: str) -> int:
    """Return a whole number."""
    typed = _even(text).replace(",", "")
    for counter in ("件", "回", "社"):
        typed = typed.removesuffix(counter)
    digits = typed.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > LONGEST or int(digits) > LARGEST:
        raise UsageError(
            t("{measure}: {text} is no whole number.", measure=metric_label(metric), text=text.strip()),
            why=t("This measure is counted; it is neither money nor a share."),
            hint=t("Write it like this: {example}", example=f"pipe kpi set {metric_typed(metric)} 40 --due …"),
        )
    return int(typed)


def _share(metric: str, text: str) -> int:
    """Return the millionths of a share."""
    typed = _even(text)
    part = next((part for sign, part in _PARTS.items() if typed.endswith(sign)), 1)
    number = _decimal(metric, typed.rstrip("%割"), text)
    share = number / part
    if share > 1:
        raise UsageError(
            t("{measure}: {text} is more than 100 %.", measure=metric_label(metric), text=text.strip()),
            why=t("A share lies between 0 and 1; 30 % is written 30% or 0.3."),
        )
    return int(share * MILLION)


def _decimal(metric: str, typed: str, text: str) -> Decimal:
    try:
        number = Decimal(typed) if len(typed) <= LONGEST and typed.isascii() else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if number.is_finite():
        return number
    raise UsageError(
        t("{measure}: {text} is no share.", measure=metric_label(metric), text=text.strip()),
        why=t("A share lies between 0 and 1; 30 % is written 30% or 0.3."),
        hint=t("Write it like this: {example}", example=f"pipe kpi set {metric_typed(metric)} 30% --due …"),
    )


def _even(text: str) -> str:
    return normalize("NFKC", text).translate({0x2212: "-", 0x2010: "-", 0x2013: "-"}).replace(" ", "")
