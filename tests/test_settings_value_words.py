"""What the values of settings are called."""

import pytest

from date_support import speaking
from pipeline_cli.settings.kinds import DAYS, FLAG, ORDER
from pipeline_cli.settings.value_words import IN_JAPANESE, value_words, word_typed


def test_weekdays_are_told_in_japanese() -> None:
    with speaking("ja"):
        assert value_words(["mon", "fri"]) == "月、金"


def test_values_are_told_in_english_as_they_are_typed() -> None:
    assert [value_words(value) for value in (["mon", "fri"], True, None, "JPY")] == ["mon, fri", "true", "", "JPY"]


@pytest.mark.parametrize("text", ["日/月の順", "day-first", " Day-First "])
def test_order_is_read_in_either_language(text: str) -> None:
    assert ORDER.typed(text) == "day-first"


def test_what_is_shown_in_japanese_can_be_typed() -> None:
    assert (DAYS.typed("月、金"), FLAG.typed("はい"), word_typed("月/日の順")) == (["mon", "fri"], True, "month-first")


def test_no_two_words_share_a_japanese_one() -> None:
    assert len(set(IN_JAPANESE.values())) == len(IN_JAPANESE)
