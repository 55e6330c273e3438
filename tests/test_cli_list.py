"""``pipe list`` as users and scripts run it."""

import json

import pytest

from support import Pipe


def numbers(text: str) -> list[int]:
    return [deal["id"] for deal in json.loads(text)["deals"]]


def test_list_shows_open_deals_newest_first(pipe: Pipe) -> None:
    outcome = pipe("list")

    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()[1:-1]] == ["#4", "#3", "#2", "#1"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--state", "won"], [5]),
        (["--state", "all", "--sort", "closed", "--limit", "2"], [7, 5]),
        (["--stage", "prospect"], [1]),
        (["--stage", "pros"], [1]),
        (["--tag", "vip"], [1]),
        (["--tag", "vip", "--tag", "expo"], []),
        (["--sort", "value"], [3, 1, 4, 2]),
        (["--limit", "0"], [4, 3, 2, 1]),
        (["--limit", "9" * 30], [4, 3, 2, 1]),
    ],
)
def test_list_json_holds_what_is_wanted(pipe: Pipe, options: list[str], expected: list[int]) -> None:
    assert numbers(pipe("list", *options, "--json").out) == expected


def test_list_json_counts_all_of_them(pipe: Pipe) -> None:
    assert json.loads(pipe("list", "--limit", "1", "--json").out)["total"] == 4


@pytest.mark.parametrize("option", ["--state", "--stage", "--sort"])
def test_list_names_what_there_is(pipe: Pipe, option: str) -> None:
    outcome = pipe("list", option, "sideways")

    assert outcome.code == 2
    assert "sideways" in outcome.err
    assert "Choose one of: " in outcome.err


def test_list_of_a_new_store_says_what_to_do(pipe: Pipe, tmp_path: object) -> None:
    outcome = pipe("list", "--store", f"{tmp_path}/new.db")

    assert outcome.code == 0
    assert "pipe log" in outcome.err
