"""``pipe --install-completion`` and ``--show-completion``, with the shell named in any form."""

from pathlib import Path

import pytest

from helpers import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("HOME", str(tmp_path))
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("shell", "expected"), [("bash", "complete -o"), ("zsh", "#compdef pipe"), ("fish", "complete --command pipe")]
)
@pytest.mark.parametrize("form", ["{option} {shell}", "{option}={shell}"])
def test_completion_is_shown_for_the_shell_that_is_named(desk: Desk, shell: str, expected: str, form: str) -> None:
    words = form.format(option="--show-completion", shell=shell).split()

    assert expected in desk(*words).out


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_completion_is_shown_for_powershell(desk: Desk, shell: str) -> None:
    assert "Register-ArgumentCompleter" in desk("--show-completion", shell).out


def test_completion_is_installed_for_the_shell_that_is_named(desk: Desk) -> None:
    outcome = desk("--install-completion", "zsh")

    assert outcome.code == 0
    assert (desk.folder / ".zfunc" / "_pipe").exists()
    assert "Completion for zsh is installed" in outcome.out


def test_installing_completion_is_told_in_japanese(desk: Desk) -> None:
    assert "fish の補完を設定しました" in desk("--lang", "ja", "--install-completion", "fish").out


def test_unknown_shell_is_refused(desk: Desk) -> None:
    outcome = desk("--install-completion", "tcsh")

    assert outcome.code == 2
    assert "pipe --install-completion bash|zsh|fish|powershell|pwsh" in outcome.err
