"""What the words that an option takes are called in the user's language, as they are listed and may be typed."""

from collections.abc import Iterable

from pipeline_cli.domain.stages import stage_keys, stage_label
from pipeline_cli.i18n import SOURCE, language, listed, t


def choice_word(what: str, word: str) -> str:
    """Return what a word of an option is called: in English the word itself.

    Args:
        what: what is chosen, as ``one_of`` calls it: the same word may stand for different things.
        word: the English key.
    """
    if language() == SOURCE:
        return word
    if what == "stage" and word in stage_keys():
        return stage_label(word)
    return _own_words().get((what, word)) or t(word)


def listed_choices(what: str, words: Iterable[str]) -> str:
    """Return words as they are listed where none of them was given."""
    return listed(*(choice_word(what, word) for word in words))


def _own_words() -> dict[tuple[str, str], str]:
    """Return what is called otherwise here than elsewhere."""
    return {
        ("direction", "ahead"): t("in the future"),
        ("direction", "back"): t("in the past"),
        ("direction", "end"): t("the end of it"),
        ("state", "all"): t("all of them"),
        ("sort", "opened"): t("day of opening"),
        ("sort", "silence"): t("days of silence"),
        ("sort", "closed"): t("day of closing"),
    }
