"""``pipe kpi set``, ``drop`` and ``list``: the budgets of measures."""

from datetime import date, datetime, time
from typing import Final

from pipeline_cli.commands import inputs
from pipeline_cli.commands.kpi_words import Asked
from pipeline_cli.context import Run
from pipeline_cli.dates import format_day
from pipeline_cli.dates.named_periods import first_day, named_span
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.budget_amount import budget_amount
from pipeline_cli.domain.measure_names import metric_typed
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.usual_currency import usual_currency

AROUND: Final = ("this month", "this quarter", "fiscal year")


def change_budgets(run: Run, asked: Asked, first: str | None, due: str | None) -> None:
    """Set or drop a budget, or list them all."""
    if asked.verb == "list":
        _list(run)
    elif asked.verb == "drop":
        _drop(run, asked, due)
    else:
        _set(run, asked, first, due)


def usual_start(due: date, now: datetime) -> date:
    """Return where a budget starts that says only when it is due.

    With the month, the quarter or the fiscal year of that day, the shortest in which today lies, and today where none
    does; where the day is over, with its month.
    """
    today = now.date()
    spans = [named_span(name, datetime.combine(due, time(), now.tzinfo)) for name in AROUND]
    if due < today:
        return spans[0].first
    return next((span.first for span in spans if span.first <= today <= span.last), today)


def _set(run: Run, asked: Asked, first: str | None, due: str | None) -> None:
    if due is None:
        raise UsageError(
            t("A budget needs the day it is due."),
            hint=t(
                'pipe kpi set {metric} {amount} --due "end of month"',
                metric=metric_typed(asked.metric),
                amount=asked.amount,
            ),
        )
    due_on = _due(run, due)
    amount, currency = budget_amount(asked.metric, asked.amount, _currency(run))
    starts_on = first_day(first, run.now, until=due_on) if first else usual_start(due_on, run.now)
    from pipeline_cli.services.kpi_budgets import set_budget  # SQLModel: only for a run that writes
    from pipeline_cli.views.budgets import set_json, set_sheet

    budget, before = set_budget(run.store, Budget(0, asked.metric, amount, currency, starts_on, due_on), run.now)
    if due_on < run.today:
        run.say(t("{day} is over: this budget is for looking back.", day=format_day(due_on, run.today)))
    run.show((budget, before), screen=lambda saved: set_sheet(*saved, run.now), document=lambda saved: set_json(*saved))


def _currency(run: Run) -> str:
    """Return the currency of an amount that names none: the one that is set, else the one that one sells in."""
    if run.config.currency or run.environ.get("PIPE_CURRENCY", "").strip():
        return run.currency
    return usual_currency(run.store.reader, run.now, run.currency)


def _drop(run: Run, asked: Asked, due: str | None) -> None:
    from pipeline_cli.services.kpi_budgets import drop_budget
    from pipeline_cli.views.budgets import dropped_json, dropped_sheet

    dropped = drop_budget(run.store, asked.metric, _due(run, due) if due else None, run.now, amount=asked.amount)
    run.show(dropped, screen=lambda budget: dropped_sheet(budget, run.today), document=dropped_json)


def _list(run: Run) -> None:
    from pipeline_cli.services.list_budgets import budgets
    from pipeline_cli.views.budgets import budgets_json, budgets_sheet

    run.show(budgets(run.store.reader), screen=lambda found: budgets_sheet(found, run.today), document=budgets_json)


def _due(run: Run, text: str) -> date:
    return inputs.deadline(run, text)
