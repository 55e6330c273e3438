"""``pipe move``: put a deal into another stage."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs, options
from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def move(
    ctx: typer.Context,
    who: options.Who,
    stage: Annotated[
        str,
        typer.Argument(
            autocompletion=completions.stages, help=t('The stage that it goes to; "pipe config stages" lists them.')
        ),
    ],
    deal: options.WhichDeal = None,
) -> None:
    """Move a deal to another stage, forwards or backwards.

    pipe move tanaka prospect
    """
    from pipeline_cli.services.decide_deal import move_to_stage  # SQLModel: only for a run that writes

    run = run_of(ctx)
    changed = move_to_stage(run.store, who, inputs.stage(stage) or "", run.now, deal=deal)
    run.show(changed, screen=changed_screen, document=deal_changed_json)
