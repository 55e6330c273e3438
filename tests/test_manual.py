"""Help as text, the manual page, and an example for each command."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Desk
from pipeline_cli.command_groups import groups
from pipeline_cli.manual import man_page, roff
from pipeline_cli.tree import load, option_table

MAN = Path(__file__).parent.parent / "src" / "pipeline_cli" / "pipe.1"
ENTRIES = {name: entry for entries in groups().values() for name, entry in entries.items()}


def examples(name: str) -> list[str]:
    """Return the examples in a command's help."""
    text = load(name, ENTRIES[name]).help or ""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("pipe ")]


@pytest.mark.parametrize("name", ENTRIES)
def test_command_has_an_example_of_itself(name: str) -> None:
    assert [line for line in examples(name) if line.split()[1] == name]


@pytest.mark.parametrize("name", ENTRIES)
def test_examples_name_options_that_there_are(name: str) -> None:
    for line in examples(name):
        command = line.split()[2] if name == "demo" and line.split()[2:] else name
        assert set(re.findall(r"(?<= )--[a-z-]+", line)) <= option_table(command).keys(), line


def test_committed_man_page_is_true(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden-update"):
        MAN.parent.mkdir(exist_ok=True)
        MAN.write_text(man_page(), encoding="utf-8", newline="\n")
    assert MAN.read_text(encoding="utf-8") == man_page()


def test_man_page_names_every_command_and_option() -> None:
    page = man_page()

    for name in ENTRIES:
        assert f"\n.SS pipe {name}" in page
        assert all(roff(option) in page for option in option_table(name))


def test_help_prints_the_man_page(desk: Desk) -> None:
    assert desk.ok("help", "--man") == man_page()


def test_man_page_is_read_without_a_warning() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    command = [groff, "-Kutf8", "-man", "-Tutf8", "-ww"]
    read = subprocess.run(command, input=man_page().encode(), capture_output=True, check=True)

    assert read.stderr == b""


def test_man_page_keeps_the_quotes_of_examples() -> None:
    assert '\n\\fBpipe next tanaka "tue 14:00" ' in man_page()


@pytest.mark.parametrize("words", [["log"], ["edit"], ["when"], []], ids=str)
def test_help_says_the_same_as_the_option(desk: Desk, words: list[str]) -> None:
    assert desk.ok("help", *words) == desk.ok(*words, "--help")


def test_help_answers_in_json(desk: Desk) -> None:
    answer = desk.json("help", "log")

    assert answer["command"] == "log"
    assert "--if-solved" in answer["text"]


@pytest.mark.parametrize("words", [["lgo"], ["log", "--man"], ["log", "edit"]], ids=str)
def test_what_has_no_help_is_refused(desk: Desk, words: list[str]) -> None:
    assert desk("help", *words).code == 2


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_roff_makes_no_instruction_of_a_text(text: str) -> None:
    told = roff(text)

    assert not told.startswith((".", "'"))
    assert told.replace("\\&", "", 1).replace("\\-", "-").replace("\\e", "\\") == text or "\\" in text


def test_wheel_carries_the_man_page() -> None:
    project = (MAN.parents[2] / "pyproject.toml").read_text(encoding="utf-8")

    assert '"src/pipeline_cli/pipe.1" = "share/man/man1/pipe.1"' in project


def test_man_page_on_a_terminal_is_shown_by_man(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "man"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words; cat > {tmp_path}/page\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert ".TH" not in desk.at_terminal("help", "--man", typed="").out
    assert (tmp_path / "words").read_text() == "-l -\n"
    assert (tmp_path / "page").read_text("utf-8").startswith(".TH PIPE 1")


def test_man_page_on_a_terminal_without_man_says_how_to_keep_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = desk.at_terminal("help", "--man", typed="")

    assert outcome.out == ""
    assert "pipe help --man > pipe.1" in outcome.err
