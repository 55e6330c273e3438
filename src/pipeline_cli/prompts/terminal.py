"""The terminal as prompt_toolkit sees it, in the colours of the other screens."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final

from prompt_toolkit.output import Output
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from pipeline_cli.views.theme import STYLES

COLOURS: Final = ("red", "green", "cyan", "magenta")


class InterruptedAnswer(KeyboardInterrupt):
    """Ctrl-C, Ctrl-D, or a terminal that went away, and what had been typed by then."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text


def output() -> Output:
    """Return the terminal that is written to; it is never asked where its cursor is, which some do not answer."""
    made = create_output(sys.stdout)
    if isinstance(made, Vt100_Output):
        made.enable_cpr = False
    return made


def style() -> Style:
    """Return the styles of every screen, as prompt_toolkit writes them."""
    return Style([(name, " ".join(map(_word, words.split()))) for name, words in STYLES.items()])


def _word(word: str) -> str:
    return f"ansi{word}" if word in COLOURS else word


@contextmanager
def imported_meanwhile(module: str) -> Iterator[None]:
    """Import a module in a thread while somebody types: SQLModel takes ten times as long as saving."""
    thread = threading.Thread(target=import_module, args=(module,), daemon=True)
    thread.start()
    yield
    thread.join()
