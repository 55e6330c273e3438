"""What a run knows: the clock, the language, the store, and where its answer goes."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import LANGUAGES, language_of, t, use_language
from pipeline_cli.store.location import store_path
from pipeline_cli.store.store import Store
from pipeline_cli.zone import current_time

if TYPE_CHECKING:
    import typer
    from rich.console import Console, RenderableType

T = TypeVar("T")


class Settings(NamedTuple):
    """The options that every command takes, wherever they stand on the line."""

    store: str | None = None
    lang: str | None = None
    json: bool = False
    debug: bool = False


class Run:
    """One run of the program. Everything in it is made when first asked for."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self.settings = settings
        self.environ = environ
        self.typed: str | None = None  # a note from the editor or stdin, which a draft must not lose
        self.has_told_dates = False  # whether the user has seen already how their dates are understood

    @cached_property
    def now(self) -> datetime:
        """The time of the run, aware, in the user's zone."""
        return current_time(self.environ)

    @cached_property
    def language(self) -> str:
        """The language of all messages, a key of LANGUAGES.

        Raises:
            UsageError: there is no such language.
        """
        asked = self.settings.lang or self.environ.get("PIPE_LANG")
        if asked and asked not in LANGUAGES:
            use_language(language_of(self.environ))  # for what is said of it
            raise UsageError(
                t("There is no language {language}.", language=asked),
                hint=t("Choose one of: {languages}", languages=", ".join(LANGUAGES)),
            )
        return asked or language_of(self.environ)

    @property
    def today(self) -> date:
        """The day of the run, where the user is."""
        return self.now.date()

    @cached_property
    def store(self) -> Store:
        """The user's store, not opened yet."""
        return Store(store_path(self.settings.store, self.environ))

    @property
    def has_saved(self) -> bool:
        """Whether this run has changed the store."""
        return "store" in self.__dict__ and self.store.has_saved

    @property
    def has_no_store(self) -> bool:
        """Whether this run has looked into a store that is not there."""
        return "store" in self.__dict__ and self.store.is_missing

    def close(self) -> None:
        """Let go of the store."""
        if "store" in self.__dict__:
            self.store.close()

    @cached_property
    def currency(self) -> str:
        """The currency of an amount that names none."""
        from pipeline_cli.money.currencies import default_currency

        return default_currency(self.environ)

    @cached_property
    def is_interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and not self.settings.json

    @cached_property
    def console(self) -> "Console":
        """The terminal that answers are laid out for."""
        from pipeline_cli.views.console import console

        return console(self.environ)

    def show(
        self,
        data: T,
        *,
        screen: "Callable[[T], RenderableType]",
        document: Callable[[T], Mapping[str, Any]],
    ) -> None:
        """Answer with data: as one JSON document where that was asked for, else laid out for the terminal."""
        if self.settings.json:
            self.write_json(document(data))
        else:
            self.console.print(screen(data))

    def write_json(self, document: Mapping[str, Any]) -> None:
        """Write one JSON document to stdout."""
        from pipeline_cli.views.as_json import json_text

        sys.stdout.write(json_text(document) + "\n")

    def write_line(self, line: str) -> None:
        """Write one plain line to stdout."""
        sys.stdout.write(line + "\n")

    def say(self, text: str) -> None:
        """Say something about the answer, on stderr; whether anybody can read it changes nothing."""
        from pipeline_cli.domain.text import visible

        with suppress(OSError):
            print(visible(text, multiline=True), file=sys.stderr)


def run_of(context: "typer.Context") -> Run:
    """Return the run that a command belongs to."""
    run: Run = context.obj
    return run
