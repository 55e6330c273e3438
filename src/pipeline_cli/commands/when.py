"""``pipe when``: how a date is understood."""

import sys
from typing import Annotated, cast, get_args

import typer

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run, run_of
from pipeline_cli.dates import Looking, parse_when
from pipeline_cli.i18n import t
from pipeline_cli.services.read_dates import read_dates
from pipeline_cli.views.reading import reading_json, when_screen

REFUSED = 2


def when(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(help=t("A date; without one, they are read from stdin."))] = None,
    looking: Annotated[
        str,
        typer.Option(metavar="ahead|back|end", help=t("Where to look: to the future, the past, or a period's end.")),
    ] = "ahead",
) -> None:
    """Say how a date is understood; from stdin, one a line, with a line of JSON for each.

    pipe when tue 14:00
    """
    run = run_of(ctx)
    towards = cast(Looking, inputs.one_of("direction", looking, get_args(Looking)))
    if text is None:
        lines = (line.rstrip("\r\n") for line in sys.stdin)
        _answer_each(run, list(lines), towards)
    elif run.settings.json:
        _answer_each(run, [" ".join(text)], towards)
    else:
        understood = parse_when(" ".join(text), now=run.now, looking=towards)
        run.console.print(when_screen(understood, run.now))


def _answer_each(run: Run, texts: list[str], looking: Looking) -> None:
    """Write a line of JSON for each text.

    Raises:
        typer.Exit: with 2, where any of them was refused.
    """
    is_refused = False
    for reading in read_dates(texts, run.now, looking):
        run.write_json(reading_json(reading))
        is_refused = is_refused or reading.when is None
    if is_refused:
        raise typer.Exit(REFUSED)
