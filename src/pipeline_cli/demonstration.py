"""Run commands on the demo store: one that was asked for, or the tour of the main screens."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from pipeline_cli.context import Run
from pipeline_cli.domain.stages import DEFAULT_STAGES
from pipeline_cli.i18n import language, t
from pipeline_cli.store.location import data_folder
from pipeline_cli.views.demo import farewell_screen, stop_end, stop_screen

FILE = "demo.db"
STOP = "q"


class Stop(NamedTuple):
    """One stop of the tour: what it shows, and the command line that does."""

    says: str
    words: tuple[str, ...]


def demo_path(environ: Mapping[str, str]) -> str:
    """Return where the demo store is kept: in the user's data folder, whatever store they use for themselves."""
    return os.path.join(data_folder(environ), FILE)


def run_on(path: str, run: Run, words: Sequence[str]) -> int:
    """Run a command line on another store and return its exit code.

    Raises:
        PipeError: what the command refused.
    """
    from pipeline_cli.cli import answer

    inner = Run(run.settings._replace(store=path), run.environ)
    inner.config = run.config._replace(stages=DEFAULT_STAGES)  # those of the story, whatever the user's own are
    try:
        return answer(inner, list(words))
    finally:
        inner.close()


def completed_commands(run: Run) -> Any:  # noqa: ANN401  # Typer's own command class is private
    """Return ``demo`` as the shell completes it: any command follows, with its options, on the demo store."""
    import typer
    from typer.main import get_command

    from pipeline_cli.tree import HELP_NAMES, Commands

    inner = Run(run.settings._replace(store=demo_path(run.environ)), run.environ)
    settings = {"help_option_names": HELP_NAMES, "obj": inner}
    app = typer.Typer(name="demo", cls=Commands, add_completion=False, rich_markup_mode=None, context_settings=settings)
    app.callback(invoke_without_command=True)(_completed)
    return get_command(app)


def _completed(*, reset: bool = False) -> None:
    """Take the options of ``demo`` itself."""


def tour(path: str, run: Run) -> None:
    """Show the main screens one after another; on a terminal, each when the last one has been read.

    What the tour writes down goes into a copy, so that the demo is as it was wherever somebody leaves it.
    """
    stops = tuple(_stops())
    with _copy_of(path) as copy:
        for number, stop in enumerate(stops, 1):
            says = f"{number}/{len(stops)}  {stop.says}"
            run.console.print(stop_screen(says, stop.words))
            run_on(copy, run, stop.words)
            if not _goes_on(run, says):
                return
    run.console.print(farewell_screen())


@contextmanager
def _copy_of(path: str) -> Iterator[str]:
    """Make a copy of the demo that is gone afterwards, and yield where it is."""
    from tempfile import TemporaryDirectory

    from pipeline_cli.store.copying import snapshot

    with TemporaryDirectory(prefix="pipe-demo-", ignore_cleanup_errors=True) as folder:
        copy = os.path.join(folder, FILE)
        with open(copy, "wb"):
            snapshot(path, copy)
        yield copy


def _stops() -> Iterator[Stop]:
    """Yield the stops of the tour, in the order of a working day."""
    who, said, why, when = _customer()
    yield Stop(t("The first coffee: who to call, in order, each with what they said last."), ("today",))
    yield Stop(t("The card: everything that was said, and what they are unsure about."), ("show", who, "--limit", "4"))
    yield Stop(
        t("Walking out of the meeting: one line, and the next contact is settled."),
        ("log", who, said, "--next", when, "--why", why),
    )
    yield Stop(t("Every command is one step of the history, and can be taken back."), ("undo",))
    yield Stop(
        t("Before the sales meeting: what to let go, with the evidence from your own history."),
        ("prune", "--list", "--limit", "4"),
    )
    yield Stop(t("How far deals come, and what one more contract takes."), ("funnel",))


def _customer() -> tuple[str, str, str, str]:
    """Return whom the tour visits, what they said, and what comes next and when, in the user's language."""
    if language() == "ja":
        said = "監査員は書式を了解。設置は月内、発注書は専務が出す"
        return "丸浜水産", said, "発注書を受け取り、設置日を決める", "来週火曜 11時"
    said = "One price for both halves: Beth takes all of it, fermenters first."
    return "Cedar Fork", said, "the signed order", "next tue 11:00"


def _goes_on(run: Run, says: str) -> bool:
    """Wait for Enter where somebody is there to press it; tell whether the tour goes on.

    What is to be seen is said again: on most terminals, a long screen has moved its beginning out of sight.
    """
    if not run.is_interactive:
        return True
    run.console.print(stop_end(says))
    sys.stderr.write(t("Enter goes on; q, then Enter, ends the tour. "))
    sys.stderr.flush()
    line = sys.stdin.readline()
    return bool(line) and line.strip().lower() != STOP
