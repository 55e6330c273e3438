"""``pipe doctor``: what may be wrong in the store."""

from typing import Annotated

import typer

from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.services.find_duplicates import find_duplicates
from pipeline_cli.views.duplicates import duplicates_json, duplicates_screen

ON_A_SCREEN = 20


def doctor(
    ctx: typer.Context,
    limit: Annotated[int | None, typer.Option(min=0, help=t("The most pairs; 0 for all. 20, all with --json."))] = None,
) -> None:
    """List customers who may be one and the same, each pair with the command that merges them.

    pipe doctor --limit 50
    """
    run = run_of(ctx)
    usual = 0 if run.settings.json else ON_A_SCREEN
    found = find_duplicates(run.store.reader, limit=usual if limit is None else limit)
    run.show(found, screen=duplicates_screen, document=duplicates_json)
