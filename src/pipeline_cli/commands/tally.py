"""``pipe tally``: count work for which no record is kept."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from typer.core import TyperCommand

from pipeline_cli import completions
from pipeline_cli.commands import inputs
from pipeline_cli.context import run_of
from pipeline_cli.domain.tally import TallyChange, tally_change, tally_changes
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.day_tally import day_tally, own_kinds
from pipeline_cli.views.tally import tally_json, tally_screen


class TallyCommand(TyperCommand):
    """A command to which ``-3`` is an amount, and no option."""

    ignore_unknown_options = True


COMMAND_CLASS = TallyCommand


def tally(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KIND N]...",
            autocompletion=completions.tallied,
            help=t("calls, appointments, visits or mails, and how many: 20 or +20, -3, =18."),
        ),
    ] = None,
    appointments: Annotated[str | None, typer.Option(metavar="N", help=t("The appointments that came of it."))] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help=t("The day, if not today."))] = None,
) -> None:
    """Add to the day's counts, without a customer; alone, show them.

    pipe tally calls +20 --appointments 2
    """
    run = run_of(ctx)
    own = own_kinds(run.store.reader, run.today) if words else ()
    changes = [*tally_changes(_amounts(words or []), own), *_won(appointments)]
    day = inputs.past_day(run, on)
    if changes:
        from pipeline_cli.services.count_tally import count_tally  # SQLModel: only for a run that writes

        found = count_tally(run.store, changes, day, run.now)
    else:
        found = day_tally(run.store.reader, day)
    run.show(found, screen=lambda counts: tally_screen(counts, run.today), document=tally_json, is_of_records=False)


def _amounts(words: Sequence[str]) -> Sequence[str]:
    """Return kinds and amounts as they were typed.

    Raises:
        UsageError: an option among them is none.
    """
    unknown = next((word for word in words if word.startswith("-") and not word[1:2].isdigit()), None)
    if unknown:
        raise UsageError(t("There is no option {option}.", option=unknown), hint=t('See "pipe tally --help".'))
    return words


def _won(appointments: str | None) -> Iterator[TallyChange]:
    if appointments is not None:
        yield tally_change("appointments", appointments)
