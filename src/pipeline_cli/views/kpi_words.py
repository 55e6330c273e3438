"""How figures of measures are put: money in few digits, counts in whole numbers, rates with their counts."""

from math import ceil, floor
from typing import Final

from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import Figure
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.text import ASCII_SIGNS, Signs

_DECIMAL_BELOW: Final = 10


def unknown(signs: Signs) -> str:
    """Return the sign of what nobody knows."""
    return "-" if signs == ASCII_SIGNS else "–"


def value_text(value: float | None, unit: str, currency: str | None, signs: Signs) -> str:
    """Return an amount, a count or a share in few characters."""
    if value is None:
        return unknown(signs)
    if unit == "money":
        return format_short(Money(round(value), currency or ""))
    return percent(value) if unit == "rate" else f"{round(value):,}"


def cases_text(figure: Figure) -> str:
    """Return the counts behind a rate: 3 of 8; "" where there are none."""
    if figure.unit != "rate" or not (figure.of or figure.hits):
        return ""
    return t("{hits:,} of {of:,}", hits=figure.hits, of=figure.of)


def landing_text(landing: Landing | None, figure: Figure, signs: Signs) -> str:
    """Return where a measure will land."""
    return value_text(landing and landing.expected, figure.unit, figure.currency, signs)


def range_text(landing: Landing | None, figure: Figure, signs: Signs) -> str:
    """Return between what it will land; "" where that is known, or nothing is."""
    if landing is None or landing.basis == "over":
        return ""
    low, high = landing.low, landing.high
    if figure.unit == "count":
        low, high = floor(low), ceil(high)
    texts = [value_text(end, figure.unit, figure.currency, signs) for end in (low, high)]
    return t("{low} to {high}", low=texts[0], high=texts[1])


def budget_text(budget: Budget | None, signs: Signs) -> str:
    """Return what is planned; "" where nothing is."""
    if budget is None:
        return ""
    unit = "money" if budget.currency else "rate" if isinstance(budget.value, float) else "count"
    return value_text(budget.value, unit, budget.currency, signs)


def percent(share: float) -> str:
    """Return a share in per cent, with a decimal where it is small."""
    value = 100 * share
    text = f"{value:.1f}".removesuffix(".0") if 0 < abs(value) < _DECIMAL_BELOW else f"{value:,.0f}"
    return t("{p} %", p=text)


def per_day(amount: float) -> str:
    """Return how many a day, with a decimal where it is few."""
    return f"{amount:.1f}".removesuffix(".0") if amount < _DECIMAL_BELOW else f"{amount:,.0f}"
