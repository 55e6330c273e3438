"""What our columns and words are called where an import is told of."""

from date_support import speaking
from pipeline_cli.views.import_words import columns_text, word_of_ours


def test_columns_and_words_are_told_in_japanese() -> None:
    with speaking("ja"):
        assert (columns_text(("customer",)), word_of_ours("commit"), word_of_ours("won")) == (
            "顧客",
            "契約待ち",
            "契約",
        )


def test_columns_and_words_are_told_in_english_as_they_are_typed() -> None:
    assert (columns_text(("reached", "kind")), word_of_ours("commit")) == ("reached + kind", "commit")
