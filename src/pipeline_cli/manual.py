"""Help as text, and the manual page: both made from the command tree, so that they say what it does."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, Final

import typer

from pipeline_cli.command_groups import groups
from pipeline_cli.context import Run
from pipeline_cli.i18n import t
from pipeline_cli.tree import load, run_command, shared_options

EXAMPLE: Final = "pipe "
"""How a line of help begins that is an example."""

EXIT_CODES: Final = (0, 1, 2, 3, 4, 5, 6, 74, 130)


def help_page(run: Run, command: str | None) -> str:
    """Return what ``--help`` says, of one command or of all.

    Raises:
        UsageError: there is no such command.
    """
    with redirect_stdout(StringIO()) as page:
        run_command(run, ["--help"] if command is None else [command, "--help"])
    return page.getvalue()


def man_page() -> str:
    """Return the manual page in roff, in the language in use."""
    return "\n".join(_lines()) + "\n"


def roff(text: str) -> str:
    """Return a text of one line as roff takes it: no character of it is an instruction."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe


def _lines() -> Iterator[str]:
    yield f'.TH PIPE 1 "" "pipe" "{t("User Commands")}"'
    yield from _section(t("NAME"))
    yield f"pipe \\- {roff(t('keep your own sales pipeline in the terminal'))}"
    yield from _section(t("SYNOPSIS"))
    yield r".B pipe"
    yield rf"[\fI{t('OPTIONS')}\fR] \fI{t('COMMAND')}\fR [\fI{t('ARGS')}\fR]..."
    yield from _section(t("DESCRIPTION"))
    yield roff(t("Log a meeting in one line, see who to call, and let dead deals go."))
    yield roff(t("WHO is a deal's number, or a customer by name or reading, or by the beginning of one."))
    for title, entries in groups().items():
        yield from _section(title.upper())
        for name, entry in entries.items():
            yield from _command(name, load(name, entry))
    yield from _ending()


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401  # Typer's own class of commands is private
    """Yield how one command is used."""
    context = typer.Context(command, info_name=name)
    own = [param for param in command.params if param.name not in _shared_names()]
    usage = " ".join((name, *command.collect_usage_pieces(context))).replace("[OPTIONS]", f"[{t('OPTIONS')}]")
    yield f".SS pipe {roff(usage)}"
    for paragraph in (command.help or "").split("\n\n"):
        yield from _paragraph(paragraph)
    for param in own:
        record = param.get_help_record(context)
        if record:
            yield from _meaning(*record)


def _shared_names() -> set[str | None]:
    return {option.name for option in shared_options()}


def _paragraph(text: str) -> Iterator[str]:
    """Yield a paragraph of help; one of examples keeps its lines."""
    lines = [line.strip() for line in text.strip().splitlines()]
    yield ".PP"
    if lines and lines[0].startswith(EXAMPLE):
        yield from (".nf", *(f"\\fB{roff(line)}\\fR" for line in lines), ".fi")
    else:
        yield from map(roff, lines)


def _meaning(term: str, meaning: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{roff(term)}\\fR"
    yield roff(" ".join(meaning.split()) or "\u00a0")


def _section(title: str) -> Iterator[str]:
    yield f".SH {roff(title)}"


def _ending() -> Iterator[str]:
    yield from _section(t("OPTIONS OF EVERY COMMAND"))
    for option in shared_options():
        names = ", ".join(option.opts)
        yield from _meaning(f"{names} {option.metavar}" if option.metavar else names, option.help or "")
    yield from _section(t("ENVIRONMENT"))
    for name, meaning in _environment().items():
        yield from _meaning(name, meaning)
    yield from _section(t("EXIT STATUS"))
    for code, meaning in zip(EXIT_CODES, _outcomes(), strict=True):
        yield from _meaning(str(code), meaning)


def _environment() -> dict[str, str]:
    return {
        "PIPE_STORE": t("The store to use."),
        "PIPE_CONFIG": t("The file with the settings."),
        "PIPE_LANG": t("The language: en or ja."),
        "PIPE_CURRENCY": t("The currency of amounts that name none, as an ISO code."),
        "PIPE_ASCII": t("1 draws with ASCII alone, 0 with all that a terminal can draw."),
        "PIPE_PASSPHRASE_FILE": t("A file whose first line opens an encrypted store, where nobody can be asked."),
        "PIPE_NEW_PASSPHRASE_FILE": t("A file whose first line is the new passphrase, for pipe encrypt."),
        "PIPE_NOW": t("The time to take for now, for rehearsals and tests."),
        "TZ, LANG, LC_ALL, LC_MESSAGES, LC_MONETARY": t("The time zone, the language, and the usual currency."),
        "VISUAL, EDITOR": t("The editor for long texts."),
        "NO_COLOR, COLUMNS": t("Whether to leave colours out, and how wide the terminal is."),
        "XDG_DATA_HOME, XDG_CONFIG_HOME": t("Where the store and the settings are, on Linux."),
    }


def _outcomes() -> tuple[str, ...]:
    return (
        t("Done."),
        t("A bug of ours."),
        t("Wrong usage; a date or an amount that can't be read."),
        t("Not found, or more than one could be meant."),
        t("Refused by a rule."),
        t("The store is locked, unreadable, damaged, or newer than this version."),
        t("An import ended with rejected rows."),
        t("The answer could not be written, such as to a full disk."),
        t("Interrupted by Ctrl-C."),
    )
