"""``pipe forecast``: where the month, or another period, will end."""

from typing import Annotated

import typer

from pipeline_cli.commands.period_options import period_of
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.services.forecast_wins import forecast_wins
from pipeline_cli.services.kept_forecast import keep_forecast
from pipeline_cli.views.forecast import forecast_backtest_screen, forecast_json, forecast_screen


def forecast(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help=t("this month, next month, this quarter, next quarter or fiscal year.")),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=t("The first day of the period."))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=t("Its last day."))] = None,
    backtest: Annotated[bool, typer.Option("--backtest", help=t("Show how past forecasts would have done."))] = False,
) -> None:
    """Say where this month will end: wins, revenue, profit and new MRR, each with its range.

    pipe forecast --period "next quarter"
    """
    run = run_of(ctx)
    span = period_of(run, period, first, last, is_ahead=True)
    found = forecast_wins(run.store.reader, run.now, span.first, span.last, run.currency)
    keep_forecast(run.store.reader, found)
    screen = forecast_backtest_screen if backtest else forecast_screen
    run.show(found, screen=screen, document=forecast_json, is_of_records=not backtest)
