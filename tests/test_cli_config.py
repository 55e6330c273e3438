"""``pipe config``: what is set, changed and refused, and that the rest of the program goes by it."""

import os
import stat
from pathlib import Path

import pytest

from config_support import Configured
from helpers import posix_only
from pipeline_cli.dates import DateRules, default_rules
from pipeline_cli.settings.table import settings
from support import Golden


@pytest.fixture
def desk(tmp_path: Path) -> Configured:
    return Configured(tmp_path)


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_config_screen(desk: Configured, golden: Golden, language: str, columns: str) -> None:
    desk.write('currency = "EUR"\n[work]\nclosed_days = ["2026-08-12..2026-08-14", "12-29..01-03", "2026-05-01"]\n')

    shown = desk.ok("config", PIPE_LANG=language, COLUMNS=columns)

    golden(shown.partition("\n\n")[0] + "\n")  # what follows is the path, of any length


def test_config_json_names_every_setting_and_its_source(desk: Configured) -> None:
    desk.write("[work]\nopens = 08:30:00\n")
    document = desk.json("config", PIPE_CURRENCY="CHF")
    told = {one["key"]: (one["value"], one["source"]) for one in document["settings"]}

    assert (document["path"], document["exists"]) == (str(desk.file), True)
    assert told.keys() == {setting.key for setting in settings()}
    assert told["work.opens"] == ("08:30", "file")
    assert told["currency"] == ("CHF", "environment")
    assert told["work.country"] == ("JP", "default")
    assert told["hour_worth"] == (None, "default")


def test_config_list_marks_the_settings_that_the_file_says_wrongly(desk: Configured) -> None:
    desk.write('currency = "EUR"\n[dates]\norder = "dmy"\nera = true\n')
    lines = {line.split()[0]: line for line in desk.ok("config", "list").splitlines() if line[:1].isalpha()}

    assert lines["dates.order"].endswith("line 3 is wrong")
    assert [key for key, line in lines.items() if "wrong" in line] == ["dates.order"]


def test_config_json_lists_what_is_wrong_with_the_file(desk: Configured) -> None:
    desk.write('[dates]\norder = "dmy"\n[work]\ndayz = ["mon"]\n')
    document = desk.json("config", "list")

    assert [(one["line"], one["key"]) for one in document["problems"]] == [(2, "dates.order"), (4, "work.dayz")]
    assert "month-first, day-first" in document["problems"][0]["text"]


def test_config_json_of_a_right_file_lists_no_problems(desk: Configured) -> None:
    desk.write('currency = "EUR"\n')

    assert desk.json("config", "list")["problems"] == []


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("language", "JA", "ja"),
        ("currency", "eur", "EUR"),
        ("hour_worth", "¥5,000", "¥5,000"),
        ("dates.order", "day-first", "day-first"),
        ("dates.fiscal_year_starts", "4", 4),
        ("dates.era", "yes", True),
        ("work.days", "sat-mon, wed", ["mon", "wed", "sat", "sun"]),
        ("work.days", "月、火、水曜日", ["mon", "tue", "wed"]),
        ("work.closes", "17", "17:00"),
        ("work.country", "None", "none"),
        ("work.closed_days", "2026-08-12..2026-08-14, 12-29..1-3", ["2026-08-12..2026-08-14", "12-29..01-03"]),
        ("screen.ascii", "off", False),
    ],
)
def test_config_set_is_read_back(desk: Configured, key: str, typed: str, expected: object) -> None:
    assert desk.json("config", "set", key, *typed.split(" "))["value"] == expected
    assert desk.json("config", "get", key) | {"source": "file"} == desk.json("config", "get", key)
    assert desk.json("config", "get", key)["value"] == expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("set", "work.dayz", "mon"), "Did you mean work.days?"),
        (("set", "dates.order", "dmy"), "month-first, day-first"),
        (("set", "language", "fr"), "Choose one of: en, ja"),
        (("set", "work.opens", "19:00"), "ends before it begins"),
        (("set", "currency", "XXX"), "ISO 4217"),
        (("set", "stages", "a"), "pipe config stages"),
        (("set", "language"), "pipe config set KEY VALUE"),
        (("set",), "pipe config set KEY VALUE"),
        (("get",), "pipe config get KEY"),
        (("get", "a", "b"), "pipe config get KEY"),
        (("unset", "nothing"), "pipe config list"),
        (("lits",), "Did you mean list?"),
        (("path", "x"), "pipe config path"),
    ],
)
def test_config_refuses_what_makes_no_sense(desk: Configured, words: tuple[str, ...], told: str) -> None:
    outcome = desk("config", *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert not desk.file.exists()


def test_config_set_keeps_what_else_stands_there(desk: Configured) -> None:
    desk.write('# mine\ncurrency = "EUR" # for now\n')
    desk.ok("config", "set", "currency", "JPY")

    assert desk.text == '# mine\ncurrency = "JPY" # for now\n'


def test_config_unset_leaves_it_to_the_program(desk: Configured) -> None:
    desk.write('# mine\ncurrency = "EUR"\n')

    assert desk.json("config", "unset", "currency") | {"value": "JPY", "source": "default"} == desk.json(
        "config", "get", "currency"
    )
    assert desk.text == "# mine\n"


def test_config_says_what_goes_before_it(desk: Configured) -> None:
    assert "PIPE_LANG goes before it" in desk("config", "set", "language", "ja", PIPE_LANG="en").err


def test_config_path_needs_no_file(desk: Configured) -> None:
    assert desk.ok("config", "path") == f"{desk.file}\n"
    assert desk.json("config", "path") == {"path": str(desk.file), "exists": False}


@posix_only
def test_config_is_readable_by_its_user_alone(desk: Configured) -> None:
    desk.ok("config", "set", "currency", "JPY")

    assert stat.S_IMODE(desk.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.file.parent.stat().st_mode) == 0o700
    assert os.listdir(desk.file.parent) == [desk.file.name]


@posix_only
def test_config_that_is_a_link_stays_one(desk: Configured) -> None:
    real = desk.folder / "dotfiles.toml"
    real.write_text('currency = "EUR"\n')
    desk.file.parent.mkdir()
    desk.file.symlink_to(real)
    desk.ok("config", "set", "currency", "JPY")

    assert desk.file.is_symlink()
    assert real.read_text() == 'currency = "JPY"\n'


def test_config_that_cannot_be_written_says_so(desk: Configured) -> None:
    (desk.folder / "set").write_text("a file where a folder should be")
    outcome = desk("config", "set", "currency", "JPY")

    assert outcome.code == 2
    assert "PIPE_CONFIG" in outcome.err


BROKEN = 'language = "ja"\n[work]\ndayz = ["mon"]\n'


@pytest.mark.parametrize("words", [("status",), ("today",), ("list",), ("log", "Aoki", "note"), ("config", "stages")])
def test_a_wrong_configuration_is_refused_with_line_and_key(desk: Configured, words: tuple[str, ...]) -> None:
    desk.write(BROKEN)
    outcome = desk(*words, PIPE_LANG="en")

    assert (outcome.code, outcome.out) == (2, "")
    assert "line 3: work.dayz: There is no such setting. Did you mean work.days?" in outcome.err
    assert str(desk.file) in outcome.err


def test_a_wrong_configuration_loses_no_note(desk: Configured) -> None:
    desk.write(BROKEN)
    outcome = desk("log", "Aoki", "a long talk")
    desk.file.unlink()

    assert outcome.code == 2
    assert desk.drafts()[0]["words"] == ["Aoki", "a long talk"]


def test_a_wrong_configuration_is_refused_in_the_language_it_names(desk: Configured) -> None:
    desk.write(BROKEN)

    assert "3行目: work.dayz" in desk("status").err


def test_what_is_no_toml_is_refused_in_the_language_of_the_locale(desk: Configured) -> None:
    desk.write('currency = "EUR"\nfoo bar\n')

    assert "2行目" in desk("status", LANG="ja_JP.UTF-8").err
    assert "line 2: no TOML from column 5 on: foo bar" in desk("status").err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", 'language = "日本"'.encode("cp932")])
def test_what_is_no_utf_8_is_refused(desk: Configured, content: bytes) -> None:
    desk.write("")
    desk.file.write_bytes(content)

    assert "not written in UTF-8" in desk("status").err


def test_a_byte_order_mark_is_no_mistake(desk: Configured) -> None:
    desk.write("")
    desk.file.write_bytes('\ufefflanguage = "en"\n'.encode())

    assert desk("status").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("config", "path"),
        ("config", "set", "currency", "JPY"),
        ("config", "unset", "work.dayz"),
        ("--help",),
        ("log", "-h"),
    ],
)
def test_a_wrong_configuration_hinders_nothing_that_puts_it_right(desk: Configured, words: tuple[str, ...]) -> None:
    desk.write(BROKEN)

    assert desk(*words).code == 0


def test_config_set_leaves_what_was_wrong_before(desk: Configured) -> None:
    desk.write(BROKEN)
    desk.ok("config", "set", "work.opens", "8:00")
    assert desk("status").code == 2
    desk.ok("config", "unset", "work.dayz")

    assert desk("status").code == 0


def test_config_set_refuses_what_is_no_toml(desk: Configured) -> None:
    desk.write("foo bar\n")

    assert "line 1" in desk("config", "set", "currency", "JPY").err
    assert desk.text == "foo bar\n"


def test_language_comes_from_the_line_then_the_variable_then_the_file_then_the_locale(desk: Configured) -> None:
    place = {"LANG": "en_US.UTF-8"}
    assert desk.json("info", **place)["language"] == "en"
    desk.write('language = "ja"\n')
    assert desk.json("info", **place)["language"] == "ja"
    assert desk.json("info", PIPE_LANG="en", **place)["language"] == "en"
    assert desk.json("info", "--lang", "ja", PIPE_LANG="en", **place)["language"] == "ja"


@pytest.mark.parametrize(("variable", "expected"), [("", "EUR"), ("CHF", "CHF")])
def test_currency_comes_from_the_variable_then_the_file(desk: Configured, variable: str, expected: str) -> None:
    desk.write('currency = "EUR"\n')
    deal = desk.json("log", "Aoki", "note", "--value", "500", PIPE_CURRENCY=variable)["deal"]

    assert deal["value"] == {"minor": 50000, "currency": expected}


def test_dates_follow_the_configuration(desk: Configured) -> None:
    desk.write('[dates]\norder = "day-first"\n[work]\nclosed_days = ["11-19..11-24"]\n')

    assert desk.json("when", "5/12")["at"] == "2026-12-05"
    assert desk.json("when", "+1bd")["at"] == "2026-11-25"


def test_rules_are_forgotten_after_the_run(desk: Configured) -> None:
    desk.write('[dates]\norder = "day-first"\n')
    desk.ok("status")

    assert default_rules() == DateRules()
    desk.file.unlink()
    assert desk.json("when", "5/12")["at"] == "2027-05-12"


def test_years_are_those_of_the_era_where_that_is_set(desk: Configured) -> None:
    desk.write('language = "ja"\n[dates]\nera = true\n')

    assert "令和9年1月5日(火)" in desk("log", "青木", "来年", "--next", "2027-01-05").err


def test_ascii_is_drawn_where_that_is_set(desk: Configured) -> None:
    desk.ok("log", "Aoki", "note", "--next", "2026-11-18")
    desk.write("[screen]\nascii = true\n")

    assert desk.ok("show", "1").isascii()
    assert not desk.ok("show", "1", PIPE_ASCII="0").isascii()


def test_holidays_of_a_country_that_nothing_knows_are_refused(desk: Configured) -> None:
    outcome = desk("config", "set", "work.country", "QQ")

    assert outcome.code == 2
    assert "pipeline-cli[holidays]" in outcome.err


def test_list_works_with_a_broken_file_and_says_which_line_is_wrong(desk: Configured) -> None:
    desk.write('currency = "EUR"\n[work]\nhours = 8\n')
    listed = desk("config", "list")

    assert listed.code == 0
    assert "EUR" in listed.out
    assert "line 3: work.hours" in listed.err


def test_list_works_with_a_file_that_is_no_toml(desk: Configured) -> None:
    desk.write('currency = "EUR\n')
    listed = desk("config", "list", PIPE_CURRENCY="USD")

    assert (listed.code, "line 1" in listed.err) == (0, True)


def test_set_warns_of_what_stays_broken_elsewhere(desk: Configured) -> None:
    desk.write("[work]\nhours = 8\n")
    told = desk("config", "set", "currency", "USD")

    assert told.code == 0
    assert "work.hours" in told.err
    assert desk("list").code == 2


def test_set_says_nothing_where_all_is_right(desk: Configured) -> None:
    assert desk("config", "set", "currency", "USD").err == ""
