"""Settings changed in a file: its comments and order stay, and what was set is what is read."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config_support import look
from pipeline_cli.domain.stages import DEFAULT_STAGES, Stage
from pipeline_cli.settings.table import settings
from pipeline_cli.settings.template import template
from pipeline_cli.settings.write import with_stages, with_value, without_value

OWN = '# mine\nlanguage = "en"  # for now\n\n# the office\n[work]\n\ndays = ["mon"]   # Mondays only\nopens="08:00"\n'


def test_with_value_keeps_comments_and_order() -> None:
    assert with_value(OWN, "work.days", ["tue"]) == OWN.replace('"mon"', '"tue"')
    assert with_value(OWN, "language", "ja") == OWN.replace('"en"', '"ja"')


def test_with_value_makes_the_table_it_needs() -> None:
    assert with_value("", "dates.era", value=True) == "[dates]\nera = true\n"


def test_with_value_puts_what_has_no_table_above_the_tables() -> None:
    assert tomllib.loads(with_value(OWN, "currency", "JPY"))["currency"] == "JPY"


def test_without_value_takes_out_one_line_and_a_table_that_is_empty() -> None:
    assert without_value(OWN, "language") == OWN.replace('language = "en"  # for now\n', "")
    assert without_value("[work]\ndays = []\n", "work.days") == ""
    assert without_value(OWN, "dates.era") == OWN


def test_line_ends_of_windows_stay() -> None:
    assert with_value('language = "en"\r\n# x\r\n', "language", "ja") == 'language = "ja"\r\n# x\r\n'


@given(st.permutations([setting.key for setting in settings()]))
def test_settings_set_in_any_order_are_all_read(keys: list[str]) -> None:
    known = {setting.key: setting for setting in settings()}
    text = ""
    for key in keys:
        text = with_value(text, key, known[key].kind.typed(known[key].example))

    found = look(text)
    assert found.problems == ()
    assert found.values.keys() == known.keys()
    for key in keys:
        text = without_value(text, key)
    assert look(text).values == {}


def test_with_stages_keeps_what_is_written_about_those_that_stay() -> None:
    text = '[[stages]]\nkey = "a"\n\n[[stages]]\n# the good ones\nkey = "b"\nen = "Best"\n'

    changed = with_stages(text, [Stage("b", "Better", "良"), Stage("c")])

    assert "# the good ones" in changed
    assert look(changed).config.stages == (Stage("b", "Better", "良"), Stage("c"))


def test_with_stages_writes_the_usual_ones() -> None:
    assert look(with_stages(OWN, DEFAULT_STAGES)).config.stages == DEFAULT_STAGES


def test_template_sets_nothing_and_shows_everything() -> None:
    assert tomllib.loads(template()) == {}
    shown = "\n".join(line.removeprefix("# ") for line in template().split("\n") if "=" in line or line[2:3] == "[")
    assert look(shown).values.keys() == {setting.key for setting in settings()}


@pytest.mark.parametrize("text", ["", "# only this\n", OWN])
def test_a_value_set_and_unset_leaves_the_rest(text: str) -> None:
    changed = without_value(with_value(text, "screen.ascii", value=True), "screen.ascii")

    assert tomllib.loads(changed) == tomllib.loads(text)
