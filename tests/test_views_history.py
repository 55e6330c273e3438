"""The screen of ``pipe history``."""

from datetime import date

import pytest

from date_support import speaking
from pipeline_cli.domain.operation import FieldChange, History, Operation, RecordChange
from pipeline_cli.money.amount import Money
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

RECORDS = (
    RecordChange("customer", 1, "Aoki [vip]", None, "made", (FieldChange("name", None, "Aoki [vip]"),)),
    RecordChange(
        "deal",
        7,
        "Aoki [vip]",
        7,
        "changed",
        (
            FieldChange("value", None, Money(1_200_000, "JPY")),
            FieldChange("stage", "potential", "prospect"),
            FieldChange("decides_on", date(2026, 11, 20), None),
            FieldChange("tags", ("fair",), ("fair", "vip")),
        ),
    ),
    RecordChange("stage_change", 9, "Aoki [vip]", 7, "made", (FieldChange("stage", None, "prospect"),)),
    RecordChange(
        "activity",
        3,
        "株式会社みどり商会",
        8,
        "removed",
        (
            FieldChange("at", ago(2), None),
            FieldChange("kind", "visit", None),
            FieldChange("reached", True, None),  # noqa: FBT003  # a value, not an option
            FieldChange("note", "見積書を来週火曜までに欲しいとのこと。納期を気にしている。" * 3, None),
        ),
    ),
    RecordChange("next_step", 5, "Aoki [vip]", 7, "changed", (FieldChange("state", "open", "kept"),)),
)
FULL = HISTORY._replace(
    operations=tuple(
        one._replace(records=RECORDS if one.id == 11 else (), left=8800 if one.id == 1 else 0)
        for one in HISTORY.operations
    )
)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [30, 60, 80, 120])
def test_history_in_full(golden: Golden, width: int, language: str) -> None:
    with speaking(language):
        golden(render(history_screen(FULL), width))


def test_way_of_a_deal_is_left_out_where_the_deal_says_the_same() -> None:
    assert "way of the deal" not in render(history_screen(FULL), 80)


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
