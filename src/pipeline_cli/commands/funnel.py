"""``pipe funnel``: how far deals come, and what one more contract takes."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs
from pipeline_cli.commands.period_options import in_order
from pipeline_cli.context import Run, run_of
from pipeline_cli.dates import When
from pipeline_cli.dates.named_periods import last_day
from pipeline_cli.domain.funnel_cohorts import BY
from pipeline_cli.domain.period import Period
from pipeline_cli.i18n import t
from pipeline_cli.services.sales_funnel import sales_funnel
from pipeline_cli.views.funnel import funnel_screen
from pipeline_cli.views.funnel_json import funnel_json


def funnel(
    ctx: typer.Context,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=t("Only deals that were opened on this day or later."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=t("Only deals that were opened by the end of this day."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(BY),
            autocompletion=completions.cohorts,
            help=t("Show each month, source or tag for itself, too."),
        ),
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
    """Return the days that are meant; an end by itself is told on stderr.

    Raises:
        UsageError: one can't be read, or they are the wrong way round.
    """
    start = inputs.day(run, first, "back")
    if last is None:
        return Period(start)
    end = last_day(last, run.now, since=start)
    inputs.tell(run, When(end))
    if start:
        in_order(start, end)
    return Period(start, end)
