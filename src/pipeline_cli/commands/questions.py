"""Short questions to whoever sits at the terminal: yes or no, and how a name is read."""

import sys
from collections.abc import Collection
from typing import Final
from unicodedata import normalize

import typer

from pipeline_cli.context import Run
from pipeline_cli.domain.kana import as_kana, has_kanji
from pipeline_cli.domain.text import visible
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t

YES: Final = frozenset(("y", "yes", "はい", "ハイ", "ええ"))
NO: Final = frozenset(("n", "no", "いいえ", "イイエ", "いえ"))
"""What is taken for an answer, in either language, typed in whichever width."""


def confirm(question: str, *, default: bool = False) -> bool:
    """Ask a question until it is answered with yes or no; Enter alone is the default.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or the terminal went away.
    """
    choices = t("[Y/n]") if default else t("[y/N]")
    return chosen(f"{question} {choices}", YES | NO, "y" if default else "n", t("Please answer with y or n.")) in YES


def confirm_or_refuse(run: Run, question: str, *, what: str, hint: str) -> None:
    """Ask before a change that is a large one, which ``--yes`` would answer.

    Raises:
        RefusedError: nobody is there to be asked; ``what`` says what that change does, and ``hint`` what to type.
        Abort: they said no.
    """
    if not run.is_interactive:
        raise RefusedError(what, why=t("Nobody is there to be asked."), hint=hint)
    if not confirm(question):
        raise typer.Abort


def chosen(question: str, known: Collection[str], default: str, refusal: str) -> str:
    """Ask a question until it is answered with one of the known words; Enter alone is the default.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or the terminal went away.
    """
    while True:
        answer = normalize("NFKC", _typed(f"{visible(question)} ")).strip().casefold() or default
        if answer in known:
            return answer
        _say(refusal)


def reading_of(run: Run, name: str) -> str:
    """Ask how a new customer's name is read, where it has kanji and somebody is there; "" where they pass it over.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or the terminal went away.
    """
    if not run.is_interactive or not has_kanji(name):
        return ""
    question = t("How is {name} read, in kana? It will be found by that as well. Enter passes it over: ", name=name)
    while (reading := as_kana(_typed(visible(question)))) is None:
        _say(t("Only hiragana and katakana, please."))
    return reading


def lost_reason(question: str) -> str:
    """Ask once why a deal is let go; "" where Enter passes it over.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or the terminal went away.
    """
    return _typed(f"{visible(question)} ").strip()


def _typed(question: str) -> str:
    """Return the line that answers a question; a terminal's own line editing is at work."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        _say("")
        raise KeyboardInterrupt
    return line


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
