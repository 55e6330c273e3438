"""What the values of settings are called in the user's language; what is typed for them is read in either."""

from typing import Final

from pipeline_cli.i18n import SOURCE, language, listed
from pipeline_cli.settings.shown import value_text

IN_JAPANESE: Final = {
    "mon": "月",
    "tue": "火",
    "wed": "水",
    "thu": "木",
    "fri": "金",
    "sat": "土",
    "sun": "日",
    "month-first": "月/日の順",
    "day-first": "日/月の順",
    "true": "はい",
    "false": "いいえ",
}
"""Words of the file and what they may be called in Japanese, whatever the language of messages is."""


def value_words(value: object) -> str:
    """Return a value as the user may type it."""
    if language() == SOURCE:
        return value_text(value)
    texts = map(str, value) if isinstance(value, (list, tuple)) else (value_text(value),)
    return listed(*(IN_JAPANESE.get(text, text) for text in texts))


def word_typed(text: str) -> str:
    """Return the word of the file that was typed, perhaps in Japanese."""
    typed = text.strip()
    return next((word for word, japanese in IN_JAPANESE.items() if japanese == typed), typed.casefold())
