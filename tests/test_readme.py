"""What the README shows is what the program says."""

from pathlib import Path

import pytest

from pipeline_cli.cli import main
from pipeline_cli.tree import groups
from readme import rebuilt

README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def rebuilt_readme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    environ = {
        "PIPE_STORE": str(tmp_path / "pipe.db"),
        "PIPE_NOW": "2026-11-18T09:30:00+09:00",
        "TZ": "Asia/Tokyo",
        "LANG": "en_US.UTF-8",
        "COLUMNS": "88",
        "HOME": str(tmp_path),
    }

    def run(words: list[str]) -> str:
        main(words, environ)
        out, err = capsys.readouterr()
        return f"{err}{out}".replace(str(tmp_path), "~")

    commands = [name for entries in groups().values() for name in entries]
    return rebuilt(README.read_text(encoding="utf-8"), run, commands)


def test_readme_shows_what_the_program_says(rebuilt_readme: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden-update"):
        README.write_text(rebuilt_readme, encoding="utf-8")
    assert rebuilt_readme == README.read_text(encoding="utf-8")


def test_readme_has_the_two_blocks_that_newcomers_run() -> None:
    text = README.read_text(encoding="utf-8")

    for heading in ("Quick start", "Tests"):
        block = text.split(f"## {heading}\n")[1].split("```sh\n")[1].split("```")[0]
        assert len(block.strip().splitlines()) == 1
