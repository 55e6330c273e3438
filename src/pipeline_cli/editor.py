"""The user's own editor, for texts too long for a command line."""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline_cli.context import Run
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.interrupts import left_to_a_child

FALLBACK = "notepad" if os.name == "nt" else "vi"
STDERR = 2


class EditorFailedError(KeyboardInterrupt):
    """The editor ended with an error, as editors do when asked to give up: to most commands the same as Ctrl-C."""


def edited(run: Run, text: str, *, suffix: str = ".txt") -> str:
    """Open a text in the editor and return what was saved there; kept for a draft whatever happens.

    Raises:
        UsageError: there is no such editor, no terminal for one that nobody named, or no file to give it.
        EditorFailedError: it ended with an error.
    """
    command = _command(run)
    path = _written(text, suffix)
    try:
        with _output(run) as output:
            code = _edit(command, path, output)
    finally:
        run.typed = _taken_back(path, text)
    if code:
        run.told_end = _failure(command, code)
        run.say(run.told_end)
        raise EditorFailedError
    return run.typed


def _command(run: Run) -> str:
    """Return the editor; one that nobody has named needs a terminal, and would wait for ever without.

    Raises:
        UsageError: there is none.
    """
    named = run.environ.get("VISUAL") or run.environ.get("EDITOR")
    if not named and not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            t("There is no terminal to open the editor in."),
            why=t("VISUAL and EDITOR name none, and {command} can't do without a terminal.", command=FALLBACK),
            hint=t("Run it in a terminal, set EDITOR to a program, or use the options of the command line instead."),
        )
    return named or FALLBACK


@contextmanager
def _output(run: Run) -> Iterator[int | None]:
    """Give what the editor writes to: our own stdout only where that is a terminal and takes no document."""
    if run.is_interactive:
        yield None
        return
    try:
        terminal = os.open("/dev/tty", os.O_WRONLY)
    except OSError:
        yield STDERR
        return
    try:
        yield terminal
    finally:
        os.close(terminal)


def _written(text: str, suffix: str) -> str:
    """Write a text into a file that only its user can read, and return its path."""
    try:
        descriptor, path = tempfile.mkstemp(prefix="pipe-", suffix=suffix)
        with open(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(
            t("The editor can't be given a file."),
            why=reason_of(error),
            hint=t("Set TMPDIR to a folder that can be written to, or write the note on the command line."),
        ) from error
    return path


def _edit(command: str, path: str, output: int | None) -> int:
    """Run the editor and return its exit code."""
    try:
        with left_to_a_child():
            words = [*shlex.split(command), path]
            return subprocess.run(words, check=False, stdout=output).returncode  # noqa: S603  # the user's own choice
    except (OSError, ValueError) as error:
        raise UsageError(
            t("The editor {command} can't be started.", command=command),
            why=reason_of(error),
            hint=t("Set EDITOR to one that is installed, or use the options of the command line instead."),
        ) from error


def _failure(command: str, code: int) -> str:
    """Return how the editor ended; a negative code is the signal that killed it."""
    if code < 0:
        return t("The editor {command} was stopped by {signal}.", command=command, signal=_signal_name(-code))
    return t("The editor {command} ended with an error ({code}).", command=command, code=code)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _taken_back(path: str, text: str) -> str:
    """Return what is in the file, and remove it; the text as it was where the editor removed it."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        os.unlink(path)
    except FileNotFoundError:
        pass
    return text.rstrip("\n")
