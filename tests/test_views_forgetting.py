"""The screens of ``pipe forget`` and ``pipe redo``."""

import pytest

from date_support import speaking
from pipeline_cli.domain.forgetting import NAMED_KINDS, Forgetting, Left, Named
from pipeline_cli.domain.history import Undone
from pipeline_cli.views.forgetting import forgotten_json, forgotten_screen, would_go_screen
from pipeline_cli.views.undone import redone_screen, undone_screen
from support import NOW, Golden, render

WHAT = Forgetting("株式会社みどり商会 [vip]", 2, 41, 3, 52, 1, 11)
PLACES = tuple(Named(kind, f"[/] {number}") for kind in NAMED_KINDS for number in range(2))
DONE = WHAT._replace(
    name="",
    is_done=True,
    store="/data/pipe.db",
    left=(
        Left("/data/pipe.db", len(PLACES), named=PLACES),
        Left("/data/pipe.db.backups/x.db", 1),
        Left("/data/[x].rejected.csv"),
        Left("/data/old.age", is_unread=True),
    ),
)
ENTRIES = tuple(Undone(n, NOW.isoformat(), "log", f"#{n} [/] みどり商会 \x1b") for n in range(25, 0, -1))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [40, 80])
def test_forgetting_screens(golden: Golden, width: int, language: str) -> None:
    with speaking(language):
        golden("\n".join(render(screen, width) for screen in (would_go_screen(WHAT), forgotten_screen(DONE))))


def test_nothing_left_is_said() -> None:
    assert "nothing of them is left" in render(forgotten_screen(DONE._replace(left=())), 80)


def test_forgotten_json_names_nobody() -> None:
    document = forgotten_json(DONE)

    assert "name" not in document
    assert document["left"][1] == {"path": "/data/pipe.db.backups/x.db", "records": 1, "is_unread": False, "named": []}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_undone_screen_of_many(golden: Golden, language: str) -> None:
    with speaking(language):
        golden(render(undone_screen(ENTRIES), 60))


def test_redone_screen_says_how_to_take_it_back(golden: Golden) -> None:
    golden(render(redone_screen(ENTRIES[-2:]), 60))
