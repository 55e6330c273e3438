"""What the README shows is what the program says."""

import re
import sys
from pathlib import Path

import pytest

from pipeline_cli.cli import main
from pipeline_cli.command_groups import groups
from readme import at_home, environ, rebuilt, shape

README = Path(__file__).parent.parent / "README.md"
SECURITY = README.parent / ".github" / "SECURITY.md"


@pytest.fixture
def rebuilt_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(tmp_path)

    def run(words: list[str]) -> str:
        main(words, environ("en_US.UTF-8"))
        out, err = capsys.readouterr()
        return at_home(f"{err}{out}")

    commands = [name for entries in groups().values() for name in entries]
    return rebuilt(README.read_text(encoding="utf-8"), run, commands)


@pytest.mark.skipif(sys.platform != "linux", reason="the paths that it shows are those of Linux")
def test_readme_shows_what_the_program_says(rebuilt_readme: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden-update"):
        README.write_text(rebuilt_readme, encoding="utf-8")
    assert rebuilt_readme == README.read_text(encoding="utf-8")


def test_readme_has_the_two_blocks_that_newcomers_run() -> None:
    text = README.read_text(encoding="utf-8")

    for heading in ("Quick start", "Tests"):
        block = text.split(f"## {heading}\n")[1].split("```sh\n")[1].split("```")[0]
        assert len(block.strip().splitlines()) == 1


def test_shape_names_keys_that_hold_the_same_together() -> None:
    answer = {"now": "x", "late": [{"id": 1}], "due": [{"id": 2}], "total": 3}

    assert shape(answer) == "{now, late, due: [{id}], total}"


def test_shape_goes_no_deeper_than_it_is_told() -> None:
    assert shape({"a": {"b": {"c": 1}}}, depth=2) == "{a: {b}}"


def test_security_names_tests_that_there_are() -> None:
    text = SECURITY.read_text(encoding="utf-8")
    named = {f"tests/{name}" for name in re.findall(r"`(test_\w+\.py)`", text)} | set(
        re.findall(r"`(tests/\S+)`", text)
    )

    assert len(named) > 10
    assert [path for path in named if not (README.parent / path).exists()] == []


@pytest.mark.parametrize("file", [README, SECURITY], ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (file.parent / target).exists(), target


def test_links_within_the_readme_lead_to_headings() -> None:
    text = README.read_text(encoding="utf-8")
    headings = {title.lower().replace(" ", "-") for title in re.findall(r"^##+ (.+)$", text, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
