"""Help in another language than English: what Typer says by itself, and lines measured in cells, not characters."""

import gettext
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import typer

from pipeline_cli.i18n import DOMAIN, FOLDER, SOURCE, language, t

TYPER_WORDS: Final = (
    "Arguments",
    "Install completion for the current shell.",
    "Options",
    "Show completion for the current shell, to copy it or customize the installation.",
    "Show this message and exit.",
    "Usage:",
    "default: {default}",
    "required",
)
"""What Typer says in help; most of it passes through gettext's global domain, the rest through `HelpPage`."""

METAVARS: Final = (
    "ACTION",
    "AMOUNT",
    "ARGS",
    "BACKUP",
    "CODE",
    "COMMAND",
    "DAY",
    "FILE",
    "FOLDER",
    "KEY",
    "KIND",
    "LABEL",
    "METRIC",
    "MONEY",
    "N,N",
    "NAME",
    "NOTE",
    "NUMBER",
    "N_OR_TITLE",
    "OPTIONS",
    "OTHER",
    "OURS",
    "PATH",
    "PERIOD",
    "REASON",
    "STAGE",
    "TABLE",
    "TEXT",
    "THEIRS",
    "VALUE",
    "WHEN",
    "WHO",
)
"""What stands for a value in help."""

MOST_COLUMNS: Final = 80
LEAST_COLUMNS: Final = 50
UNLIMITED: Final = 1_000_000
"""Columns where there is no terminal: other programs read whole lines."""

MARGIN: Final = 2
STEP: Final = 2
"""Cells by which a section is set in."""

WIDEST_TERM: Final = 30
LEAST_MEANING: Final = 10

_METAVAR = re.compile("N,N|[A-Z]+(?:_[A-Z]+)*")


def translate(command: Any) -> None:  # noqa: ANN401  # Typer's own class of commands is private
    """Let a command's help be in the user's language; its options' own help is already."""
    _share_catalogue()
    for param in command.params:
        _say_in_words(param)
    if language() == SOURCE:
        command.context_settings["terminal_width"] = HelpPage().width
        return
    command.help = command.help and t(command.help)
    command.context_class = _Context
    for param in command.params:
        param.metavar = _metavar(param)


def _say_in_words(param: Any) -> None:  # noqa: ANN401  # as above
    """Let what an option takes be told in plain words: a number and its bounds, or a text."""
    if param.param_type_name != "option" or param.is_flag:
        return
    if not param.metavar:
        param.metavar = t("NUMBER") if param.type.name.startswith("int") else t("TEXT")
    if hasattr(param.type, "min"):
        bounds = _bounds(param.type.min, param.type.max)
        param.type._describe_range = lambda: bounds  # noqa: SLF001  # Typer has no other way in


def _bounds(least: int | None, most: int | None) -> str:
    if least is None or most is None:
        return "" if least is None else t("{least} or more", least=least)
    return t("{least} to {most:,}", least=least, most=most)


def _metavar(param: Any) -> str:  # noqa: ANN401  # and so is that of options and arguments
    """Return what stands for a value: as the command says it, else an argument's name, or the type of an option."""
    if param.metavar:
        return _translated(param.metavar)
    if param.param_type_name == "argument":
        name: str = param.name.upper()
        return t(name) + ("..." if param.nargs < 0 else "")
    return t("NUMBER") if param.type.name.startswith("int") else t("TEXT")


def _share_catalogue() -> None:
    """Let gettext's global domain, which Typer looks its own words up in, be our catalogue of the language in use."""
    if language() == SOURCE:
        gettext.textdomain("messages")
        return
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()  # what gettext looks at first, and all that --lang can be told it by


def _columns(most: int) -> int:
    """Return how wide help may be: the terminal, up to what is easily read; elsewhere COLUMNS, or as wide as it is."""
    if sys.stdout is not None and sys.stdout.isatty():
        return min(shutil.get_terminal_size().columns, most)
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and int(asked) else UNLIMITED


class HelpPage:
    """What Typer writes help to, one of these for each page. Its methods are those of Typer's own formatter."""

    def __init__(self, width: int | None = None, max_width: int | None = None) -> None:
        self.width = width or max(_columns(max_width or MOST_COLUMNS) - MARGIN, LEAST_COLUMNS)
        self._indent = 0
        self._lines: list[str] = []

    def getvalue(self) -> str:
        """Return the page."""
        return "".join(f"{line}\n" for line in self._lines)

    def write_usage(self, prog: str, args: str = "") -> None:
        """Write how a command is called."""
        start = f"{t('Usage:')} {prog} "
        self._write_beside(start, _cells(start), _translated(args))

    def write_paragraph(self) -> None:
        """Begin a paragraph."""
        if self._lines:
            self._lines.append("")

    def write_text(self, text: str) -> None:
        """Write paragraphs of running text."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write_paragraph()
            self._write_beside("", 0, " ".join(paragraph.split()))

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write terms, each with its meaning beside it, or below where the term is wide."""
        told = [(term, t(meaning)) for term, meaning in rows]
        margin = min(WIDEST_TERM, max(_cells(term) for term, _ in told)) + STEP
        for term, meaning in told:
            if _cells(term) + STEP > margin:
                self._write_beside(term, margin, "")
                self._write_beside("", margin, meaning)
            else:
                self._write_beside(term, margin, meaning)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a heading, and set in what is written meanwhile."""
        self.write_paragraph()
        self._lines.append(f"{' ' * self._indent}{name}:")
        with self.indentation():
            yield

    @contextmanager
    def indentation(self) -> Iterator[None]:
        """Set in what is written meanwhile."""
        self._indent += STEP
        yield
        self._indent -= STEP

    def _write_beside(self, start: str, margin: int, text: str) -> None:
        """Write a text wrapped into the room on the right of a margin, its first line behind a start."""
        from pipeline_cli.views.text import wrapped  # with Rich, which only a page of help needs here

        room = max(self.width - self._indent - margin, LEAST_MEANING)
        for line in list(wrapped(text, room)) or [""]:
            padding = " " * (margin - _cells(start))
            self._lines.append(f"{' ' * self._indent}{start}{padding}{line}".rstrip())
            start = ""


class _Context(typer.Context):
    """The context of a command whose help isn't in English."""

    formatter_class = HelpPage  # type: ignore[assignment]  # Typer's own measures in characters; it asks for no more


def _translated(usage: str) -> str:
    """Return a usage, or what stands for a value, in the user's language."""
    return _METAVAR.sub(_word, usage)


def _word(found: re.Match[str]) -> str:
    word = found[0]
    return t(word)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
