"""What our columns and words are called where ``pipe import`` tells how it reads a file."""

from collections.abc import Iterable

from pipeline_cli.domain.stages import stage_keys, stage_label
from pipeline_cli.i18n import SOURCE, language, t


def columns_text(targets: Iterable[str]) -> str:
    """Return what the columns are called that one of a file is taken for."""
    return " + ".join(map(t, targets))


def word_of_ours(word: str) -> str:
    """Return what a word of ours is called: in English the word itself, as it is typed."""
    if language() == SOURCE:
        return word
    return stage_label(word) if word in stage_keys() else t(word)
