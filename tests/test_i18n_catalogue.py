"""The Japanese catalogue: complete, true to the English, and compiled."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages import Message

from i18n_support import english_words
from pipeline_cli.domain.tally import KINDS as TALLIED
from pipeline_cli.i18n.catalogue import parsed, read_catalogue
from update_catalogue import (
    MO,
    SOURCE,
    WORDS,
    compiled,
    is_translated,
    messages,
    source_catalogue,
    translated_catalogue,
)

MESSAGES = list(messages(translated_catalogue()))

VARIABLE = {
    *(
        "GOAL",
        "WAITING",
        "by",
        "column",
        "field",
        "help",
        "key",
        "kind",
        "meaning",
        "name",
        "stage",
        "state",
        "table",
        "title",
    ),
    *("one", "status", "value", "verdict", "what", "word"),
}
"""What ``t`` is given other than literal texts: `update_catalogue.WORDS` and KEYWORDS hold all that it may be."""

ACTIONS = ("set", "drop", "list", "goal")
"""What is typed behind `pipe kpi` and `pipe review`."""

OPTIONS = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
COMMANDS = re.compile(r"\bpipe [a-z]+")


def english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translation(message: Message) -> str:
    """Return the Japanese, which has one form for any number."""
    return message.string if isinstance(message.string, str) else "".join((message.string or ())[:1])


def placeholders(text: str) -> set[tuple[str | None, str | None]]:
    return {(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None}


def test_every_message_is_translated() -> None:
    by_id = {english(message): message for message in MESSAGES}
    source = [english(message) for message in messages(source_catalogue())]

    assert [one for one in source if one not in by_id or not is_translated(by_id[one])] == []


def test_no_message_is_kept_that_is_gone() -> None:
    source = {english(message) for message in messages(source_catalogue())}

    assert {english(message) for message in MESSAGES} <= source


def test_translations_have_the_placeholders_of_the_english() -> None:
    unequal = [one for one in MESSAGES if placeholders(translation(one)) != placeholders(english(one)[-1])]

    assert [english(message) for message in unequal] == []


@pytest.mark.parametrize("pattern", [OPTIONS, COMMANDS])
def test_translations_name_the_options_and_commands_of_the_english(pattern: re.Pattern[str]) -> None:
    unequal = [
        english(message)
        for message in MESSAGES
        if set(pattern.findall(translation(message))) != set(pattern.findall(english(message)[-1]))
    ]

    assert unequal == []


def test_translations_hold_no_english() -> None:
    left = {
        translation(message): english_words(translation(message), frozenset((*TALLIED, *ACTIONS)))
        for message in MESSAGES
    }

    assert {text: words for text, words in left.items() if words} == {}


def test_translations_end_as_the_english_does() -> None:
    unlike = [
        english(one)
        for one in MESSAGES
        if translation(one).endswith((":", " ")) != english(one)[-1].endswith((":", " "))
    ]

    assert unlike == []


def test_compiled_catalogue_is_that_of_the_source() -> None:
    assert read_catalogue(str(MO)) == parsed(compiled(translated_catalogue()))


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_word_given_by_a_variable_is_translated(word: str) -> None:
    assert read_catalogue(str(MO))[word]


def test_what_is_given_by_a_variable_is_known() -> None:
    assert {name for call in calls("t") for name in variables(call.args[0])} <= VARIABLE


def test_plurals_are_literal_texts() -> None:
    assert [
        ast.unparse(call) for call in calls("tn") if not all(isinstance(one, ast.Constant) for one in call.args[:2])
    ] == []


def calls(function: str) -> Iterator[ast.Call]:
    """Yield every call of a function in the source."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
                yield node


def variables(given: ast.expr) -> Iterator[str]:
    """Yield what a text comes from, other than literal ones: the names of variables and of fields."""
    match given:
        case ast.Constant():
            return
        case ast.IfExp():
            yield from (*variables(given.body), *variables(given.orelse))
        case ast.Attribute():
            yield given.attr
        case _:
            yield ast.unparse(given)
