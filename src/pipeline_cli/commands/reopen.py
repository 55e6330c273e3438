"""``pipe reopen``: open a closed or parked deal again."""

import typer

from pipeline_cli.commands import options
from pipeline_cli.context import run_of
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def reopen(
    ctx: typer.Context,
    who: options.Who,
    deal: options.WhichDeal = None,
) -> None:
    """Open a closed or parked deal again, in the stage that it had.

    pipe reopen 12
    """
    from pipeline_cli.services.decide_deal import reopen as reopen_deal  # SQLModel: only for a run that writes

    run = run_of(ctx)
    changed = reopen_deal(run.store, who, run.now, deal=deal)
    run.show(changed, screen=changed_screen, document=deal_changed_json)
