"""The names that a language may be given by."""

from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.i18n import language_called


@pytest.mark.parametrize("name", ["ja", "JA", "ja-JP", "ja_JP", "ja_JP.UTF-8", " Ja "])
def test_japanese_is_known_with_its_region_and_in_capitals(name: str) -> None:
    assert language_called(name) == "ja"


@pytest.mark.parametrize("name", ["", "jaa", "fr_FR", "日本語", "C"])
def test_other_languages_are_none_of_ours(name: str) -> None:
    assert language_called(name) is None


def test_option_and_variable_take_a_language_with_its_region(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    assert "火曜" in desk("when", "xyz", "--lang", "ja-JP").err
    assert "火曜" in desk("when", "xyz", PIPE_LANG="ja_JP").err
    assert desk("list", "--lang", "fr-FR").code == 2
