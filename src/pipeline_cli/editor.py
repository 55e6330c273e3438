"""The user's own editor, for texts too long for a command line."""

import os
import shlex
import subprocess
import tempfile

from pipeline_cli.context import Run
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.interrupts import left_to_a_child

FALLBACK = "notepad" if os.name == "nt" else "vi"


class EditorFailedError(KeyboardInterrupt):
    """The editor ended with an error, as editors do when asked to give up: to most commands the same as Ctrl-C."""


def edited(run: Run, text: str, *, suffix: str = ".txt") -> str:
    """Open a text in the editor and return what was saved there; kept for a draft whatever happens.

    Raises:
        UsageError: there is no such editor, or no file to give it.
        EditorFailedError: it ended with an error.
    """
    command = run.environ.get("VISUAL") or run.environ.get("EDITOR") or FALLBACK
    path = _written(text, suffix)
    try:
        code = _edit(command, path)
    finally:
        run.typed = _taken_back(path, text)
    if code:
        run.say(t("The editor {command} ended with an error ({code}).", command=command, code=code))
        raise EditorFailedError
    return run.typed


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


def _edit(command: str, path: str) -> int:
    """Run the editor and return its exit code."""
    try:
        with left_to_a_child():
            return subprocess.run([*shlex.split(command), path], check=False).returncode  # noqa: S603  # the user's own choice
    except (OSError, ValueError) as error:
        raise UsageError(
            t("The editor {command} can't be started.", command=command),
            why=reason_of(error),
            hint=t("Set EDITOR to one that is installed, or use the options of the command line instead."),
        ) from error


def _taken_back(path: str, text: str) -> str:
    """Return what is in the file, and remove it; the text as it was where the editor removed it."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        os.unlink(path)
    except FileNotFoundError:
        pass
    return text.rstrip("\n")
