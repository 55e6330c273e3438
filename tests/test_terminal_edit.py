"""``pipe edit --editor`` in a real terminal: one that goes away, and what was typed offered again."""

import sys

import pytest

from editor_support import editor, replaced
from helpers import Desk
from pipeline_cli.services.kept_edits import kept_edits
from terminal_support import on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

TYPED = replaced("title =", 'title = "half"')


def waiting(desk: Desk) -> list[str]:
    """Return the texts that wait to be taken up."""
    return [one.text for one in kept_edits(str(desk.path))]


def test_edit_keeps_what_was_typed_when_the_window_is_closed(used: Desk) -> None:
    slow = editor(used, TYPED + "echo saved it\nsleep 20\n")
    with on_a_terminal(used, "edit", "1", "--editor", EDITOR=slow) as screen:
        screen.sees("saved it")
        screen.goes_away()

    assert ['title = "half"' in text for text in waiting(used)] == [True]


@pytest.mark.parametrize(("answer", "title", "left"), [("y", "half", 0), ("n", "", 1)])
def test_edit_offers_what_could_not_be_saved(used: Desk, answer: str, title: str, left: int) -> None:
    used("edit", "1", "--editor", EDITOR=editor(used, TYPED + "exit 1\n"))
    with on_a_terminal(used, "edit", "1", "--editor", EDITOR="true") as screen:
        screen.sees("is not saved.")
        screen.answers(answer)
        code, _ = screen.ends()

    assert (code, used.value("SELECT title FROM deals"), len(waiting(used))) == (0, title, left)
