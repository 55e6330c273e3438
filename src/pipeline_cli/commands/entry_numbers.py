"""Numbers of entries of the history, as they are typed."""

from typing import Final

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

MOST_DIGITS: Final = 18


def entry_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers in a list with commas between them, each once: ``57`` or ``57,61``.

    Raises:
        UsageError: one of them is no number, or there is none.
    """
    words = [word.removeprefix("#") for word in text.replace("、", ",").replace(",", " ").split()]
    if not words or not all(word.isdecimal() and len(word) <= MOST_DIGITS for word in words):
        raise UsageError(
            t("Not a list of entries: {text}", text=text),
            hint=t('Give their numbers as "pipe history" lists them: {example}', example="57,61"),
        )
    return tuple(dict.fromkeys(map(int, words)))


def refuse_both(count: int | None, only: str | None) -> None:
    """Refuse to be told both how many entries, and which.

    Raises:
        UsageError: both were given.
    """
    if count is not None and only is not None:
        raise UsageError(
            t("Say how many, or which ones with --only, not both."),
            hint=t("Like this: {example}", example="--only 57,61"),
        )
