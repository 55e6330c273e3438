"""What a run knows: the clock, the language, the store, and where its answer goes."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import LANGUAGES, language_called, language_of, t, use_language
from pipeline_cli.store.cipher import lock_again, use_unlock
from pipeline_cli.store.location import config_path, store_path
from pipeline_cli.store.store import Store
from pipeline_cli.zone import current_time

if TYPE_CHECKING:
    import typer
    from rich.console import Console, RenderableType

    from pipeline_cli.dates import DateRules
    from pipeline_cli.settings.config import Config
    from pipeline_cli.settings.source import Source

T = TypeVar("T")

WIDEST = 2
"""Cells of a character at most."""

HELPING = ("--help", "-h", "--version")
"""Options that are answered whatever the configuration says."""


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
        self.begun: tuple[str, str] | None = None  # the question whose answer was interrupted, and what was typed of it
        self._has_settled = False
        self.names_dates = False  # whether several dates are given, so that each is told with what it is for
        self.has_answered = False  # whether anything has been written to stdout
        self.told_end = ""  # what the user was told of what ended the run, where it was not themselves
        self.kept = ""  # where what was typed is kept, once that has been said; "" before
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
        known = language_called(asked) if asked else None
        if asked and known is None:
            use_language(self.language_of_place)  # for what is said of it
            raise UsageError(
                t("There is no language {language}.", language=asked),
                hint=t("Choose one of: {languages}", languages=", ".join(LANGUAGES)),
            )
        return known or self._language_set or self.language_of_place

    @property
    def language_of_place(self) -> str:
        """The language of the locale."""
        return language_of(self.environ)

    @property
    def _language_set(self) -> str | None:
        """The language of the configuration; None where it names none, or can't be read."""
        source = self.config_source
        if source and source.broken:
            use_language(self.language_of_place)  # for what is said of it
            del self.config_source
        return source.language if source else None

    @property
    def config_path(self) -> str:
        """The file of the configuration, which may not exist."""
        return config_path(self.environ)

    @cached_property
    def config_source(self) -> "Source | None":
        """The file of the configuration as it stands; None where there is none."""
        if not _exists(self.config_path):
            return None
        from pipeline_cli.settings.source import read_source  # TOML: only where there is some

        return read_source(self.config_path)

    @cached_property
    def config(self) -> "Config":
        """What the user has set.

        Raises:
            UsageError: the configuration can't be used.
        """
        if self.config_source is None:
            return _unset()
        from pipeline_cli.settings.check import config_of

        return config_of(self.config_source, self.usual_currency)

    def settle(self, words: Sequence[str], *, is_lenient: bool = False) -> None:
        """Let the whole program go by what the user has set; called when the language is known.

        Args:
            words: the command line. What puts a broken configuration right, or says how to, does without it.
            is_lenient: whether to do without it, whatever the command line.

        Raises:
            UsageError: the configuration can't be used.
        """
        if self.config_source is None:
            return  # a process begins with what holds then, and start-up is budgeted
        try:
            config = self.config
        except UsageError:
            if not is_lenient and not _is_for_help(words):
                raise
            config = self.config = _unset()
        self._has_settled = True
        _use(config)

    def unsettle(self) -> None:
        """Note that this run changes what the process goes by, so that ``close`` sets that back."""
        self._has_settled = True

    @property
    def date_rules(self) -> "DateRules":
        """How the user's dates work."""
        from pipeline_cli.dates import default_rules

        return default_rules(self.now)

    @property
    def today(self) -> date:
        """The day of the run, where the user is."""
        return self.now.date()

    @cached_property
    def store(self) -> Store:
        """The user's store, not opened yet."""
        use_unlock(self._unlocked)
        return Store(store_path(self.settings.store, self.environ), clock=lambda: self.now, say=self.say)

    def _unlocked(self, path: str) -> str:
        """Return the key of an encrypted store.

        Raises:
            StoreError: nobody has it.
        """
        from pipeline_cli.prompts.secret import ask_secret
        from pipeline_cli.services.unlock_store import unlocked

        return unlocked(path, self.environ, ask_secret if self.is_interactive else None)

    @property
    def has_saved(self) -> bool:
        """Whether this run has changed the store."""
        return "store" in self.__dict__ and self.store.has_saved

    @property
    def has_no_store(self) -> bool:
        """Whether this run has looked into a store that is not there."""
        return "store" in self.__dict__ and self.store.is_missing

    def close(self) -> None:
        """Let go of the store, and of what was set for this run alone."""
        if self._has_settled:
            _use(_unset())
        if "store" in self.__dict__:
            self.store.close()
        lock_again()

    @cached_property
    def currency(self) -> str:
        """The currency of an amount that names none."""
        return self.usual_currency(self.config.currency)

    def usual_currency(self, configured: str | None = None) -> str:
        """Return the currency of an amount that names none, given what the configuration says of it."""
        from pipeline_cli.money.currencies import default_currency

        return default_currency(self.environ, configured)

    @cached_property
    def is_interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and not self.settings.json

    @cached_property
    def console(self) -> "Console":
        """The terminal that answers are laid out for."""
        from pipeline_cli.views.console import console

        return console(self.environ, is_ascii=self.config.is_ascii)

    def show(
        self,
        data: T,
        *,
        screen: "Callable[[T], RenderableType]",
        document: Callable[[T], Mapping[str, Any]],
        is_of_records: bool = True,
    ) -> None:
        """Answer with data: as one JSON document where that was asked for, else laid out for the terminal.

        Where there is no store, a screen of its records would say no more than what to do first, which comes after it.
        """
        if self.settings.json:
            self.write_json(document(data))
        elif not (is_of_records and self.has_no_store):
            self.console.print(screen(data))

    def write_json(self, document: Mapping[str, Any]) -> None:
        """Write one JSON document to stdout."""
        from pipeline_cli.views.as_json import json_text

        self._write(json_text(document))

    def write_line(self, line: str) -> None:
        """Write a plain text to stdout; on a terminal, with nothing in it that a terminal obeys."""
        if sys.stdout.isatty():
            from pipeline_cli.domain.text import visible

            line = visible(line, multiline=True)
        self._write(line)

    def _write(self, line: str) -> None:
        self.has_answered = True
        sys.stdout.write(line + "\n")

    def say(self, text: str) -> None:
        """Say something about the answer, on stderr; whether anybody can read it changes nothing."""
        from pipeline_cli.domain.text import visible

        with suppress(OSError):
            print(unbroken(visible(text, multiline=True)), file=sys.stderr)


def unbroken(text: str) -> str:
    """Return a safe text for stderr: on a terminal broken between words, so that a command in it can be copied."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    except OSError:
        width = 0
    lines = text.split("\n")
    if not width or all(len(line) * WIDEST <= width for line in lines):
        return text
    from pipeline_cli.views.text import wrapped

    return "\n".join(part for line in lines for part in wrapped(line, width))


def _unset() -> "Config":
    """Return what holds where nothing is set."""
    from pipeline_cli.settings.config import UNSET

    return UNSET


def _use(config: "Config") -> None:
    """Settle what the whole process goes by."""
    from pipeline_cli.domain.stages import use_stages

    use_stages(config.stages)
    # Rules that nobody set are those that a process begins with, and a shell prompt reads no date.
    if config.date_rules or "pipeline_cli.dates.when" in sys.modules:
        from pipeline_cli.dates.when import use_rules

        use_rules(config.date_rules)


def _is_for_help(words: Sequence[str]) -> bool:
    """Tell whether a command line puts a broken configuration right, or asks how to."""
    return words[:1] in (["config"], ["help"], ["doctor"]) or any(word in HELPING for word in words)


def _exists(path: str) -> bool:
    """Tell whether there is a file, or something that can't be looked at, which is for the reader to say."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def run_of(context: "typer.Context") -> Run:
    """Return the run that a command belongs to."""
    run: Run = context.obj
    return run
