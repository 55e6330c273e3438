"""What the measure of a goal is called."""

import pytest

from date_support import speaking
from pipeline_cli.domain.goal_words import measure_word


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("ja", "customers helped", "お役立ち"),
        ("ja", "ありがとう", "ありがとう"),
        ("ja", "read a book", "read a book"),
        ("en", "架電", "calls"),
        ("en", "thank yous", "thank yous"),
        ("en", "本を読む", "本を読む"),
    ],
)
def test_measure_is_called_as_it_was_typed_or_in_the_language_in_use(language: str, typed: str, shown: str) -> None:
    with speaking(language):
        assert measure_word(typed) == shown
