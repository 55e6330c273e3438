"""How figures of measures are put: money in few digits, counts in whole numbers, rates with their counts."""

from collections.abc import Iterable, Iterator
from math import ceil, floor
from typing import Final

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.kpi import KpiRow
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import RESULTS, Figure
from pipeline_cli.domain.plan_words import count_text
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_money, format_short
from pipeline_cli.views.text import ASCII_SIGNS, Signs

_DECIMAL_BELOW: Final = 10
SHOWN_FIGURES: Final = 3


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


def landing_text(landing: Landing | None, figure: Figure, signs: Signs, budget: Budget | None = None) -> str:
    """Return where a measure will land, with more digits where it would look like its budget and is not."""
    told = value_text(landing and landing.expected, figure.unit, figure.currency, signs)
    if landing is None or budget is None or landing.expected == budget.value or told != budget_text(budget, signs):
        return told
    if figure.currency:
        return format_money(Money(round(landing.expected), figure.currency))
    return percent_told(landing.expected) if figure.unit == "rate" else f"{landing.expected:,.1f}".removesuffix(".0")


def as_expected(value: int, so_far: int) -> int:
    """Return what is to be expected in three figures, and what has come as it is; in minor units."""
    unit = int(10 ** max(0, len(str(abs(value))) - SHOWN_FIGURES))
    return value if value == so_far else round(value / unit) * unit


def pace_notes(rows: Iterable[KpiRow]) -> Iterator[str]:
    """Say, for each span of days whose results land by their pace alone, which command makes a forecast of it."""
    bases: dict[Span, set[str]] = {}
    for row in rows:
        if row.figure.metric in RESULTS and row.landing:
            bases.setdefault(row.span, set()).add(row.landing.basis)
    for span, known in bases.items():
        if known == {"pace"}:
            yield t(
                "With so many deals, results land by their pace here. {command} makes a forecast, and this goes by it "
                "for the rest of the day.",
                command=f"pipe forecast --from {span.first} --to {span.last}",
            )


def range_text(landing: Landing | None, figure: Figure, signs: Signs) -> str:
    """Return between what it will land; "" where that is known, or nothing is."""
    if landing is None or landing.basis == "over":
        return ""
    low, high = landing.low, landing.high
    if figure.unit == "count":
        low, high = floor(low), ceil(high)
    if figure.currency:
        low, high = (as_expected(round(end), round(figure.value or 0)) for end in (low, high))
    texts = [value_text(end, figure.unit, figure.currency, signs) for end in (low, high)]
    return t("{low} to {high}", low=texts[0], high=texts[1])


def budget_text(budget: Budget | None, signs: Signs) -> str:
    """Return what is planned; "" where nothing is."""
    if budget is None:
        return ""
    unit = "money" if budget.currency else "rate" if isinstance(budget.value, float) else "count"
    return value_text(budget.value, unit, budget.currency, signs)


def budget_told(budget: Budget, signs: Signs) -> str:
    """Return what is planned as it is told in a sentence: a count with its counter."""
    is_count = budget.currency is None and isinstance(budget.value, int)
    return count_text(int(budget.value)) if is_count else budget_text(budget, signs)


def gap_text(row: KpiRow, signs: Signs) -> str:
    """Return how far a measure will end from its budget; between two rates in percentage points."""
    if row.budget is None or row.gap is None:
        return value_text(None, "", None, signs) if row.budget else ""
    is_rate = row.figure.unit == "rate"
    text = _points(row.gap) if is_rate else value_text(row.gap, row.figure.unit, row.figure.currency, signs)
    return f"+{text}" if row.gap > 0 else text


def _points(gap: float) -> str:
    """Return the difference of two rates, with a decimal where it is small."""
    points = 100 * gap
    text = f"{points:.1f}".removesuffix(".0") if abs(points) < _DECIMAL_BELOW else f"{points:.0f}"
    return t("{p} pt", p=text)


def percent(share: float) -> str:
    """Return a share in per cent, with a decimal where it is small."""
    value = 100 * share
    text = f"{value:.1f}".removesuffix(".0") if 0 < abs(value) < _DECIMAL_BELOW else f"{value:,.0f}"
    return t("{p} %", p=text)


def percent_told(share: float) -> str:
    """Return a share in per cent with a decimal, however large it is."""
    return t("{p} %", p=f"{100 * share:.1f}".removesuffix(".0"))


def per_day(amount: float) -> str:
    """Return how many a day, with a decimal where it is few."""
    return f"{amount:.1f}".removesuffix(".0") if amount < _DECIMAL_BELOW else f"{amount:,.0f}"
