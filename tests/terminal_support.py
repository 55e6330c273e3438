"""A real terminal for a test: the program in a pseudo-terminal, what is typed into it, and what it shows."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect

from helpers import PROGRAM, Desk

PATIENCE = 20
"""Seconds to wait for a text; a busy machine may need some of them."""

READY = "\x1b[?2004h"
"""What turns bracketed paste on: from here on a line is read."""

UP, SHIFT_TAB, ESCAPE = "\x1b[A", "\x1b[Z", "\x1b"
CTRL_C, CTRL_D, CTRL_E = "\x03", "\x04", "\x05"

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|[=>])|[\x08\r]")


class Screen:
    """A program on a terminal."""

    def __init__(self, child: "pexpect.spawn[str]") -> None:
        self._child = child

    def sees(self, text: str) -> None:
        """Wait until a text is shown; it must be of one colour, and stand on one line."""
        self._child.expect_exact(text, timeout=PATIENCE)

    def until(self, text: str) -> str:
        """Wait until a text is shown; return what was shown before it."""
        self.sees(text)
        return _SEQUENCE.sub("", str(self._child.before))

    def asks(self, question: str) -> None:
        """Wait until a question is shown and its answer is read."""
        self.sees(question)
        self.sees(READY)

    def types(self, text: str) -> None:
        """Press keys."""
        self._child.send(text)

    def answers(self, text: str = "") -> None:
        """Type a line and press Enter."""
        self.types(text + "\r")

    def pastes(self, text: str) -> None:
        """Paste a text as terminals do: between brackets, with carriage returns for line ends."""
        self.types("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def resizes(self, rows: int, columns: int) -> None:
        """Change the size of the window."""
        self._child.setwinsize(rows, columns)

    def is_terminated(self) -> None:
        """End the program as a shutdown does."""
        self._child.kill(signal.SIGTERM)

    def goes_away(self) -> None:
        """Close the window."""
        self._child.close(force=False)
        self._child.wait()

    def ends(self) -> tuple[int | None, str]:
        """Wait for the end; return the exit code, and what was shown since the last text that was seen."""
        self._child.expect(pexpect.EOF, timeout=PATIENCE)
        self._child.close()
        return self._child.exitstatus, _SEQUENCE.sub("", str(self._child.before))


@contextmanager
def on_a_terminal(desk: Desk, *words: str, rows: int = 24, columns: int = 80, **environ: str) -> Iterator[Screen]:
    """Run a command line on a terminal of its own."""
    settings = {**desk.all(), "TERM": "xterm-256color", "EDITOR": "false", **environ}
    settings.pop("COLUMNS", None)
    command = [*PROGRAM, *words]
    child = pexpect.spawn(
        command[0], command[1:], env=settings, dimensions=(rows, columns), encoding="utf-8", timeout=PATIENCE
    )
    child.delaybeforesend = None
    try:
        yield Screen(child)
    finally:
        child.close(force=True)
