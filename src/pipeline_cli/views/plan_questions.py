"""The questions of ``pipe plan``."""

from collections.abc import Iterable, Iterator

from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed


def question_sheet(question: str, hint: str) -> Sheet:
    """Lay out a question, and below it what can be answered."""
    return Sheet(lambda page: _lines(((question, "heading"), (hint, "aside")), page))


def refused_sheet(*told: str) -> Sheet:
    """Lay out why an answer can't be taken."""
    return Sheet(lambda page: _lines([(text, "warning") for text in told if text], page))


def _lines(parts: Iterable[Part], page: Page) -> Iterator[Line]:
    for part in parts:
        yield from flowed([part], page, lines=4)
