"""``pipe find``: search names, readings and notes."""

from typing import Annotated

import typer
from typer.core import TyperCommand

from pipeline_cli.context import run_of
from pipeline_cli.i18n import t
from pipeline_cli.services.find_text import find_text
from pipeline_cli.views.found import found_json, found_screen

ON_A_SCREEN = 20
IN_JSON = 200


class TextCommand(TyperCommand):
    """A command whose text may begin with a dash: what is none of its options belongs to the text."""

    ignore_unknown_options = True


COMMAND_CLASS = TextCommand


def find(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help=t("What to search for."))],
    limit: Annotated[int | None, typer.Option(min=0, help=t("The most hits; 0 for all. 20, 200 with --json."))] = None,
) -> None:
    """Search names, readings and notes.

    pipe find "delivery time"
    """
    run = run_of(ctx)
    usual = IN_JSON if run.settings.json else ON_A_SCREEN
    hits = find_text(run.store, " ".join(text), run.now, limit=usual if limit is None else limit)
    run.show(hits, screen=found_screen, document=found_json)
