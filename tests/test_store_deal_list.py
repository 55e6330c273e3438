"""Which deals a list holds, and in which order."""

import pytest

from pipeline_cli.domain.listing import Wanted
from pipeline_cli.store.read.deal_list import last_reached_at, listed_deals, listed_total, listing_sql
from pipeline_cli.store.store import Store
from support import TOKYO, ago


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(limit=2), [4, 3]),
        (Wanted(state="won"), [5]),
        (Wanted(state="lost"), [7]),
        (Wanted(state="parked"), [6]),
        (Wanted(state="all"), [4, 3, 2, 1, 6, 7, 5]),
        (Wanted(stage="commit"), [3]),
        (Wanted(state="all", stage="commit"), [3, 5]),
        (Wanted(tags=("expo",)), [2]),
        (Wanted(state="all", tags=("VIP",)), [1, 5]),
        (Wanted(tags=("vip", "expo")), []),
        (Wanted(tags=('"',)), []),
    ],
)
def test_listed_deals_are_those_wanted(store: Store, wanted: Wanted, numbers: list[int]) -> None:
    assert listed_deals(store.reader, wanted) == numbers


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("opened", [4, 3, 2, 1, 6, 7, 5]),
        ("value", [3, 1, 5, 7, 6, 4, 2]),
        ("silence", [5, 7, 6, 4, 3, 1, 2]),
        ("name", [3, 6, 1, 5, 7, 2, 4]),
        ("decides", [3, 1, 7, 6, 5, 4, 2]),
        ("stage", [3, 5, 1, 6, 2, 7, 4]),
        ("closed", [7, 5, 4, 3, 2, 1, 6]),
    ],
)
def test_listed_deals_are_in_order(store: Store, sort: str, numbers: list[int]) -> None:
    assert listed_deals(store.reader, Wanted(state="all", sort=sort)) == numbers


@pytest.mark.parametrize(
    ("wanted", "total"), [(Wanted(limit=1), 4), (Wanted(state="all"), 7), (Wanted(tags=("expo",)), 1)]
)
def test_listed_total_counts_whatever_the_limit(store: Store, wanted: Wanted, total: int) -> None:
    assert listed_total(store.reader, wanted) == total


def test_last_reached_at_leaves_out_deals_without_a_conversation(store: Store) -> None:
    assert last_reached_at(store.reader, [1, 4, 99], TOKYO) == {1: ago(12)}


@pytest.mark.parametrize("name", ["listed_by_opened", "listed_total"])
def test_listing_sql_of_the_usual_list_uses_an_index(store: Store, name: str) -> None:
    values = {"state": "open", "limit": 50}

    plan = store.reader.execute(f"EXPLAIN QUERY PLAN {listing_sql(name, Wanted())}", values).fetchall()

    assert [step[3] for step in plan] == ["SEARCH deals USING COVERING INDEX ix_deals_state_opened (state=?)"]
