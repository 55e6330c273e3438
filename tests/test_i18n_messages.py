"""Messages: the right form, filled in, in the language that was asked for, and in English where nothing else works."""

import ctypes
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages import Catalog
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli import i18n
from pipeline_cli.i18n import catalogue_path, language, language_of, listed, sentences, t, tn, use_language
from pipeline_cli.i18n.catalogue import parsed
from update_catalogue import compiled

MO = Path(catalogue_path("ja"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a Japanese catalogue that is not there yet."""
    monkeypatch.setattr(i18n, "FOLDER", str(tmp_path))
    (tmp_path / "ja" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path / "ja" / "LC_MESSAGES"


def test_t_returns_the_english_itself() -> None:
    assert t("No such deals.") == "No such deals."


def test_t_returns_the_japanese() -> None:
    use_language("ja")

    assert t("No such deals.") == "該当する商談はありません。"


def test_t_fills_placeholders_in() -> None:
    use_language("ja")

    assert t("No deal {number}.", number=42) == "商談42はありません。"


def test_t_formats_numbers_as_the_message_says() -> None:
    use_language("ja")

    assert t("… and {n:,} more", n=1234) == "… ほか1,234件"


@given(st.text())
def test_t_takes_values_as_they_are(value: str) -> None:
    assert t("No customer is called {who}.", who=value) == f"No customer is called {value}."


def test_t_leaves_braces_alone_where_nothing_is_to_be_filled_in() -> None:
    use_language("ja")

    assert "{overdue}" in t("The line, with {overdue}, {today} and {no_next} in it.")


def test_t_returns_what_it_does_not_know() -> None:
    use_language("ja")

    assert t("") == ""
    assert t("Aoki") == "Aoki"


@pytest.mark.parametrize(("n", "expected"), [(0, "0 days late"), (1, "1 day late"), (2, "2 days late")])
def test_tn_picks_the_form_of_a_count(n: int, expected: str) -> None:
    assert tn("{n} day late", "{n} days late", n) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "0日超過"), (1, "1日超過"), (2, "2日超過")])
def test_tn_has_one_form_in_japanese(n: int, expected: str) -> None:
    use_language("ja")

    assert tn("{n} day late", "{n} days late", n) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((), ""),
        (("Leave it.", "", "See the help."), "Leave it. See the help."),
        (("外してください。", "", "ヘルプをご覧ください。"), "外してください。ヘルプをご覧ください。"),
        (("外すには: --new", "ヘルプをご覧ください。"), "外すには: --new ヘルプをご覧ください。"),
    ],
)
def test_sentences_are_set_one_behind_the_other(texts: tuple[str, ...], expected: str) -> None:
    assert sentences(*texts) == expected


@pytest.mark.parametrize(("lang", "expected"), [("en", "Aoki, Mori"), ("ja", "Aoki、Mori")])
def test_listed_puts_the_comma_of_the_language_between(lang: str, expected: str) -> None:
    use_language(lang)

    assert listed("Aoki", "", "Mori") == expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
    ],
)
def test_language_of_a_locale(environ: dict[str, str], expected: str) -> None:
    assert language_of(environ) == expected


@pytest.mark.parametrize(("number", "expected"), [(0x0411, "ja"), (0x0409, "en"), (0x0C07, "en")])
def test_language_of_windows_is_its_own_where_no_locale_is_set(
    monkeypatch: pytest.MonkeyPatch, number: int, expected: str
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)

    assert language_of({}) == expected
    assert language_of({"LANG": "ja_JP.UTF-8"}) == "ja"
    assert language_of({"LANG": "en_GB"}) == "en"


def test_language_of_windows_is_english_where_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delattr(ctypes, "windll", raising=False)

    assert language_of({}) == "en"


def test_missing_catalogue_falls_back_to_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    use_language("ja")

    assert (language(), t("No such deals.")) == ("en", "No such deals.")
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(folder / "pipe.mo") in said


@pytest.mark.usefixtures("folder")
def test_missing_catalogue_is_told_of_once(capsys: pytest.CaptureFixture[str]) -> None:
    use_language("ja")
    use_language("ja")

    assert language() == "en"
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"msgid", MO.read_bytes()[:-1], MO.read_bytes()[:200]])
def test_broken_catalogue_falls_back_to_english(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (folder / "pipe.mo").write_bytes(content)

    use_language("ja")

    assert (language(), t("No such deals.")) == ("en", "No such deals.")
    assert capsys.readouterr().err.count("\n") == 1


def test_broken_placeholder_falls_back_to_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = Catalog(locale="ja")
    broken.add("No deal {number}.", "商談{nobody}はありません。")
    broken.add("No such deals.", "該当する商談はありません。")
    (folder / "pipe.mo").write_bytes(compiled(broken))
    use_language("ja")

    assert (t("No deal {number}.", number=42), t("No such deals.")) == ("No deal 42.", "No such deals.")
    assert capsys.readouterr().err.count("\n") == 1


@given(st.integers(0, MO.stat().st_size - 1))
def test_parsed_refuses_a_catalogue_that_was_cut(length: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(MO.read_bytes()[:length])


@given(st.integers(0, 200), st.binary(min_size=1, max_size=8))
def test_parsed_raises_nothing_else_on_damage(at: int, damage: bytes) -> None:
    content = MO.read_bytes()

    with suppress(ValueError):
        parsed(content[:at] + damage + content[at + len(damage) :])


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_messages_need_no_gettext(lang: str) -> None:
    program = f"import sys; from pipeline_cli.i18n import t, use_language; use_language('{lang}'); t('No such deals.')"
    loaded = _printed(f"{program}; print(*sorted(sys.modules))").split()

    assert "gettext" not in loaded
    assert ("pipeline_cli.i18n.catalogue" in loaded) == (lang == "ja")


def _printed(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
