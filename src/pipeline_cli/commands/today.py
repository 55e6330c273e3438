"""``pipe today``: who to call."""

from typing import Annotated

import typer

from pipeline_cli import quick
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t


def today(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option(metavar="DAY", help=t("Another day than today."))] = None,
    days: Annotated[int, typer.Option(min=1, help=t("How many days, beginning with that day."))] = 1,
    limit: Annotated[
        int | None,
        typer.Option(min=0, help=t("The most that each list shows: 50 unless you say otherwise; 0 for all.")),
    ] = None,
) -> None:
    """Show who to call today, each with the last conversation.

    pipe today --days 3
    """
    quick.today(run_of(ctx), on=on, days=days, limit=limit)
