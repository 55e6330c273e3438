"""The screen of ``pipe info``."""

import os

import pytest

from pipeline_cli.domain.program_info import ProgramInfo, StoreCounts, StoreInfo
from pipeline_cli.views.info import info_json, info_screen
from support import Golden, render

COUNTS = StoreCounts(7, {"open": 4, "won": 1, "lost": 1, "parked": 8_800}, 1_000_000, 3)
STORE = StoreInfo("/data/pipe.db", size=204_800, schema=1, counts=COUNTS, problem="")
INFO = ProgramInfo("0.1.0", "3.11.7", "3.40.1", "Linux 6.1 x86_64", "en", "Asia/Tokyo", STORE)


@pytest.mark.parametrize("width", [60, 80])
def test_info_screen(golden: Golden, width: int) -> None:
    golden(render(info_screen(INFO), width))


def test_info_screen_without_a_store(golden: Golden) -> None:
    none = STORE._replace(size=None, schema=None, counts=StoreCounts(0, {}, 0, 0))

    golden(render(info_screen(INFO._replace(store=none)), 80))


def test_info_screen_names_no_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/hanako")
    monkeypatch.setenv("USERPROFILE", "/home/hanako")
    path = os.path.join("/home/hanako", "pipe.db")
    damaged = STORE._replace(path=path, counts=None, problem=f"{path} is damaged.")

    screen = render(info_screen(INFO._replace(store=damaged)), 80)

    assert "hanako" not in screen
    assert os.path.join("~", "pipe.db") in screen


def test_info_json_tells_whether_there_is_a_store() -> None:
    store = info_json(INFO)["store"]

    assert store["exists"] is True
    assert store["counts"]["deals"]["parked"] == 8_800


def test_info_screen_counts_one_of_each_in_the_singular() -> None:
    one = STORE._replace(counts=StoreCounts(1, {"open": 1}, 1, 1))

    assert "1 customer; deals: 1 open; 1 activity, 1 next step\n" in render(info_screen(INFO._replace(store=one)), 80)
