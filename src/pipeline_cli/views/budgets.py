"""Budgets: what was set or dropped, and all of them, on the screen and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from pipeline_cli.dates import default_rules, format_day
from pipeline_cli.dates.working_time import working_time
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.measure_names import metric_label
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.as_json import Document
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.kpi_json import budget_json
from pipeline_cli.views.kpi_words import budget_text, budget_told
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed
from pipeline_cli.views.text import Signs

COLUMNS: Final = (Column(least=8), Column(is_right=True), Column())


def set_sheet(budget: Budget, before: Budget | None, now: datetime) -> Sheet:
    """Lay out a budget that was set, and what it was before."""
    return Sheet(lambda page: flowed([(_set(budget, before, now, page.signs), "")], page, lines=4))


def set_json(budget: Budget, before: Budget | None) -> Document:
    """Return a budget that was set, and what it was before."""
    return {"budget": budget_json(budget), "before": budget_json(before) if before else None}


def dropped_sheet(budget: Budget, today: date) -> Sheet:
    """Lay out a budget that was taken away."""
    return Sheet(lambda page: flowed([(_dropped(budget, today, page.signs), "")], page, lines=3))


def dropped_json(budget: Budget) -> Document:
    """Return a budget that was taken away."""
    return {"dropped": budget_json(budget)}


def budgets_sheet(budgets: Sequence[Budget], today: date) -> Sheet:
    """Lay out all budgets."""
    return Sheet(lambda page: _all(budgets, today, page))


def budgets_json(budgets: Sequence[Budget]) -> Document:
    """Return all budgets."""
    return {"budgets": [budget_json(budget) for budget in budgets]}


def _set(budget: Budget, before: Budget | None, now: datetime, signs: Signs) -> str:
    days = working_time(budget.span, now, default_rules(now)).days
    values = {
        "measure": metric_label(budget.metric),
        "amount": budget_told(budget, signs),
        "days": tn("{n} working day", "{n} working days", days),
        **_days(budget, now.date()),
    }
    if before:
        return t(
            "{measure}: {amount}, instead of {before}, from {first} to {last} ({days}).",
            before=budget_told(before, signs),
            **values,
        )
    return t("{measure}: {amount} from {first} to {last} ({days}).", **values)


def _dropped(budget: Budget, today: date, signs: Signs) -> str:
    return t(
        "No longer a budget: {measure}, {amount}, {first} to {last}.",
        measure=metric_label(budget.metric),
        amount=budget_told(budget, signs),
        **_days(budget, today),
    )


def _days(budget: Budget, today: date) -> dict[str, str]:
    return {"first": format_day(budget.starts_on, today), "last": format_day(budget.due_on, today)}


def _all(budgets: Sequence[Budget], today: date, page: Page) -> Iterator[Line]:
    if not budgets:
        example = t('pipe kpi set revenue 5M --due "end of month"')
        yield from flowed([(t("No budgets yet: {example}", example=example), "aside")], page, lines=3)
        return
    yield from grid([_row(budget, today, page.signs) for budget in budgets], COLUMNS, page)


def _row(budget: Budget, today: date, signs: Signs) -> list[Part]:
    days = t("{first} to {last}", **_days(budget, today))
    style = "aside" if budget.due_on < today else ""
    return [(metric_label(budget.metric), style), (budget_text(budget, signs), "number"), (days, style)]
