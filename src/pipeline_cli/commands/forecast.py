"""``pipe forecast``: where the month, or another period, will end."""

from datetime import date
from typing import Annotated

import typer

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run, run_of
from pipeline_cli.dates import default_rules, parse_when
from pipeline_cli.dates.spans import Span, fiscal_span, fiscal_year_of, month_span, months_span
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.forecast_wins import forecast_wins
from pipeline_cli.views.forecast import forecast_backtest_screen, forecast_json, forecast_screen

PERIODS = ("this month", "next month", "this quarter", "next quarter", "fiscal year")
QUARTER = 3


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
    span = _span(run, period, first, last)
    found = forecast_wins(run.store.reader, run.now, span.first, span.last, run.currency)
    run.show(found, screen=forecast_backtest_screen if backtest else forecast_screen, document=forecast_json)


def _span(run: Run, period: str | None, first: str | None, last: str | None) -> Span:
    """Return the days that are meant.

    Raises:
        UsageError: they can't be read, are over already, or are said twice.
    """
    if (first is None) != (last is None):
        missing, given = ("--from", "--to") if first is None else ("--to", "--from")
        raise UsageError(
            t("{option} needs {other}.", option=given, other=missing), hint=t('See "pipe forecast --help".')
        )
    if first is None or last is None:
        return named_span(inputs.one_of("period", period or PERIODS[0], PERIODS), run.today)
    if period is not None:
        raise UsageError(t("--period and --from say the same thing."), hint=t("Leave one of them out."))
    span = Span(_day(run, first), _day(run, last))
    if span.first > span.last or span.last < run.today:
        raise UsageError(
            t("{first} to {last} is no period to come.", first=span.first, last=span.last),
            hint=t("Give a first day, and a last one that is today or later."),
        )
    return span


def _day(run: Run, text: str) -> date:
    return parse_when(text, now=run.now, looking="ahead").on


def named_span(name: str, today: date) -> Span:
    """Return a period by its name, as of a day; quarters and years are the fiscal ones."""
    starts = default_rules().fiscal_year_starts
    if name == "fiscal year":
        return fiscal_span(fiscal_year_of(today, starts), starts)
    step = int(name.startswith("next"))
    if name.endswith("month"):
        return month_span(today.year, today.month + step)
    first = today.month - (today.month - starts) % QUARTER + QUARTER * step
    return months_span(today.year, first, QUARTER)
