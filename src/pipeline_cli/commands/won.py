"""``pipe won``: close a deal as won."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs
from pipeline_cli.context import run_of
from pipeline_cli.domain.contact import DealNews, Verdict
from pipeline_cli.i18n import t
from pipeline_cli.services.currency import currency_meant
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def won(
    ctx: typer.Context,
    who: Annotated[
        str, typer.Argument(autocompletion=completions.who, help=t("A deal's number, or a customer's name."))
    ],
    value: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What it is worth in the end."))] = None,
    profit: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What you earn on it."))] = None,
    mrr: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What it brings a month."))] = None,
    at: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When that was, if not now."))] = None,
    deal: Annotated[
        str | None,
        typer.Option(metavar="N_OR_TITLE", autocompletion=completions.deals, help=t("Which of the customer's deals.")),
    ] = None,
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
