"""``pipe help``: how a command is used, and the manual page."""

import sys
from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.context import Run, run_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.manual import help_page, man_page


def help_(
    ctx: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]", autocompletion=completions.commands, help=t("Which command; none: all of them.")
        ),
    ] = None,
    man: Annotated[bool, typer.Option("--man", help=t("Print the manual page, as man reads it."))] = False,
) -> None:
    """Say how a command is used, the same as its --help; --man prints the manual page of all of them.

    pipe help log
    """
    run = run_of(ctx)
    if man and command is not None:
        raise UsageError(
            t("The manual page is one for all commands."), hint=t("Leave {command} or --man out.", command=command)
        )
    text = man_page() if man else help_page(run, command)
    if run.settings.json:
        run.write_json({"command": command, "text": text})
    elif man and sys.stdout.isatty():
        _read(run, text)
    else:
        run.write_line(text.rstrip("\n"))


def _read(run: Run, page: str) -> None:
    """Let somebody read the manual page; its source would tell them nothing."""
    from pipeline_cli.man_reader import show_with_man

    if not show_with_man(page):
        run.say(t("There is no man here that shows the page. To keep it: pipe help --man > pipe.1"))
