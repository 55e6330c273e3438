"""``pipe when``: how a date is understood."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from typing import Annotated, cast, get_args

import typer
from typer.core import TyperCommand

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run, run_of
from pipeline_cli.dates import Looking, parse_when
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.read_dates import read_dates
from pipeline_cli.views.reading import reading_json, when_screen

REFUSED = 2


class WhenCommand(TyperCommand):
    """A command to which ``-3d`` is a date, and no option."""

    ignore_unknown_options = True


COMMAND_CLASS = WhenCommand


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
    towards = _towards(looking)
    if text is None:
        _answer_each(run, _lines(run), towards)
    elif run.settings.json:
        _answer_each(run, [_date(text)], towards)
    else:
        understood = parse_when(_date(text), now=run.now, looking=towards)
        run.console.print(when_screen(understood, run.now))


def _towards(looking: str) -> Looking:
    """Return the way to look.

    Raises:
        UsageError: it is none.
    """
    try:
        return cast(Looking, inputs.one_of("direction", looking, get_args(Looking)))
    except UsageError as error:
        raise UsageError(t('--looking cannot be "{text}".', text=looking), hint=error.hint) from None


def _date(words: Sequence[str]) -> str:
    """Return the date that was typed; what begins with a minus may be an option that there is not.

    Raises:
        UsageError: it is one.
    """
    for word in words:
        if word.startswith("--") or (word.startswith("-") and word[1:2].isalpha()):
            raise UsageError(t("There is no option {option}.", option=word), hint=t('See "pipe when --help".'))
    return " ".join(words)


def _lines(run: Run) -> Iterator[str]:
    """Yield what is typed or piped in, line by line; what is no UTF-8 is shown as such."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    if run.is_interactive:
        run.say(t("One date a line; Ctrl-D ends."))
    for line in sys.stdin or ():
        yield line.rstrip("\r\n")


def _answer_each(run: Run, texts: Iterable[str], looking: Looking) -> None:
    """Write a line of JSON for each text, at once, since whoever asks may be waiting for it.

    Raises:
        typer.Exit: with 2, where any of them was refused.
    """
    is_refused = False
    for reading in read_dates(texts, run.now, looking):
        run.write_json(reading_json(reading))
        sys.stdout.flush()
        is_refused = is_refused or reading.when is None
    if is_refused:
        raise typer.Exit(REFUSED)
