"""What the Japanese README shows is what the program says."""

import re
import sys
from pathlib import Path

import pytest

from pipeline_cli.cli import main
from readme import at_home, command_lines, environ, rebuilt

FOLDER = Path(__file__).parent.parent
README = FOLDER / "README.ja.md"
JAPANESE = environ("ja_JP.UTF-8")
DATE_EXAMPLES = re.compile(r"^\| (?:日|曜日|期間|あとさき|時刻) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def rebuilt_readme(capsys: pytest.CaptureFixture[str]) -> str:
    def run(words: list[str]) -> str:
        main(words, JAPANESE)
        out, err = capsys.readouterr()
        return at_home(f"{err}{out}")

    return rebuilt(README.read_text(encoding="utf-8"), run, [])


@pytest.mark.skipif(sys.platform != "linux", reason="the paths that it shows are those of Linux")
def test_japanese_readme_shows_what_the_program_says(rebuilt_readme: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden-update"):
        README.write_text(rebuilt_readme, encoding="utf-8")
    assert rebuilt_readme == README.read_text(encoding="utf-8")


def test_japanese_readme_goes_through_the_main_commands() -> None:
    shown = {words[0] for words in command_lines(README.read_text(encoding="utf-8"))}

    assert {"log", "today", "next", "undo", "history", "tally", "demo", "when", "add", "show"} <= shown


def test_japanese_readme_gives_dates_that_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall("`(.+?)`", " ".join(DATE_EXAMPLES.findall(README.read_text(encoding="utf-8"))))

    assert len(examples) > 30
    assert [text for text in examples if main(["when", text], JAPANESE) != 0] == [], capsys.readouterr().err


def test_japanese_readme_shows_pictures_that_there_are() -> None:
    for path in re.findall(r"\]\((\.github/[^)]+)\)", README.read_text(encoding="utf-8")):
        assert (FOLDER / path).is_file()
