"""``pipe funnel``: how far deals come, and what one more contract takes."""

from datetime import date
from typing import Annotated

import typer

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run, run_of
from pipeline_cli.dates import format_day, parse_when
from pipeline_cli.dates.spans import add_months
from pipeline_cli.domain.funnel_cohorts import BY
from pipeline_cli.domain.period import Period
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.sales_funnel import sales_funnel
from pipeline_cli.views.funnel import funnel_screen
from pipeline_cli.views.funnel_json import funnel_json

MONTHS = 12


def funnel(
    ctx: typer.Context,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=t("Only deals that were opened on this day or later."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=t("Only deals that were opened by the end of this day."))
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="|".join(BY), help=t("Show each month, source or tag for itself, too."))
    ] = None,
) -> None:
    """Show how far deals come: which share goes on from each stage, and what one more contract takes.

    pipe funnel --from 2026-04-01 --by source
    """
    run = run_of(ctx)
    told_apart = inputs.one_of("cohort", by, BY) if by is not None else ""
    found = sales_funnel(run.store.reader, run.now, _period(run, first, last), by=told_apart)
    run.show(found, screen=funnel_screen, document=funnel_json)


def _period(run: Run, first: str | None, last: str | None) -> Period:
    """Return the days that are meant.

    Raises:
        UsageError: one can't be read, or they are the wrong way round.
    """
    period = Period(inputs.day(run, first, "back"), _last_day(run, last))
    if period.first and period.last and period.first > period.last:
        raise UsageError(
            t("--from {first} is after --to {last}.", first=period.first, last=period.last),
            hint=t("Change them round, or leave one of them out."),
        )
    return period


def _last_day(run: Run, text: str | None) -> date | None:
    """Return the end of what is looked back on, which is told on stderr: of a period by name, its last day.

    Without a year it is read as one to come, as deadlines are; where it fits a year earlier too, that is meant.
    """
    if text is None:
        return None
    start = parse_when(text, now=run.now, looking="back").on
    end = parse_when(text, now=run.now, looking="end").on
    a_year_before = add_months(end, -MONTHS)
    last = a_year_before if a_year_before >= start else end
    run.say(f"→ {format_day(last, run.today)}")
    return last
