"""A screen of one's own that is answered by single keys, and now and then by a line."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Final, Protocol

from prompt_toolkit import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import BeforeInput

from pipeline_cli.prompts.terminal import InterruptedAnswer, output, style
from pipeline_cli.views.console import NARROWEST
from pipeline_cli.views.sheet import Line, Page
from pipeline_cli.views.text import Signs

PROMPT: Final = "> "

KANA_KEYS: Final = dict(zip("ちあてのりせたすなうめ", "aawklpqruu?", strict=True)) | {"・": "?"}
"""Latin keys as a Japanese keyboard types them with kana on; what romaji input makes of vowels is among them."""


class Pages(Protocol):
    """What a screen shows, and what it does with keys and lines."""

    @property
    def is_done(self) -> bool:
        """Whether the screen can be left."""

    @property
    def question(self) -> str:
        """What a line is asked for; "" where a key is."""

    def body(self, page: Page, rows: int) -> Iterable[Line]:
        """Return what is shown above."""

    def note(self, page: Page) -> Iterable[Line]:
        """Return what is shown below it: what a line is asked for, or what was done last."""

    def foot(self, page: Page) -> Iterable[Line]:
        """Return what is shown at the bottom: how what is typed is understood, or the keys."""

    def press(self, key: str) -> None:
        """Take a key: one small Latin letter, another sign, or ``enter``."""

    def typing(self, text: str) -> None:
        """Take notice of what is typed so far."""

    def answer(self, text: str) -> None:
        """Take a line."""

    def drop(self) -> None:
        """Take back the question for a line."""


def show_pages(pages: Pages, signs: Signs) -> None:
    """Show pages until they are done.

    Raises:
        InterruptedAnswer: Ctrl-C, Ctrl-D, or the terminal went away.
    """
    screen = _Screen(pages, signs)
    try:
        screen.app.run(set_exception_handler=False)
    except (KeyboardInterrupt, EOFError, OSError) as error:
        raise InterruptedAnswer(screen.typed.text) from error


def plain_key(text: str) -> str:
    """Return the key that was meant: full-width letters and kana are what it types while Japanese input is on."""
    key = unicodedata.normalize("NFKC", text).casefold()
    code = ord(key) if len(key) == 1 else 0
    if 0x30A1 <= code <= 0x30F6:  # noqa: PLR2004  # katakana, whose hiragana is 0x60 before it
        key = chr(code - 0x60)
    return KANA_KEYS.get(key, key)


class _Screen:
    """The layout of a screen, and its keys."""

    def __init__(self, pages: Pages, signs: Signs) -> None:
        self._pages = pages
        self._signs = signs
        self._scrolled = 0
        self.typed = Buffer(multiline=False, on_text_changed=lambda buffer: pages.typing(buffer.text))
        self.is_asking = Condition(lambda: bool(pages.question))
        self._line = BufferControl(self.typed, input_processors=[BeforeInput(PROMPT)])
        self._text = FormattedTextControl(self._body, focusable=True, show_cursor=False)
        self.app: Application[None] = Application(
            layout=self._layout(),
            key_bindings=self._keys(),
            style=style(),
            output=output(),
            full_screen=True,
        )
        self.app.ttimeoutlen = 0.1

    def _layout(self) -> Layout:
        line = Window(self._line, height=1, dont_extend_height=True)
        note = Window(FormattedTextControl(self._note), dont_extend_height=True)
        foot = Window(FormattedTextControl(self._foot), dont_extend_height=True)
        return Layout(HSplit([Window(self._text), note, ConditionalContainer(line, self.is_asking), foot]), self._text)

    def _body(self) -> StyleAndTextTuples:
        lines = list(self._pages.body(self._page(), self._rows()))
        self._scrolled = max(0, min(self._scrolled, len(lines) - 1))
        return _fragments(lines[self._scrolled :])

    def _note(self) -> StyleAndTextTuples:
        return _fragments(list(self._pages.note(self._page())))

    def _foot(self) -> StyleAndTextTuples:
        return _fragments(list(self._pages.foot(self._page())))

    def _page(self) -> Page:
        return Page(max(NARROWEST, self.app.output.get_size().columns), self._signs)

    def _rows(self) -> int:
        return self.app.output.get_size().rows

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        on_a_page = ~self.is_asking
        for name in ("c-c", "c-d", "<sigint>"):
            keys.add(name)(self._interrupt)
        keys.add("enter")(self._enter)
        # Eager, since Escape begins other keys of a line, which would be waited for.
        keys.add("escape", filter=self.is_asking, eager=True)(self._escape)
        keys.add("up", filter=on_a_page)(self._scroller(-1))
        keys.add("down", filter=on_a_page)(self._scroller(1))
        keys.add(Keys.BracketedPaste, filter=on_a_page)(_nothing)  # text that was pasted is no decision
        keys.add(Keys.Any, filter=on_a_page)(self._press)
        return keys

    def _interrupt(self, event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    def _enter(self, event: KeyPressEvent) -> None:
        if self._pages.question:
            self._turned(event, lambda: self._pages.answer(self.typed.text))
        else:
            self._turned(event, lambda: self._pages.press("enter"))

    def _escape(self, event: KeyPressEvent) -> None:
        self._turned(event, self._pages.drop)

    def _press(self, event: KeyPressEvent) -> None:
        self._turned(event, lambda: self._pages.press(plain_key(event.data)))

    def _turned(self, event: KeyPressEvent, act: Callable[[], None]) -> None:
        """Do something, and show what it leads to: drawn anew, since nothing of a card stays on the next one."""
        before = self._pages.question
        act()
        if self._pages.question != before:
            self.typed.reset()
            self._pages.typing("")
        if self._pages.is_done:
            event.app.exit()
            return
        self._scrolled = 0
        event.app.layout.focus(self._line if self._pages.question else self._text)
        event.app.renderer.clear()

    def _scroller(self, lines: int) -> Callable[[KeyPressEvent], None]:
        def scroll(_: KeyPressEvent) -> None:
            self._scrolled += lines

        return scroll


def _nothing(_: KeyPressEvent) -> None:
    """Do nothing."""


def _fragments(lines: Sequence[Line]) -> StyleAndTextTuples:
    """Return lines as prompt_toolkit takes them."""
    with_ends = chain.from_iterable([*line, ("\n", "")] for line in lines)
    fragments: StyleAndTextTuples = [(f"class:{name}" if name else "", text) for text, name in with_ends]
    return fragments[:-1]
