"""What the configuration costs: nothing without a file, TOML with one, and tomlkit for what writes alone."""

from pathlib import Path

import pytest

from config_support import Configured
from loading_support import HEAVY, SLOW, loaded


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Configured:
    desk = Configured(tmp_path_factory.mktemp("desk"))
    desk.ok("log", "Aoki", "asked for a quote", "--next", "tomorrow")
    return desk


@pytest.fixture
def configured(tmp_path: Path) -> Configured:
    desk = Configured(tmp_path)
    desk.write('currency = "EUR"\n[work]\nclosed_days = ["12-29..01-03"]\n[[stages]]\nkey = "lead"\n')
    return desk


@pytest.mark.parametrize("line", ["status", "today --json", "list"])
def test_without_a_file_no_toml_is_loaded(desk: Configured, line: str) -> None:
    assert not loaded(desk, line) & {"tomllib", "tomlkit"}


@pytest.mark.parametrize("line", ["status", "today --json"])
def test_with_a_file_a_quick_answer_loads_nothing_slow(configured: Configured, line: str) -> None:
    found = loaded(configured, line)

    assert "tomllib" in found
    assert not found & {*SLOW, *HEAVY, "tomlkit", "difflib"}


@pytest.mark.parametrize("line", ["config", "config get currency", "config path", "config stages"])
def test_what_shows_the_configuration_writes_nothing(configured: Configured, line: str) -> None:
    assert not loaded(configured, line) & {*HEAVY, "tomlkit"}


def test_setting_a_value_opens_no_store(configured: Configured) -> None:
    found = loaded(configured, "config set currency JPY")

    assert "tomlkit" in found
    assert not found & HEAVY
