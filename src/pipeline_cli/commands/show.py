"""``pipe show``: a customer's card."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import options
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.services.customer_card import customer_card
from pipeline_cli.views.card import card_json, card_screen

ON_A_SCREEN = 20


def show(
    ctx: typer.Context,
    who: options.Who,
    deal: Annotated[
        str | None,
        typer.Option(
            metavar="N_OR_TITLE",
            autocompletion=completions.deals,
            help=t("One of the customer's deals, to be shown first."),
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=t("The most conversations; 0 for all. 20, all with --json."))
    ] = None,
) -> None:
    """Show a customer's card, with every conversation.

    pipe show tanaka
    """
    run = run_of(ctx)
    usual = 0 if run.settings.json else ON_A_SCREEN
    card = customer_card(run.store, who, run.now, deal=deal, limit=usual if limit is None else limit)
    run.show(card, screen=card_screen, document=card_json)
