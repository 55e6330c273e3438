"""The screen of ``pipe history``."""

import pytest

from pipeline_cli.domain.operation import History, Operation
from pipeline_cli.views.history import history_json, history_screen
from support import NOW, Golden, ago, render

HISTORY = History(
    NOW,
    (
        Operation(12, ago(0, 9), "undo", "log Aoki Printing", undone=False, changes=2),
        Operation(11, ago(1), "log", "Aoki Printing: meeting; next Fri 20 Nov 10:00", undone=True, changes=4),
        Operation(1, ago(400), "import", "[/] 株式会社みどり商会 ほか8,800件の商談", undone=False, changes=8800),
    ),
    total=12,
)


@pytest.mark.parametrize("width", [40, 80])
def test_history_screen(golden: Golden, width: int) -> None:
    golden(render(history_screen(HISTORY), width))


def test_history_screen_that_is_whole_points_to_undo() -> None:
    assert "pipe undo" in render(history_screen(HISTORY._replace(total=3)), 80)


def test_history_screen_of_a_new_store() -> None:
    assert render(history_screen(History(NOW, (), 0)), 80) == "Nothing was changed so far.\n"


def test_history_json() -> None:
    assert history_json(HISTORY)["operations"][1] == {
        "id": 11,
        "at": "2026-11-17T14:00:00+09:00",
        "command": "log",
        "summary": "Aoki Printing: meeting; next Fri 20 Nov 10:00",
        "undone": True,
        "changes": 4,
    }
