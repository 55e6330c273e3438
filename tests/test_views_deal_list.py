"""The screen of ``pipe list``."""

import pytest

from pipeline_cli.domain.listing import Wanted
from pipeline_cli.services.list_deals import list_deals
from pipeline_cli.store.store import Store
from pipeline_cli.views.deal_list import deal_list_json, deal_list_screen
from support import NOW, Golden, render


@pytest.mark.parametrize("width", [60, 80, 120])
def test_deal_list_screen(store: Store, golden: Golden, width: int) -> None:
    golden(render(deal_list_screen(list_deals(store, Wanted(state="all"), NOW)), width))


def test_deal_list_screen_says_how_many_there_are(store: Store) -> None:
    screen = render(deal_list_screen(list_deals(store, Wanted(limit=2), NOW)), 80)

    assert screen.count("#") == 2
    assert screen.endswith("… 2 of 4 deals; all of them with --limit 0\n")


def test_deal_list_screen_without_open_deals_says_what_to_do(tmp_path: object) -> None:
    empty = Store(f"{tmp_path}/none.db")

    assert "pipe log" in render(deal_list_screen(list_deals(empty, Wanted(), NOW)), 80)


def test_deal_list_screen_where_nothing_is_found(store: Store) -> None:
    found = list_deals(store, Wanted(state="all", tags=("nobody",)), NOW)

    assert render(deal_list_screen(found), 80) == "No such deals.\n"


def test_deal_list_json_counts_all(store: Store) -> None:
    document = deal_list_json(list_deals(store, Wanted(limit=1), NOW))

    assert [deal["id"] for deal in document["deals"]] == [4]
    assert document["total"] == 4
