"""What is wrong with the settings, and where."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t


class Problem(NamedTuple):
    """One thing that is wrong. ``line`` counts from 1, 0 for the file as a whole; ``key`` is "" for no one setting."""

    line: int
    key: str
    told: str


class WrongValueError(ValueError):
    """A value that a setting can't have; its text says what it could be."""


def refused(path: str, problems: Sequence[Problem]) -> UsageError:
    """Return the error that says all that is wrong with a file."""
    return UsageError(
        t("The configuration {path} can't be used.", path=path),
        candidates=tuple(map(problem_text, problems)),
        hint=t('Put it right with "pipe config edit".'),
    )


def problem_text(problem: Problem) -> str:
    """Say what is wrong, and on which line."""
    told = f"{problem.key}: {problem.told}" if problem.key else problem.told
    return t("line {number}: {what}", number=problem.line, what=told) if problem.line else told


def nearest(text: str, known: Iterable[str], *, least: float = 0.6) -> str | None:
    """Return what a text was meant to be, perhaps: the likest, where that is ``least`` alike, 0 to 1."""
    from difflib import get_close_matches

    by_name = {name.casefold(): name for name in known}
    found = get_close_matches(text.casefold(), by_name, 1, least)
    return by_name[found[0]] if found else None
