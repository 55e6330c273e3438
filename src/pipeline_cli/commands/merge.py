"""``pipe merge``: make two customers one."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands.questions import confirm
from pipeline_cli.context import run_of
from pipeline_cli.domain.text import visible
from pipeline_cli.i18n import t
from pipeline_cli.views.merged import merged_json, merged_screen


def merge(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            autocompletion=completions.who, help=t("The customer that stays: their name, or a deal's number.")
        ),
    ],
    other: Annotated[
        str,
        typer.Argument(
            autocompletion=completions.who, help=t("The customer whose deals and conversations go to them.")
        ),
    ],
) -> None:
    """Make two customers one, with everything that hangs on them; "pipe undo" parts them again.

    pipe merge "Aoki Printing" "Aoki Print"
    """
    from pipeline_cli.services.merge_customers import merge_customers, pair_meant  # SQLModel: this run writes

    run = run_of(ctx)
    if run.is_interactive:
        pair = pair_meant(run.store.reader, who, other)
        names = {"stays": visible(pair.stays.name), "goes": visible(pair.goes.name)}
        if not confirm(t("Give everything of {goes} to {stays}?", **names), default=True):
            raise typer.Abort
    run.show(merge_customers(run.store, who, other, run.now), screen=merged_screen, document=merged_json)
