"""``pipe forget``: take somebody out of the store, for good."""

from typing import Annotated

import typer

from pipeline_cli.commands import options
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.text import visible
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.views.forgetting import forgotten_json, forgotten_screen, would_go_screen


def forget(
    ctx: typer.Context,
    who: options.Who,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=t("Don't ask; it can't be taken back."))] = False,
) -> None:
    """Delete somebody with everything about them: deals, conversations, history, drafts, and in the backups too.

    pipe forget "Aoki Printing"

    It shows what will go, and asks. It can't be taken back. No import or older backup brings them back unasked.
    """
    from pipeline_cli.services.forget_customer import forget_customer, what_would_go  # SQLModel: this run writes

    run = run_of(ctx)
    if not yes:
        what = what_would_go(run.store, who)
        if not run.is_interactive:
            raise _needs_yes()
        run.console.print(would_go_screen(what))
        _ask(run, what.name)
    run.show(forget_customer(run.store, who, run.now), screen=forgotten_screen, document=forgotten_json)


def _ask(run: Run, name: str) -> None:
    """Ask for the name again, since a key pressed too fast would cost everything."""
    answer = typer.prompt(
        t("To go on, type their name ({name})", name=visible(name)), default="", show_default=False, err=True
    )
    if fold(answer.strip()) not in (fold(name.strip()), fold(visible(name).strip())):
        run.say(t("That is another name. Nothing was forgotten."))
        raise typer.Abort


def _needs_yes() -> RefusedError:
    return RefusedError(
        t("Forgetting can't be taken back, and nobody is here to be asked."),
        hint=t("To do it all the same, add --yes. Nothing was changed."),
    )
