"""``pipe show`` as users and scripts run it."""

import json

import pytest

from support import Pipe


@pytest.mark.parametrize("who", ["1", "#1", "aoki printing", "Aoki", "あおき", "アオキ"])
def test_show_finds_the_customer(pipe: Pipe, who: str) -> None:
    outcome = pipe("show", who)

    assert outcome.code == 0
    assert outcome.out.startswith("Aoki Printing  あおき\n")


def test_show_json_is_the_card(pipe: Pipe) -> None:
    card = json.loads(pipe("show", "1", "--json").out)

    assert card["customer"]["phones"] == ["03-1234-5678"]
    assert [deal["id"] for deal in card["deals"]] == [1, 5]
    assert [activity["id"] for activity in card["activities"]] == [2, 1, 3]
    assert card["next_step"]["due_at"] == "2026-11-18T14:00:00+09:00"
    assert card["total"] == 3


def test_show_of_a_deal_gives_its_own_next_step(pipe: Pipe) -> None:
    card = json.loads(pipe("show", "5", "--json").out)

    assert [deal["id"] for deal in card["deals"]] == [5, 1]
    assert card["next_step"] is None


@pytest.mark.parametrize("deal", ["5", "first line"])
def test_show_picks_a_deal_of_the_customer(pipe: Pipe, deal: str) -> None:
    card = json.loads(pipe("show", "aoki", "--deal", deal, "--json").out)

    assert card["deals"][0]["id"] == 5


def test_show_waiting_is_no_next_step(pipe: Pipe) -> None:
    card = json.loads(pipe("show", "brandt", "--json").out)

    assert (card["next_step"], card["next_steps"]) == (None, {"3": None})


def test_show_limits_the_conversations(pipe: Pipe) -> None:
    assert len(json.loads(pipe("show", "1", "--limit", "1", "--json").out)["activities"]) == 1
    assert "… and 2 more" in pipe("show", "1", "--limit", "1").out
    assert "… and" not in pipe("show", "1", "--limit", "0").out


@pytest.mark.parametrize("who", ["99", "nobody at all"])
def test_show_of_nobody_is_not_found(pipe: Pipe, who: str) -> None:
    outcome = pipe("show", who)

    assert outcome.code == 3
    assert outcome.out == ""
    assert who in outcome.err


def test_show_takes_any_limit(pipe: Pipe) -> None:
    assert pipe("show", "1", "--limit", "9" * 30).code == 0
    assert pipe("show", "1", "--limit", "-1").code == 2
