"""``pipe next``: set or move the next step of a deal."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs, options
from pipeline_cli.context import run_of
from pipeline_cli.domain.contact import Promise
from pipeline_cli.i18n import t
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def next_(
    ctx: typer.Context,
    who: options.Who,
    when: Annotated[str, typer.Argument(help=t("tue 14:00, +3d, 2026-12-03."))],
    why: Annotated[str | None, typer.Option(help=t("What you will talk about."))] = None,
    by: options.Channel = None,
    agreed: options.Agreed = True,
    deal: options.WhichDeal = None,
) -> None:
    """Set or move the next step of a deal.

    pipe next tanaka "tue 14:00" --why "quote" --by call
    """
    from pipeline_cli.services.set_next_step import set_next_step  # SQLModel: only for a run that writes

    run = run_of(ctx)
    promise = Promise(inputs.due(run, when), inputs.channel(by), inputs.line(why, "reason") or "", agreed)
    inputs.confirm_date(run, promise.due)
    changed = set_next_step(run.store, who, promise, run.now, deal=deal)
    run.show(changed, screen=changed_screen, document=deal_changed_json)
