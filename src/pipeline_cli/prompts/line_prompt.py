"""Ask for one line, or for several that are pasted: with completion, history, a way back and the editor."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from prompt_toolkit import PromptSession
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import is_dumb_terminal

from pipeline_cli.domain.text import visible
from pipeline_cli.prompts.terminal import InterruptedAnswer, output, style

PROMPT: Final = "> "

Offers = Callable[[str], Iterable[tuple[str, str]]]
"""Return what could be meant by what is typed: each with what tells it apart."""


class Asking(NamedTuple):
    """How a line is asked for.

    Attributes:
        default: what stands on it already, to be changed.
        is_refused: whether that could not be taken: the first key types over it, and Left or Right mends it.
        remark: what to say at its right of what is typed; "" for nothing.
        offers: what could be meant by what is typed.
        earlier: earlier answers, the latest first; the Up key goes through them where there are any.
        can_go_back: whether there is a question before this one.
        can_edit: whether Ctrl-E opens the editor.
    """

    default: str = ""
    is_refused: bool = False
    remark: Callable[[str], str] = lambda _: ""
    offers: Offers | None = None
    earlier: Sequence[str] = ()
    can_go_back: bool = False
    can_edit: bool = False


class Line(NamedTuple):
    """What was typed; ``wish`` is "back" or "edit" where that was asked for instead of Enter."""

    text: str
    wish: str = ""


def ask_line(asking: Asking) -> Line:
    """Ask for a line.

    Raises:
        InterruptedAnswer: Ctrl-C, Ctrl-D, or the terminal went away.
    """
    wishes: list[str] = []
    session: PromptSession[str] = PromptSession(
        PROMPT,
        output=None if is_dumb_terminal() else output(),  # it has a plainer way of its own for those
        style=style(),
        key_bindings=_keys(asking, wishes),
        completer=_Offered(asking.offers) if asking.offers else None,
        history=InMemoryHistory(list(reversed(asking.earlier))),
        rprompt=lambda: [("class:aside", "" if session.app.is_done else asking.remark(session.default_buffer.text))],
        enable_suspend=True,
    )
    try:
        buffer = session.default_buffer
        select = (lambda: _select(buffer)) if asking.is_refused else None
        text = session.prompt(default=asking.default, pre_run=select, set_exception_handler=False)
    except (KeyboardInterrupt, EOFError, OSError) as error:
        raise InterruptedAnswer(session.default_buffer.text) from error
    return Line(text, wishes[-1] if wishes else "")


def _select(buffer: Buffer) -> None:
    """Select what stands on a line, as Shift with the arrows does: what is typed then takes its place."""
    buffer.cursor_position = 0
    buffer.start_selection()
    if buffer.selection_state:
        buffer.selection_state.enter_shift_mode()
    buffer.cursor_position = len(buffer.text)


def _paste(event: KeyPressEvent) -> None:
    """Put what was pasted in the place of what is selected."""
    buffer = event.current_buffer
    if buffer.selection_state:
        buffer.cut_selection()
    buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))


class _Offered(Completer):
    """Completion from a function; what comes from outside is made safe to show."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """Yield what could be meant by the whole line."""
        for text, meta in self._offers(document.text):
            yield Completion(text, -len(document.text), display=visible(text), display_meta=visible(meta))


def _keys(asking: Asking, wishes: list[str]) -> KeyBindings:
    """Return the keys that say what is wished instead of Enter."""

    def leave(event: KeyPressEvent, wish: str) -> None:
        wishes.append(wish)
        event.app.exit(result=event.current_buffer.text)

    def back(event: KeyPressEvent) -> None:
        leave(event, "back")

    def up(event: KeyPressEvent) -> None:
        if event.current_buffer.document.cursor_position_row:
            event.current_buffer.cursor_up()
        else:
            back(event)

    keys = KeyBindings()
    # The mouse was not asked for: what looks like it was pasted, and is no reason to fail.
    keys.add(Keys.Vt100MouseEvent)(lambda event: None)  # noqa: ARG005
    if asking.is_refused:
        keys.add(Keys.BracketedPaste)(_paste)
    if asking.can_go_back:
        keys.add("s-tab")(back)
        keys.add("up")(up)
    if asking.can_edit:
        keys.add("c-e")(lambda event: leave(event, "edit"))
    return keys
