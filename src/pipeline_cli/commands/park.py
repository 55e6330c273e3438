"""``pipe park``: put a deal aside until a day."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs, options
from pipeline_cli.context import run_of
from pipeline_cli.domain.contact import Verdict
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def park(
    ctx: typer.Context,
    who: options.Who,
    when: Annotated[str | None, typer.Argument(help=t("The day it comes back: +3mo, 2027-04-01."))] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help=t("The same, as an option."))] = None,
    deal: options.WhichDeal = None,
) -> None:
    """Put a deal aside until a day; it comes back by itself. Parked is neither won nor lost.

    pipe park tanaka 2027-04-01
    """
    from pipeline_cli.services.decide_deal import decide_deal  # SQLModel: only for a run that writes

    run = run_of(ctx)
    day = when or until
    if day is None:
        raise UsageError(t("Parked until when?"), hint=t("Give the day it comes back: pipe park {who} +3mo", who=who))
    verdict = Verdict("parked", until=inputs.return_day(run, day))
    changed = decide_deal(run.store, who, verdict, run.now, deal=deal)
    run.show(changed, screen=changed_screen, document=deal_changed_json)
