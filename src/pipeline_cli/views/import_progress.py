"""How far an import is: a bar on stderr, once it has taken a second, and only where somebody sees it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from pipeline_cli.i18n import t

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds without a bar."""


class Bar:
    """A bar for a work whose length becomes known while it goes on; it moves to and fro until then, and at the end.

    Attributes:
        progress: the bar, once it is shown.
    """

    def __init__(self) -> None:
        self._total: int | None = None
        self._done = 0
        self.progress: Progress | None = None

    def show(self) -> None:
        """Show the bar."""
        progress = _progress()
        progress.add_task(t("importing"), total=self._total, completed=self._done)
        progress.start()
        self.progress = progress

    def watch(self, total: int) -> Callable[[int], None]:
        """Take in how many rows there are; return what is told of each that is done."""
        self._total = total
        return self._advance

    def close(self) -> None:
        """Take the bar away."""
        if self.progress:
            self.progress.stop()

    def _advance(self, rows: int) -> None:
        self._done += rows
        if self.progress:
            is_saving = self._total is not None and self._done >= self._total
            task = self.progress.tasks[0]
            task.total = None if is_saving else self._total
            task.completed = self._done


@contextmanager
def bar() -> Iterator[Bar | None]:
    """Give a bar where stderr is a terminal, to be shown after a second; it is taken away at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    shown = Bar()
    timer = Timer(PATIENCE, shown.show)
    timer.daemon = True
    timer.start()
    try:
        yield shown
    finally:
        timer.cancel()
        timer.join()
        shown.close()


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)
