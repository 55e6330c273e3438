"""``pipe add``: add a customer, with a deal."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs, options
from pipeline_cli.commands.questions import confirm, reading_of
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.contact import DealNews
from pipeline_cli.domain.text import visible
from pipeline_cli.i18n import t
from pipeline_cli.views.added import added_json, added_screen


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=t("The customer's name."))],
    reading: options.Reading = None,
    company: options.Company = None,
    phone: Annotated[list[str] | None, typer.Option(help=t("A phone number; give it again for more."))] = None,
    email: Annotated[list[str] | None, typer.Option(help=t("A mail address; give it again for more."))] = None,
    memo: options.Memo = None,
    title: options.Title = None,
    stage: options.Stage = None,
    value: options.Value = None,
    profit: options.Profit = None,
    mrr: options.Mrr = None,
    source: options.Source = None,
    tag: options.Tags = None,
    no_deal: Annotated[bool, typer.Option("--no-deal", help=t("Add the customer alone."))] = False,
    new: options.New = False,
    new_deal: Annotated[
        bool, typer.Option("--new-deal", help=t("Another deal, though one without a title is open."))
    ] = False,
) -> None:
    """Add a customer and open a deal with them; with a customer who is known already, another deal.

    pipe add "Aoki Foods" --title "Cold store" --value 4500 --source fair
    """
    from pipeline_cli.services.add_customer import (  # SQLModel: only for a run that writes
        NewCustomer,
        add_customer,
        is_new_customer,
    )

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
    if reading is None and (new or is_new_customer(run.store.reader, customer.name)):
        customer = customer._replace(reading=reading_of(run, customer.name))
    is_another = new_deal or (not (new or title or no_deal) and _wants_another(run, customer.name))
    added = add_customer(run.store, customer, told, run.now, source=source_, is_new=new, is_another=is_another)
    run.show(added, screen=added_screen, document=added_json)


def _wants_another(run: Run, name: str) -> bool:
    """Ask, where somebody is there, whether a customer whose deal has no title is to have another."""
    from pipeline_cli.services.add_customer import untitled_deals

    deals = untitled_deals(run.store.reader, name) if run.is_interactive else ()
    if not deals:
        return False
    run.say(
        "\n".join((t("{name} has a deal without a title already.", name=visible(name)), *map("  {}".format, deals)))
    )
    return confirm(t("Open another deal with them?"))
