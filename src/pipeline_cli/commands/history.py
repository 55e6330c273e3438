"""``pipe history``: what was changed."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.services.list_history import list_history
from pipeline_cli.views.history import history_json, history_screen

ON_A_SCREEN = 20


def history(
    ctx: typer.Context,
    who: Annotated[
        str | None, typer.Argument(autocompletion=completions.who, help=t("A deal's number, or a customer's name."))
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=t("The most changes; 0 for all. 20, all with --json."))
    ] = None,
) -> None:
    """List what was changed, newest first.

    pipe history tanaka
    """
    run = run_of(ctx)
    usual = 0 if run.settings.json else ON_A_SCREEN
    found = list_history(run.store, run.now, who=who, limit=usual if limit is None else limit)
    run.show(found, screen=history_screen, document=history_json)
