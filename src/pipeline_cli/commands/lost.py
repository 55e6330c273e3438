"""``pipe lost``: close a deal as lost."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs, options
from pipeline_cli.commands.questions import lost_reason
from pipeline_cli.context import run_of
from pipeline_cli.domain.contact import Verdict
from pipeline_cli.i18n import t
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def lost(
    ctx: typer.Context,
    who: options.Who,
    because: Annotated[list[str] | None, typer.Argument(metavar="[REASON]…", help=t("Why it was lost."))] = None,
    reason: Annotated[str | None, typer.Option(help=t("The same, as an option."))] = None,
    at: options.DecidedAt = None,
    deal: options.WhichDeal = None,
) -> None:
    """Close a deal as lost, with the reason.

    pipe lost tanaka "chose another supplier"
    """
    from pipeline_cli.services.decide_deal import decide_deal  # SQLModel: only for a run that writes

    run = run_of(ctx)
    told = reason or " ".join(because or ())
    if not told and run.is_interactive:
        told = lost_reason(t("Why was it lost? Enter leaves it open:"))
    verdict = Verdict("lost", reason=inputs.line(told, "reason") or "")
    changed = decide_deal(run.store, who, verdict, run.now, at=inputs.happened_at(run, at), deal=deal)
    run.show(changed, screen=changed_screen, document=deal_changed_json)
    if not verdict.reason:
        example = f'pipe edit {changed.deal.id} --lost-reason "…"'
        run.say(t("No reason is noted. To add it: {command}", command=example))
