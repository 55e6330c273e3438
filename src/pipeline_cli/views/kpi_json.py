"""The table of measures, their trend and their budgets as JSON, as the README promises them."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.kpi import KpiRow, Kpis, Trend
from pipeline_cli.domain.measures import UNITS, Figure
from pipeline_cli.i18n import sentences
from pipeline_cli.money.amount import Money
from pipeline_cli.views.as_json import Document, money_json
from pipeline_cli.views.kpi_closing import closing_command, closing_text

DIGITS = 6


def kpi_json(found: Kpis) -> Document:
    """Return the table of measures."""
    return {
        "period": span_json(found.span),
        "working_days": {"days": found.time.days, "gone": round(found.time.gone, 2)},
        "rows": [row_json(row) for row in found.rows],
    }


def trend_json(found: Trend) -> Document:
    """Return how the measures went, one value for each week or month."""
    return {
        "by": found.by,
        "spans": [span_json(span) for span in found.spans],
        "rows": [_went(row) for row in found.rows],
    }


def _went(row: Sequence[Figure]) -> Document:
    head = row[0]
    values = [value_json(one.value, one.unit, one.currency) for one in row]
    return {"metric": head.metric, "unit": head.unit, "currency": head.currency, "values": values}


def budget_json(budget: Budget) -> Document:
    """Return a budget."""
    unit = UNITS[budget.metric]
    return {
        "metric": budget.metric,
        "unit": unit,
        "amount": value_json(budget.value, unit, budget.currency),
        "from": budget.starts_on.isoformat(),
        "due": budget.due_on.isoformat(),
    }


def span_json(span: Span) -> Document:
    """Return the first and the last day of a period."""
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}


def value_json(value: float | None, unit: str, currency: str | None) -> Any:  # noqa: ANN401  # as JSON has it
    """Return an amount, a whole number, or a share from 0 to 1."""
    if value is None:
        return None
    if unit == "money":
        return money_json(Money(round(value), currency or ""))
    return round(value, DIGITS) if unit == "rate" else round(value)


def figure_json(figure: Figure) -> Document:
    """Return what there is, and the counts behind it."""
    return {
        "actual": value_json(figure.value, figure.unit, figure.currency),
        "hits": figure.hits,
        "of": figure.of,
    }


def row_json(row: KpiRow) -> Document:
    """Return a measure with its budget and where it will end."""
    figure, budget, landing = row.figure, row.budget, row.landing
    unit, currency = figure.unit, figure.currency
    counts = figure_json(figure)
    low, high = (landing.low, landing.high) if landing else (None, None)
    if unit == "count" and low is not None and high is not None:
        low, high = floor(low), ceil(high)
    return {
        "metric": figure.metric,
        "unit": unit,
        "actual": counts["actual"],
        "budget": value_json(budget and budget.value, unit, currency),
        "due": budget.due_on.isoformat() if budget else None,
        "progress": _rounded(row.progress),
        "landing": value_json(landing and landing.expected, unit, currency),
        "landing_low": value_json(low, unit, currency),
        "landing_high": value_json(high, unit, currency),
        "gap": value_json(row.gap, unit, currency),
        "status": row.status,
        "hits": counts["hits"],
        "of": counts["of"],
        "period": span_json(row.span),
        "time_gone": _rounded(row.time.share),
        "basis": landing.basis if landing else None,
        "advice": sentences(closing_text(row), closing_command(row)) or None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
