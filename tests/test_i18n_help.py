"""Help in Japanese: every command's, without a sentence of English, and in lines that fit."""

import json
import subprocess
import sys
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from i18n_support import english_words
from pipeline_cli.command_groups import groups
from pipeline_cli.domain.tally import KINDS as TALLIED
from pipeline_cli.typer_help import HelpPage

COMMANDS: Final = sorted(name for entries in groups().values() for name in entries)

TYPED: Final = frozenset((*COMMANDS, *TALLIED, "agreed", "goal", "day"))
"""English that help names, since it is typed."""

PAGES: Final = """
import contextlib, io, json, sys
from pipeline_cli.cli import main

def page(*words):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        main([*words, "--help"], {"PIPE_LANG": sys.argv[1], "LANG": "C"})
    return out.getvalue()

print(json.dumps({name: page(*name.split()) for name in sys.argv[2:]}))
"""
"""Prints the help of some commands. It is fixed when their modules are imported, and so takes a process of its own."""


def pages(language: str, columns: int) -> dict[str, str]:
    command = [sys.executable, "-c", PAGES, language, "", *COMMANDS]
    environ = {"COLUMNS": str(columns), "PYTHONUTF8": "1"}
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=environ, encoding="utf-8")
    return dict(json.loads(found.stdout))


@pytest.fixture(scope="module")
def japanese_pages() -> dict[str, str]:
    return pages("ja", 80)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_japanese_help_holds_no_english(japanese_pages: dict[str, str], command: str) -> None:
    assert english_words(japanese_pages[command], TYPED) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_japanese_help_fits_the_terminal(japanese_pages: dict[str, str], command: str) -> None:
    assert max(map(cell_len, japanese_pages[command].splitlines()), default=80) < 80


def test_japanese_help_says_what_typer_says_in_english(japanese_pages: dict[str, str]) -> None:
    page = japanese_pages["log"]

    assert page.startswith("使い方: pipe log [オプション] {相手}")
    assert "\n引数:\n" in page
    assert "\nオプション:\n" in page
    assert "[必須]" in page
    assert "[既定値: agreed]" in page
    assert page.endswith("-h, --help                  このヘルプを表示\n")


def test_english_help_is_typers_own() -> None:
    page = pages("en", 80)["log"]

    assert page.startswith("Usage: pipe log [OPTIONS]")
    assert "Show this message and exit." in page


@pytest.mark.parametrize(("columns", "widest"), [("80", 78), ("120", 118), ("", 1_000_000 - 2)])
def test_help_page_is_as_wide_as_columns_say_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    assert HelpPage().width == widest


def test_english_help_is_as_wide_as_columns_say() -> None:
    assert 80 < max(map(len, pages("en", 120)["log"].splitlines())) <= 118


def test_help_page_is_no_wider_than_is_easily_read_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    assert HelpPage().width == 78


@pytest.mark.usefixtures("japanese")
def test_help_page_sets_meanings_beside_their_terms() -> None:
    page = HelpPage(width=50)
    with page.section("見出し"):
        page.write_dl([("-a", "短い"), ("--abc", "Show this message and exit."), ("-" * 31, "下に")])

    assert (
        page.getvalue()
        == f"見出し:\n  -a{' ' * 30}短い\n  --abc{' ' * 27}このヘルプを表示\n  {'-' * 31}\n{' ' * 34}下に\n"
    )


@pytest.mark.usefixtures("japanese")
def test_help_page_wraps_usage_behind_the_command() -> None:
    page = HelpPage(width=30)
    page.write_usage("pipe log", "[OPTIONS] WHO WHEN")

    assert page.getvalue() == "使い方: pipe log [オプション]\n                 相手 日時\n"


@given(st.text("あ a、", max_size=200), st.integers(20, 120))
def test_help_page_writes_no_line_that_is_too_wide(text: str, width: int) -> None:
    page = HelpPage(width=width)
    with page.indentation():
        page.write_text(text)

    assert all(cell_len(line) <= width for line in page.getvalue().splitlines())


@given(st.text("あ a、\n", max_size=200))
def test_help_page_loses_nothing(text: str) -> None:
    page = HelpPage(width=40)
    page.write_text(text)

    assert "".join(page.getvalue().split()) == "".join(text.split())
