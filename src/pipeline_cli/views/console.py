"""The terminal that answers are laid out for, or the file or pipe that takes its place."""

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from rich.console import Console

from pipeline_cli.views.theme import theme

NARROWEST = 20
"""Columns below which nothing can be laid out; a narrower terminal breaks the lines itself."""

UNLIMITED = 1_000_000
"""Columns where there is no terminal: other programs read whole lines."""

USUAL = (80, 25)


class Terminal(Console):
    """A console that leaves a closed pipe to ``cli.main``, and signs beyond ASCII out where they don't line up."""

    is_ascii = False

    @property
    def encoding(self) -> str:
        """The encoding, which tells Rich and our own layout whether to draw with more than ASCII."""
        return "ascii" if self.is_ascii else super().encoding

    def on_broken_pipe(self) -> NoReturn:
        """Let whoever started the program decide what a closed pipe means; Rich would end the process with 1."""
        raise BrokenPipeError


def console(environ: Mapping[str, str], *, is_ascii: bool = False) -> Console:
    """Return the console of stdout: a terminal in its own width, else without colour, and lines as long as they are.

    ``COLUMNS`` and ``NO_COLOR`` are respected.

    Args:
        environ: the environment; ``PIPE_ASCII`` goes before what is set, ``0`` for all that a terminal can draw.
        is_ascii: whether to draw with ASCII alone, for terminals on which lines and dots are two columns wide.
    """
    is_terminal = _is_terminal()
    width, height = _size(environ, is_terminal=is_terminal)
    made = Terminal(
        width=width,
        height=height,
        force_terminal=is_terminal,
        color_system="auto" if is_terminal else None,
        soft_wrap=width == UNLIMITED,
        theme=theme(),
        markup=False,
        highlight=False,
        emoji=False,
        _environ=environ,
    )
    asked = environ.get("PIPE_ASCII")
    made.is_ascii = asked != "0" if asked else is_ascii
    return made


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _size(environ: Mapping[str, str], *, is_terminal: bool) -> tuple[int, int]:
    columns, lines = _own_size() if is_terminal else (UNLIMITED, USUAL[1])
    asked = environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        columns = int(asked)
    return max(NARROWEST, columns), lines


def _own_size() -> tuple[int, int]:
    """Return a terminal's columns and lines; some pseudo-terminals say they have none."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return USUAL
    return columns or USUAL[0], lines or USUAL[1]
