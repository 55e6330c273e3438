"""``pipe won``: close a deal as won."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs, options
from pipeline_cli.context import run_of
from pipeline_cli.domain.contact import DealNews, Verdict
from pipeline_cli.i18n import t
from pipeline_cli.services.currency import currency_meant
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def won(
    ctx: typer.Context,
    who: options.Who,
    value: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What it is worth in the end."))] = None,
    profit: options.Profit = None,
    mrr: options.Mrr = None,
    at: options.DecidedAt = None,
    deal: options.WhichDeal = None,
) -> None:
    """Close a deal as won.

    pipe won tanaka --value 1.2M
    """
    from pipeline_cli.services.decide_deal import decide_deal  # SQLModel: only for a run that writes

    run = run_of(ctx)
    given = {"value": value, "profit": profit, "mrr": mrr}
    told = inputs.amounts(run, given, lambda: currency_meant(run.store.reader, who, run.now, deal=deal))
    at_ = inputs.happened_at(run, at)
    changed = decide_deal(
        run.store, who, Verdict("won"), run.now, at=at_, deal=deal, news=DealNews().with_amounts(told)
    )
    run.show(changed, screen=changed_screen, document=deal_changed_json)
