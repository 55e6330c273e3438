"""``pipe prune``: which prospects to let go."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs
from pipeline_cli.commands.questions import lost_reason
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.suggest_pruning import suggest_pruning
from pipeline_cli.views.pruning import pruning_json, pruning_screen

ON_A_SCREEN = 20

WITHOUT_CURSOR = ("dumb", "unknown")
"""Terminals, as TERM names them, on which nothing can be shown but line after line."""


def prune(
    ctx: typer.Context,
    list_: Annotated[bool, typer.Option("--list", help=t("List the suggestions, without questions."))] = False,
    limit: Annotated[
        int | None, typer.Option(min=0, help=t("The most to list: 20 unless you say otherwise; 0 for all."))
    ] = None,
    close: Annotated[
        str | None, typer.Option(metavar="N,N", autocompletion=completions.numbers, help=t("Let go of these deals."))
    ] = None,
    reason: Annotated[
        str | None, typer.Option(help=t("Why they are let go; without it, how long they were silent."))
    ] = None,
    park: Annotated[
        str | None, typer.Option(metavar="N,N", autocompletion=completions.numbers, help=t("Put these deals aside."))
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When parked deals come back."))] = None,
    keep: Annotated[
        str | None,
        typer.Option(metavar="N,N", autocompletion=completions.numbers, help=t("Keep these deals, with a next step.")),
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="WHEN", help=t("The next step of the deals you keep."))
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help=t("List every open deal, with its chance."))] = False,
    backtest: Annotated[bool, typer.Option("--backtest", help=t("Try the rule on your own past instead."))] = False,
) -> None:
    """Suggest which prospects to let go, each with the evidence from your own history; on a terminal, one by one.

    pipe prune --close 12,15 --reason "no budget" --park 9 --until 2027-04-01
    """
    run = run_of(ctx)
    if backtest:
        _show_backtest(run)
        return
    most = limit if limit is not None else (0 if run.settings.json else ON_A_SCREEN)
    decisions = _decisions(run, close, reason, park, until, keep, next_)
    if not (decisions or list_ or all_) and _is_gone_through(run, limit):
        return
    if not decisions:
        pruning = suggest_pruning(
            run.store.reader, run.now, limit=most, everything=all_, hour_worth=run.config.hour_worth
        )
    else:
        from pipeline_cli.services.prune_deals import prune_deals  # SQLModel, for a writing run only

        pruning = prune_deals(run.store, decisions, run.now, limit=most, hour_worth=run.config.hour_worth)
    run.show(pruning, screen=pruning_screen, document=pruning_json)


def _show_backtest(run: Run) -> None:
    from pipeline_cli.services.backtest_pruning import backtest_pruning
    from pipeline_cli.views.backtest import backtest_json, backtest_screen

    found = backtest_pruning(run.store.reader, run.now)
    run.show(found, screen=backtest_screen, document=backtest_json, is_of_records=False)


def _is_gone_through(run: Run, limit: int | None) -> bool:
    """Go through the suggestions where somebody is there to decide; False where they are to be listed."""
    if not run.is_interactive or run.environ.get("TERM") in WITHOUT_CURSOR:
        return False
    from pipeline_cli.commands.triage import go_through  # prompt_toolkit, for this alone

    return go_through(run, limit=limit or 0)


def _decisions(
    run: Run,
    close: str | None,
    reason: str | None,
    park: str | None,
    until: str | None,
    keep: str | None,
    next_: str | None,
) -> list[Decision]:
    """Return what the options decide; those that belong together must come together."""
    _together("--park", park, "--until", until)
    _together("--keep", keep, "--next", next_)
    if reason is not None and close is None:
        raise _lacks("--reason", "--close")
    if close is not None and reason is None and run.is_interactive:
        reason = lost_reason(t("Why are they let go? Enter notes how long they have been silent:"))
    why = inputs.line(reason, "reason") or ""
    inputs.name_dates(run, until, next_)
    day = None if until is None else inputs.return_day(run, until)
    due = inputs.due(run, next_)
    decisions = [
        *(Decision(number, "close", reason=why) for number in inputs.numbers(close)),
        *(Decision(number, "park", until=day) for number in inputs.numbers(park)),
        *(Decision(number, "keep", due=due) for number in inputs.numbers(keep)),
    ]
    named = [decision.deal for decision in decisions]
    twice = sorted({number for number in named if named.count(number) > 1})
    if twice:
        raise UsageError(
            t("Deal {number} is decided on twice.", number=twice[0]), hint=t("Name it in one of the options only.")
        )
    return decisions


def _together(option: str, value: str | None, other: str, other_value: str | None) -> None:
    if (value is None) != (other_value is None):
        raise _lacks(option, other) if value is not None else _lacks(other, option)


def _lacks(option: str, other: str) -> UsageError:
    return UsageError(t("{option} needs {other}.", option=option, other=other), hint=t('See "pipe prune --help".'))
