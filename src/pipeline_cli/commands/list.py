"""``pipe list``: deals, one a line."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.deal import STATES
from pipeline_cli.domain.listing import ANY_STATE, SORTS, Wanted
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.list_deals import has_deals_at, list_deals
from pipeline_cli.views.deal_list import deal_list_json, deal_list_screen

IN_TEXT = 50


def list_(
    ctx: typer.Context,
    stage: Annotated[
        str | None, typer.Option(autocompletion=completions.stages, help=t("Only deals at this stage."))
    ] = None,
    state: Annotated[
        str,
        typer.Option(
            metavar="open|won|lost|parked|all", autocompletion=completions.states, help=t("Only deals in this state.")
        ),
    ] = "open",
    tag: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=completions.tags,
            help=t("Only deals with this tag, or of a customer with it; can be repeated."),
        ),
    ] = None,
    sort: Annotated[
        str, typer.Option(metavar="|".join(SORTS), autocompletion=completions.sorts, help=t("The order."))
    ] = "opened",
    limit: Annotated[int | None, typer.Option(min=0, help=t("The most deals; 0 for all. 50, all with --json."))] = None,
) -> None:
    """List deals.

    pipe list --stage prospect --sort value
    """
    run = run_of(ctx)
    usual = 0 if run.settings.json else IN_TEXT
    wanted = Wanted(
        state=inputs.one_of("state", state, (*STATES, ANY_STATE)),
        stage=_stage(run, stage),
        tags=inputs.lines(tag, "tag"),
        sort=inputs.one_of("sort", sort, SORTS),
        limit=usual if limit is None else limit,
    )
    run.show(list_deals(run.store, wanted, run.now), screen=deal_list_screen, document=deal_list_json)


def _stage(run: Run, text: str | None) -> str | None:
    """Return the stage that is meant; one that is no longer in use by its key, where deals are at it.

    Raises:
        UsageError: there is no such stage, in use or not.
    """
    try:
        return inputs.stage(text)
    except UsageError:
        key = (text or "").strip().casefold()
        if has_deals_at(run.store, key):
            return key
        raise
