"""The screen of ``pipe find``."""

import pytest

from pipeline_cli.services.find_text import find_text
from pipeline_cli.store.store import Store
from pipeline_cli.views.console import UNLIMITED
from pipeline_cli.views.found import found_json, found_screen
from pipeline_cli.views.sheet import Sheet
from support import NOW, Golden, render


def screen_for(store: Store, text: str, limit: int = 0) -> Sheet:
    return found_screen(find_text(store, text, NOW, limit=limit))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_found_screen(store: Store, golden: Golden, width: int) -> None:
    golden(render(screen_for(store, "in"), width))


def test_found_screen_in_japanese(store: Store, golden: Golden) -> None:
    golden(render(screen_for(store, "田"), 60) + render(screen_for(store, "納期"), 60))


def test_found_screen_is_a_line_each_for_another_program(store: Store) -> None:
    assert render(screen_for(store, "board"), UNLIMITED).count("\n") == 2


def test_found_screen_says_how_many_there_are(store: Store) -> None:
    assert render(screen_for(store, "e", limit=1), 80).endswith("hits; all of them with --limit 0\n")


def test_found_screen_of_nothing_names_what_was_sought(store: Store) -> None:
    assert render(screen_for(store, "\x1b[31m"), 80) == "Nothing is called ␛[31m, and no note mentions it.\n"


def test_found_screen_names_a_customer_once(store: Store) -> None:
    assert render(screen_for(store, "山田工務店"), 80) == "#4 山田工務店\n1 hit\n"


def test_found_json_of_a_customer_without_a_deal(store: Store) -> None:
    hit = found_json(find_text(store, "花子", NOW))["hits"][0]

    assert (hit["deal"], hit["activity"]) == (None, None)
    assert hit["customer"] == {"id": 7, "name": "田中 花子"}
