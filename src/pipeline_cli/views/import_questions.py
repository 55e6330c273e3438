"""What is shown where ``pipe import`` asks about a file: its columns with examples, and the questions."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline_cli.i18n import listed, sentences, t
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import on_a_line


def file_screen(what: str, examples: Mapping[str, Sequence[str]]) -> Sheet:
    """Lay out what is not understood of a file, and its columns, each with some of what is in it."""
    return Sheet(lambda page: _file(what, examples, page))


def table_question() -> str:
    """Return the question what the rows of a file are."""
    return t("What is in each row: deals, customers or activities? Enter leaves the file alone.")


def column_question(header: str, examples: Sequence[str], guess: str, *, is_out: bool = False) -> str:
    """Return the question what a column is.

    Args:
        header: its name.
        examples: some of what is in it.
        guess: what it is taken for; "" for a custom field.
        is_out: whether it is left out so far.
    """
    shown = listed(*map(on_a_line, examples))
    named = f"{on_a_line(header)} ({shown})" if shown else on_a_line(header)
    if is_out:
        enter = t("Enter leaves it out.")
    elif guess:
        enter = t("Enter keeps it as {column}, - leaves it out.", column=guess)
    else:
        enter = t("Enter keeps it as a custom field, - leaves it out.")
    return sentences(t("Which column of ours is {column}?", column=named), enter)


def word_question(header: str, word: str) -> str:
    """Return the question what a word in a column means."""
    asked = t('What does "{word}" mean in column {column}?', word=on_a_line(word), column=on_a_line(header))
    return sentences(asked, t("Enter leaves the column out."))


def _file(what: str, examples: Mapping[str, Sequence[str]], page: Page) -> Iterator[Line]:
    yield from flowed([(on_a_line(what), "heading")], page, lines=3)
    yield from labelled([_column(header, shown, page) for header, shown in examples.items()], page)


def _column(header: str, examples: Sequence[str], page: Page) -> Fact:
    parts: Sequence[Part] = joined([(on_a_line(one), "aside") for one in examples], page.signs)
    return on_a_line(header), parts or [(t("nothing"), "aside")], 1
