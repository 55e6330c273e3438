"""``pipe add``: add a customer, with a deal."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs
from pipeline_cli.context import run_of
from pipeline_cli.domain.contact import DealNews
from pipeline_cli.i18n import t
from pipeline_cli.views.added import added_json, added_screen


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=t("The customer's name."))],
    reading: Annotated[str | None, typer.Option(help=t("How the name is read, in kana."))] = None,
    company: Annotated[str | None, typer.Option(help=t("The company they are with."))] = None,
    phone: Annotated[list[str] | None, typer.Option(help=t("A phone number; give it again for more."))] = None,
    email: Annotated[list[str] | None, typer.Option(help=t("A mail address; give it again for more."))] = None,
    memo: Annotated[str | None, typer.Option(help=t("What is worth knowing about them."))] = None,
    title: Annotated[str | None, typer.Option(help=t("What the deal is about."))] = None,
    stage: Annotated[
        str | None, typer.Option(autocompletion=completions.stages, help=t("The stage that the deal has reached."))
    ] = None,
    value: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What the deal is worth."))] = None,
    profit: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What you earn on it."))] = None,
    mrr: Annotated[str | None, typer.Option(metavar="MONEY", help=t("What it brings a month."))] = None,
    source: Annotated[str | None, typer.Option(help=t("Where the deal came from."))] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(autocompletion=completions.tags, help=t("A tag for the deal; give it again for more.")),
    ] = None,
    no_deal: Annotated[bool, typer.Option("--no-deal", help=t("Add the customer alone."))] = False,
    new: Annotated[bool, typer.Option("--new", help=t("A new customer, however alike the names."))] = False,
) -> None:
    """Add a customer and open a deal with them.

    pipe add "Aoki Foods" --title "Cold store" --value 4500 --source fair
    """
    from pipeline_cli.services.add_customer import NewCustomer, add_customer  # SQLModel: only for a run that writes

    run = run_of(ctx)
    customer = NewCustomer(
        name=inputs.name(name),
        reading=inputs.line(reading, "reading") or "",
        company=inputs.line(company, "company") or "",
        phones=inputs.lines(phone, "phone"),
        emails=inputs.lines(email, "email"),
        memo=inputs.prose(memo or "", "memo"),
    )
    news = DealNews(
        title=inputs.line(title, "title"),
        stage=inputs.stage(stage),
        tags=inputs.lines(tag, "tag"),
    )
    amounts = inputs.amounts(run, {"value": value, "profit": profit, "mrr": mrr}, lambda: None)
    told = None if no_deal else news.with_amounts(amounts)
    source_ = inputs.line(source, "source") or ""
    added = add_customer(run.store, customer, told, run.now, source=source_, is_new=new)
    run.show(added, screen=added_screen, document=added_json)
