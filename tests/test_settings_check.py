"""What a file with settings says, and what is wrong with it: the line, the key and what was meant."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config_support import look, problems, rules
from pipeline_cli.errors import UsageError
from pipeline_cli.money.amount import Money
from pipeline_cli.settings.check import setting_of
from pipeline_cli.settings.config import UNSET
from pipeline_cli.settings.table import settings
from pipeline_cli.settings.toml import line_of

WHOLE = """\
# mine
language = "ja"
currency = "jpy"
hour_worth = 5000

[dates]
order = "day-first"
fiscal_year_starts = 4
era = true

[work]
days = ["mon-wed", "金曜"]
opens = 08:30:00
closes = "17:30"
country = "none"
closed_days = ["2026-08-12..2026-08-14", "12-29..01-03"]

[screen]
ascii = true
"""


def test_an_empty_file_sets_nothing() -> None:
    assert look("").config == UNSET
    assert look("# nothing\n") == (UNSET, {}, ())


def test_every_setting_is_read() -> None:
    found = look(WHOLE)

    assert found.problems == ()
    assert found.config[:3] == ("ja", "JPY", Money(5000, "JPY"))
    assert found.config.is_ascii
    assert found.values.keys() == {setting.key for setting in settings()}


def test_rules_are_the_fields_of_the_date_rules() -> None:
    found = rules(WHOLE)

    assert date(2026, 8, 13) in found.pop("closed_days")
    assert found == {
        "day_first": True,
        "fiscal_year_starts": 4,
        "era": True,
        "working_days": (0, 1, 2, 4),
        "opens": time(8, 30),
        "closes": time(17, 30),
        "country": None,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('lang = "ja"', (1, "lang")),
        ('\nlanguage = "fr"', (2, "language")),
        ('currency = "YEN"', (1, "currency")),
        ("hour_worth = true", (1, "hour_worth")),
        ('hour_worth = "a lot"', (1, "hour_worth")),
        ('currency = "JPY"\nhour_worth = "12.50"', (2, "hour_worth")),
        ('[dates]\n# no\norder = "dmy"', (3, "dates.order")),
        ("dates.fiscal_year_starts = 13", (1, "dates.fiscal_year_starts")),
        ("dates = {fiscal_year_starts = true}", (1, "dates.fiscal_year_starts")),
        ('[dates]\n"era" = "maybe"', (2, "dates.era")),
        ("[work]\ndays = []", (2, "work.days")),
        ('[work]\ndays = ["mo"]', (2, "work.days")),
        ("[work]\ndays = 5", (2, "work.days")),
        ('[work]\nopens = "9 o\'clock"', (2, "work.opens")),
        ('[work]\nopens = "24:00"', (2, "work.opens")),
        ('[work]\nopens = "18:00"', (2, "work.opens")),
        ('[work]\nopens = "08:00"\ncloses = "07:00"', (3, "work.closes")),
        ('[work]\ncountry = "Japan"', (2, "work.country")),
        ('[work]\nclosed_days = ["12-29..01-32"]', (2, "work.closed_days")),
        ("[work]\nclosed_days = [[1]]", (2, "work.closed_days")),
        ("work = 3", (1, "work")),
        ("[screen.ascii]\nx = 1", (1, "screen.ascii")),
        ("[[language]]\nx = 1", (1, "language")),
    ],
)
def test_what_is_wrong_is_named_by_line_and_key(text: str, expected: tuple[int, str]) -> None:
    assert problems(text) == [expected]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("langage = 1", "language"),
        ("[work]\ndayz = 1", "work.days"),
        ("closed_days = []", "work.closed_days"),
        ("[wrok]\nopens = 1", "work.opens"),
        ('[dates]\norder = "dayfirst"', "day-first"),
    ],
)
def test_the_nearest_one_is_named(text: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in look(text).problems[0].told


@pytest.mark.parametrize(
    ("text", "line"),
    [("language = ja", 1), ("\n\nfoo bar\n", 3), ("[work", 1), ('a = "', 1), ('x = """\n\n', 1), ("a = 1\na = 2", 2)],
)
def test_what_is_no_toml_is_shown_by_its_line(text: str, line: int) -> None:
    found = look(text)

    assert found.config == UNSET
    assert [problem.line for problem in found.problems] == [line]


def test_what_is_right_counts_beside_what_is_wrong() -> None:
    assert look('language = "ja"\nx = 1').config.language == "ja"


@pytest.mark.parametrize(
    ("key", "line"),
    [("work.days", 4), ("language", 1), ("stages.1.en", 8), ("stages.1.ja", 7), ("work", 3), ("nothing", 1)],
)
def test_line_of_finds_a_key_or_the_table_it_is_in(key: str, line: int) -> None:
    text = 'language = "ja"\n\n[work] # mine\n days = []\n[[stages]]\nkey = "a"\n[[stages]]\nen = "b"\n'

    assert line_of(text, key) == line


@given(st.text() | st.text("[]{}=.\"'#\n abcw12", max_size=40))
def test_whatever_stands_in_a_file_is_read_or_refused(text: str) -> None:
    found = look(text)

    assert all(problem.told and problem.line >= 0 for problem in found.problems)


@pytest.mark.parametrize("setting", settings(), ids=lambda setting: setting.key)
def test_an_example_and_a_default_are_right(setting) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    for text in filter(None, (setting.example, setting.default)):
        plain = setting.kind.typed(text)
        assert setting.kind.plain(setting.kind.read(plain)) == plain


def test_setting_that_is_like_none_is_not_taken_for_one() -> None:
    with pytest.raises(UsageError) as told:
        setting_of("nope")

    assert "Did you mean" not in told.value.hint
