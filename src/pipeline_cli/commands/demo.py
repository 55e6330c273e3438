"""``pipe demo``: look around in a made-up store."""

from typing import Annotated, Final

import typer
from typer.core import TyperCommand

from pipeline_cli.context import Run, run_of
from pipeline_cli.demonstration import demo_path, run_on, tour
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.make_demo import demo_store
from pipeline_cli.views.demo import demo_json, demo_made


class PassingOn(TyperCommand):
    """A command that leaves what follows its first argument to another command, options included."""

    allow_interspersed_args = False


COMMAND_CLASS: Final = PassingOn


def demo(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="[COMMAND…]", help=t("Any command, with its options; none: a tour."))
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help=t("Make the store anew, as it was at first."))] = False,
) -> int:
    """Run a command on a made-up store, apart from your own; alone, tour the main screens.

    pipe demo log "Cedar Fork" "wants it in spring" --next "tue 11:00"
    """
    run = run_of(ctx)
    _refuse_another_store(run)
    made = demo_store(demo_path(run.environ), run.now, is_reset=reset)
    if made.is_new:
        run.say(demo_made(made))
    if command:
        return run_on(made.store, run, command)
    if run.settings.json:
        run.write_json(demo_json(made))
    elif not reset:
        tour(made.store, run)
    return 0


def _refuse_another_store(run: Run) -> None:
    """Refuse a store that is named on the line: it would neither be made up nor left alone.

    Raises:
        UsageError: one is named.
    """
    if run.settings.store not in (None, demo_path(run.environ)):
        raise UsageError(
            t("The demo has a store of its own; --store can't name another."),
            hint=t("Leave --store out. To look into {store}: pipe --store {store} today", store=run.settings.store),
        )
