"""``pipe find`` as users and scripts run it."""

import json

import pytest

from support import Pipe


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("みどり", [2]),
        ("ミドリ", [2]),
        ("ﾐﾄﾞﾘ", [2]),
        ("BRANDT", [3]),
        ("C++", [3]),
        ("50%", [3]),
        ("aoki@example.jp", [1]),
        ("03-1234", [1]),
        ("納期", [2]),
        ("花", [7]),
        ("no such thing", []),
    ],
)
def test_find_json_names_the_customers(pipe: Pipe, text: str, customers: list[int]) -> None:
    found = json.loads(pipe("find", text, "--json").out)

    assert [hit["customer"]["id"] for hit in found["hits"]] == customers
    assert found["total"] == len(customers)


def test_find_json_gives_deal_activity_and_snippet(pipe: Pipe) -> None:
    hit = json.loads(pipe("find", "catalogue", "--json").out)["hits"][0]
    assert (hit["deal"], hit["activity"]["id"], hit["snippet"]) == (None, 6, "sent the catalogue")

    hit = json.loads(pipe("find", "carrier", "--json").out)["hits"][0]
    assert (hit["deal"]["id"], hit["activity"]["id"]) == (5, 3)


def test_find_gives_the_newest_deal_of_a_customer(pipe: Pipe) -> None:
    hit = json.loads(pipe("find", "aoki printing", "--json").out)["hits"][0]

    assert (hit["deal"]["id"], hit["activity"]) == (1, None)


def test_find_limits_the_hits_and_counts_them_all(pipe: Pipe) -> None:
    found = json.loads(pipe("find", "in", "--limit", "2", "--json").out)

    assert (len(found["hits"]), found["total"]) == (2, 6)


def test_find_takes_words_without_quotes(pipe: Pipe) -> None:
    assert "#1 Aoki Printing" in pipe("find", "second", "machine").out


@pytest.mark.parametrize("text", ["-a", "--deliver", "-"])
def test_find_takes_a_text_that_begins_with_a_dash(pipe: Pipe, text: str) -> None:
    assert pipe("find", text).code == 0


def test_find_without_a_hit_says_so(pipe: Pipe) -> None:
    outcome = pipe("find", "zebra")

    assert (outcome.code, outcome.out) == (0, "Nothing is called zebra, and no note mentions it.\n")


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_find_of_nothing_is_wrong_usage(pipe: Pipe, text: str) -> None:
    assert pipe("find", text).code == 2


def test_find_in_a_new_store_finds_nothing(pipe: Pipe, tmp_path: object) -> None:
    for text in ("a", "abc"):
        assert json.loads(pipe("find", text, "--json", "--store", f"{tmp_path}/new.db").out) == {"hits": [], "total": 0}
