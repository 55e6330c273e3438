"""The console of stdout: a terminal, or what takes its place."""

import sys
from io import StringIO

import pytest
from rich.text import Text

from pipeline_cli.views import console as module
from pipeline_cli.views.console import UNLIMITED, console
from pipeline_cli.views.theme import STYLES


class FakeTerminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def be_a_terminal(monkeypatch: pytest.MonkeyPatch) -> FakeTerminal:
    """Make stdout a terminal of 100 columns; pytest puts its own stdout back after fixtures."""
    file = FakeTerminal()
    monkeypatch.setattr(sys, "stdout", file)
    monkeypatch.setattr(module, "_own_size", lambda: (100, 40))
    return file


def test_console_elsewhere_wraps_and_colours_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    console({"TERM": "xterm-256color"}).print(Text("word " * 500, style="overdue"))

    assert capsys.readouterr().out == "word " * 500 + "\n"


def test_console_elsewhere_is_as_wide_as_columns_says() -> None:
    assert console({"COLUMNS": "72"}).width == 72
    assert console({"COLUMNS": "wide"}).width == UNLIMITED


def test_console_reads_no_markup_nor_emoji(capsys: pytest.CaptureFixture[str]) -> None:
    console({}).print("[/] [red] :warning: 42")

    assert capsys.readouterr().out == "[/] [red] :warning: 42\n"


def test_console_of_a_terminal_has_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    be_a_terminal(monkeypatch)

    assert console({"TERM": "xterm"}).width == 100
    assert console({"TERM": "dumb"}).width == 100


def test_console_is_never_narrower_than_can_be_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    be_a_terminal(monkeypatch)

    assert console({"COLUMNS": "3"}).width == 20


def test_console_of_a_terminal_has_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = be_a_terminal(monkeypatch)

    console({"TERM": "xterm-256color"}).print(Text("late", style="overdue"))

    assert terminal.getvalue() == "\x1b[1;31mlate\x1b[0m\n"


def test_console_has_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = be_a_terminal(monkeypatch)

    console({"TERM": "xterm-256color", "NO_COLOR": "1"}).print(Text("late", style="overdue"))

    assert "31" not in terminal.getvalue()


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), ("", False)])
def test_console_draws_with_ascii_where_asked(value: str, expected: bool) -> None:  # noqa: FBT001
    assert console({"PIPE_ASCII": value}).options.ascii_only is expected


def test_console_leaves_a_closed_pipe_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    class ClosedPipe(StringIO):
        def write(self, _text: str, /) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", ClosedPipe())

    with pytest.raises(BrokenPipeError):
        console({}).print("anything")


def test_console_size_of_a_terminal_that_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _fd: (0, 0))
    monkeypatch.setattr(sys, "stdout", sys.__stdout__)

    assert module._own_size() == (80, 25)  # noqa: SLF001  # no pseudo-terminal can be had everywhere


@pytest.mark.parametrize("words", STYLES.values(), ids=STYLES)
def test_no_style_vanishes_on_a_light_or_a_dark_background(words: str) -> None:
    named = set(words.split()) - {"bold", "dim", "italic", "underline"}

    assert named <= {"red", "green", "cyan", "magenta", "blue"}
