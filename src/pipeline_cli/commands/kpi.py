"""``pipe kpi``: what sales are measured by, against their budgets, and where each will land."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from pipeline_cli.commands.kpi_words import asked_for
from pipeline_cli.commands.period_options import period_of
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.kpi import Trend
from pipeline_cli.domain.measure_names import metric_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t


class KpiCommand(TyperCommand):
    """A command to which ``-3`` is an amount, and no option."""

    ignore_unknown_options = True


COMMAND_CLASS = KpiCommand


def kpi(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[set|drop|list] [METRIC] [AMOUNT]",
            help=t("Set a budget, take one away, or list them; nothing shows the table."),
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help=t("this month, last quarter, fiscal year, 2026-10 …"))
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=t("The first day of the period, or of a budget."))
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=t("Its last day."))] = None,
    due: Annotated[str | None, typer.Option(metavar="DAY", help=t("The day that a budget is due."))] = None,
    by: Annotated[str | None, typer.Option(metavar="week|month", help=t("Draw how each measure went."))] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="METRIC", help=t("List the records that a figure counts."))
    ] = None,
) -> None:
    """Show what you sell and what leads to it: actual, budget, and where each measure will land.

    pipe kpi set valid_meetings 40 --due "end of month"
    """
    run = run_of(ctx)
    asked = asked_for(words or [])
    if asked.verb:
        from pipeline_cli.commands.kpi_budgets import change_budgets

        change_budgets(run, asked, first, due)
        return
    if due is not None:
        raise UsageError(t("--due belongs to a budget."), hint=t('pipe kpi set revenue 5M --due "end of month"'))
    if explain is not None:
        _explain(run, metric_of(explain), period, first, last)
    elif by is not None:
        _trend(run, by, period, first, last)
    else:
        _table(run, period, first, last)


def _table(run: Run, period: str | None, first: str | None, last: str | None) -> None:
    from pipeline_cli.services.kpi import kpis
    from pipeline_cli.views.kpi import kpi_screen
    from pipeline_cli.views.kpi_json import kpi_json

    span = period_of(run, period, first, last)
    found = kpis(run.store.reader, span, run.now, run.currency, is_asked=_is_asked(period, first))
    run.show(found, screen=kpi_screen, document=kpi_json)


def _trend(run: Run, by: str, period: str | None, first: str | None, last: str | None) -> None:
    from pipeline_cli.commands.kpi_trend import trend_of
    from pipeline_cli.services.kpi import kpis
    from pipeline_cli.views.kpi_json import kpi_json, trend_json
    from pipeline_cli.views.kpi_trend import trend_screen

    def document(found: Trend) -> dict[str, Any]:
        table = kpis(run.store.reader, found.span, run.now, run.currency, is_asked=True)
        return {**kpi_json(table), "trend": trend_json(found)}

    run.show(trend_of(run, by, period, first, last), screen=trend_screen, document=document)


def _explain(run: Run, metric: str, period: str | None, first: str | None, last: str | None) -> None:
    from pipeline_cli.services.kpi_explained import explained
    from pipeline_cli.views.kpi_explained import explained_json, explained_screen

    span = period_of(run, period, first, last)
    found = explained(run.store.reader, span, run.now, run.currency, metric, is_asked=_is_asked(period, first))
    run.show(found, screen=explained_screen, document=explained_json)


def _is_asked(period: str | None, first: str | None) -> bool:
    """Tell whether a period was said; `period_of` saw that a first day comes with a last one."""
    return period is not None or first is not None
