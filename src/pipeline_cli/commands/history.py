"""``pipe history``: what was changed."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands.entry_numbers import entry_numbers
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.services.list_history import Wanted, list_history
from pipeline_cli.views.history import history_json, history_screen

ON_A_SCREEN = 20


def history(
    ctx: typer.Context,
    who: Annotated[
        str | None, typer.Argument(autocompletion=completions.who, help=t("A deal's number, or a customer's name."))
    ] = None,
    full: Annotated[bool, typer.Option("--full", help=t("Show each record before and after."))] = False,
    only: Annotated[
        str | None, typer.Option(metavar="N,N", help=t("These entries alone, in full, by their numbers."))
    ] = None,
    before: Annotated[int | None, typer.Option(metavar="N", min=1, help=t("Only what is older than entry N."))] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=t("The most changes; 0 for all. 20, all with --json."))
    ] = None,
) -> None:
    """List what was changed, newest first.

    pipe history tanaka

    pipe history --only 57
    """
    run = run_of(ctx)
    usual = 0 if run.settings.json else ON_A_SCREEN
    most = usual if limit is None else limit
    wanted = Wanted(
        who=who,
        limit=most,
        before=before,
        only=() if only is None else entry_numbers(only),
        records=most if full or only is not None else None,
    )
    run.show(list_history(run.store, run.now, wanted), screen=history_screen, document=history_json)
