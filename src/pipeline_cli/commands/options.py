"""The options and arguments that more than one command takes, each with the same help wherever it stands."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.domain.activity import MOST_MINUTES
from pipeline_cli.i18n import t

Who = Annotated[str, typer.Argument(autocompletion=completions.who, help=t("A deal's number, or a customer's name."))]
WhichDeal = Annotated[
    str | None,
    typer.Option(metavar="N_OR_TITLE", autocompletion=completions.deals, help=t("Which of the customer's deals.")),
]
Kind = Annotated[
    str | None, typer.Option(autocompletion=completions.kinds, help=t("call, meeting, visit, email, chat or note."))
]
Minutes = Annotated[int | None, typer.Option(min=0, max=MOST_MINUTES, help=t("How long it took."))]
Valid = Annotated[bool | None, typer.Option(help=t("A valid meeting: with the person who decides, and a need."))]
Helped = Annotated[str | None, typer.Option(help=t("What the customer got out of it."))]
Why = Annotated[str | None, typer.Option(help=t("What you will talk about then."))]
Channel = Annotated[
    str | None,
    typer.Option(metavar="KIND", autocompletion=completions.channels, help=t("By which channel: call, meeting, …")),
]
Agreed = Annotated[bool, typer.Option("--agreed/--my-plan", help=t("Whether the customer agreed to it."))]
Title = Annotated[str | None, typer.Option(help=t("What the deal is about."))]
Stage = Annotated[
    str | None, typer.Option(autocompletion=completions.stages, help=t("The stage that the deal has reached."))
]
Value = Annotated[str | None, typer.Option(metavar="MONEY", help=t("What the deal is worth."))]
Profit = Annotated[str | None, typer.Option(metavar="MONEY", help=t("What you earn on it."))]
Mrr = Annotated[str | None, typer.Option(metavar="MONEY", help=t("What it brings a month."))]
Tags = Annotated[
    list[str] | None,
    typer.Option(autocompletion=completions.tags, help=t("A tag for the deal; give it again for more.")),
]
Source = Annotated[str | None, typer.Option(help=t("Where the deal came from."))]
Concern = Annotated[str | None, typer.Option(help=t("What they are still unsure about."))]
IfSolved = Annotated[
    str | None,
    typer.Option(
        metavar="yes|no|unknown", autocompletion=completions.answers, help=t("Will they buy, if that is solved?")
    ),
]
Decides = Annotated[str | None, typer.Option(metavar="WHEN", help=t("When they will decide."))]
DecidedAt = Annotated[str | None, typer.Option(metavar="WHEN", help=t("When that was, if not now."))]
Reading = Annotated[str | None, typer.Option(help=t("How the name is read, in kana."))]
Company = Annotated[str | None, typer.Option(help=t("The company they are with."))]
Memo = Annotated[str | None, typer.Option(help=t("What is worth knowing about them."))]
New = Annotated[bool, typer.Option("--new", help=t("A new customer, however alike the names."))]
Entries = Annotated[
    str | None, typer.Option(metavar="N,N", help=t("These entries of the history alone, by their numbers."))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=t("Don't ask."))]
