"""``pipe config edit``: every setting explained, mistakes marked, and nothing saved while anything is wrong."""

import json
from pathlib import Path

import pytest

from config_support import Configured
from editor_support import editor, kept, replaced, seen
from helpers import posix_only
from pipeline_cli.settings.table import settings

pytestmark = posix_only

BROKEN = 'language = "ja"\n[work]\ndayz = ["mon"]\n'


@pytest.fixture
def desk(tmp_path: Path) -> Configured:
    return Configured(tmp_path)


def test_edit_begins_with_every_setting_explained(desk: Configured) -> None:
    outcome = desk("config", "edit", EDITOR=editor(desk, "true"))

    assert all(f"# {setting.help}" in seen(desk) for setting in settings())
    assert "Nothing was changed" in outcome.err
    assert not desk.file.exists()


def test_edit_saves_what_is_right(desk: Configured) -> None:
    outcome = desk("config", "edit", EDITOR=editor(desk, replaced("# currency", 'currency = "EUR"')))

    assert (outcome.code, outcome.out) == (0, "")
    assert desk.json("config", "get", "currency")["value"] == "EUR"


@pytest.mark.usefixtures("somebody")
def test_edit_shows_what_is_wrong_above_its_line_until_it_is_right(desk: Configured) -> None:
    desk.write(BROKEN)
    wrong, right = replaced("dayz", "days = 5"), replaced("days", 'days = ["mon"]')
    desk.ok("config", "edit", EDITOR=editor(desk, wrong, right), PIPE_LANG="en")

    assert "#>> work.dayz: There is no such setting. Did you mean work.days?\ndayz" in seen(desk, 0)
    assert '#>> work.days: "5" does not fit.' in seen(desk, 1)
    assert desk.text == 'language = "ja"\n[work]\ndays = ["mon"]\n'


def test_edit_saves_nothing_while_anything_is_wrong(desk: Configured) -> None:
    desk.write('currency = "EUR"\n')
    outcome = desk("config", "edit", EDITOR=editor(desk, replaced("currency", 'currency = "YEN"')))

    assert outcome.code == 2
    assert desk.text == 'currency = "EUR"\n'
    assert 'currency = "YEN"' in kept(outcome.err)


def test_edit_opens_what_is_no_toml(desk: Configured) -> None:
    desk.write("foo bar\n")
    desk.ok("config", "edit", EDITOR=editor(desk, replaced("foo bar", 'currency = "EUR"')))

    assert "#>> no TOML" in seen(desk)
    assert desk.text == 'currency = "EUR"\n'


def test_json_stays_one_document_after_edit(desk: Configured) -> None:
    outcome = desk("--json", "config", "edit", EDITOR=editor(desk, "true"))

    assert json.loads(outcome.out) == {"path": str(desk.file), "exists": False}
