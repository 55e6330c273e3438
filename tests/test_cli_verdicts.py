"""``pipe move``, ``won``, ``lost``, ``park`` and ``reopen``: where a deal stands."""

from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.domain.deal import STAGES


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one open deal that has a next step."""
    desk.ok("log", "Aoki", "note", "--next", "+7d", "--value", "€ 3500", "--stage", "potential", "--at", "2026-11-10")
    return desk


def way(desk: Desk) -> list[tuple[str, str]]:
    """Return what the deal has become since it was opened."""
    return desk.rows("SELECT state, stage FROM stage_changes WHERE deal_id = 1 ORDER BY id")[1:]


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "potential"])
def test_move_puts_the_deal_into_any_other_stage(desk: Desk, stage: str) -> None:
    answer = desk.json("move", "Aoki", stage[:3].upper())

    assert (
        answer["deal"].items() >= {"stage": stage, "state": "open", "stage_since": "2026-11-18T09:30:00+09:00"}.items()
    )
    assert way(desk) == [("open", stage)]


def test_move_to_the_stage_it_has_changes_nothing(desk: Desk) -> None:
    since = desk.json("show", "1")["deals"][0]["stage_since"]

    assert desk.json("move", "Aoki", "potential")["deal"]["stage_since"] == since
    assert (way(desk), desk.value("SELECT count(*) FROM operations")) == ([], 1)


@pytest.mark.parametrize("stage", ["won", "LOST"])
def test_verdict_is_no_stage_and_the_way_to_reach_one_is_told(desk: Desk, stage: str) -> None:
    outcome = desk("move", "Aoki", stage)

    assert outcome.code == 2
    assert "pipe won" in outcome.err


@pytest.mark.parametrize("stage", ["", "p", "nearly", "\x1b[31m", "\udcff"])
def test_stage_that_there_is_not_is_wrong_usage(desk: Desk, stage: str) -> None:
    outcome = desk("move", "Aoki", stage)

    assert outcome.code == 2
    assert all(known in outcome.err for known in STAGES)
    assert "\x1b" not in outcome.err


def test_won_closes_the_deal_and_drops_its_step(desk: Desk) -> None:
    answer = desk.json("won", "Aoki")

    assert (
        answer["deal"].items()
        >= {
            "state": "won",
            "stage": "potential",
            "closed_at": "2026-11-18T09:30:00+09:00",
        }.items()
    )
    assert (answer["next_step"], answer["warnings"]) == (None, [])
    assert desk.rows("SELECT state FROM next_steps") == [("dropped",)]
    assert way(desk) == [("won", "potential")]


def test_won_may_say_what_it_is_worth_in_the_currency_of_the_deal(desk: Desk) -> None:
    answer = desk.json("won", "Aoki", "--value", "4000", "--profit", "800", "--mrr", "50")["deal"]

    assert [answer[name]["minor"] for name in ("value", "profit", "mrr")] == [400_000, 80_000, 5_000]
    assert answer["value"]["currency"] == "EUR"


def test_won_in_another_currency_than_the_rest_of_the_deal_is_refused(desk: Desk) -> None:
    outcome = desk("won", "Aoki", "--profit", "$ 800")

    assert outcome.code == 4
    assert desk.rows("SELECT state, currency FROM deals") == [("open", "EUR")]


@pytest.mark.parametrize("verdict", ["won", "lost"])
def test_verdict_may_have_been_reached_before(desk: Desk, verdict: str) -> None:
    answer = desk.json(verdict, "Aoki", "--at", "2026-11-16 15:00")

    assert answer["deal"]["closed_at"] == "2026-11-16T15:00:00+09:00"


@pytest.mark.parametrize("verdict", ["won", "lost"])
def test_verdict_that_is_yet_to_come_is_refused(desk: Desk, verdict: str) -> None:
    assert desk(verdict, "Aoki", "--at", "tomorrow").code == 2


@pytest.mark.parametrize("words", [["price", "too", "high"], ["price too high"], ["--reason", "price too high"]])
def test_lost_keeps_the_reason(desk: Desk, words: list[str]) -> None:
    answer = desk.json("lost", "Aoki", *words)

    assert answer["deal"].items() >= {"state": "lost", "lost_reason": "price too high", "stage": "potential"}.items()


def test_lost_may_have_no_reason(desk: Desk) -> None:
    assert desk.json("lost", "Aoki")["deal"].items() >= {"state": "lost", "lost_reason": ""}.items()


@pytest.mark.parametrize("words", [["2027-04-01"], ["--until", "2027-04-01"]], ids=" ".join)
def test_park_puts_the_deal_aside(desk: Desk, words: list[str]) -> None:
    answer = desk.json("park", "Aoki", *words)

    assert answer["deal"].items() >= {"state": "parked", "parked_until": "2027-04-01", "closed_at": None}.items()
    assert desk.rows("SELECT state FROM next_steps") == [("dropped",)]


def test_park_again_changes_the_day(desk: Desk) -> None:
    desk.ok("park", "Aoki", "2027-04-01")

    assert desk.json("park", "Aoki", "2027-05-01")["deal"]["parked_until"] == "2027-05-01"


@pytest.mark.parametrize("words", [[], ["today"], ["2026-11-01"], ["someday"]], ids=str)
def test_park_wants_a_day_to_come(desk: Desk, words: list[str]) -> None:
    assert desk("park", "Aoki", *words).code == 2
    assert desk.value("SELECT state FROM deals") == "open"


def test_parked_deal_can_be_won(desk: Desk) -> None:
    desk.ok("park", "Aoki", "2027-04-01")

    assert desk.json("won", "Aoki")["deal"].items() >= {"state": "won", "parked_until": None}.items()


@pytest.mark.parametrize("verdict", [("won",), ("lost", "price"), ("park", "2027-04-01")], ids=" ".join)
def test_reopen_opens_the_deal_in_the_stage_that_it_had(desk: Desk, verdict: tuple[str, ...]) -> None:
    desk.ok(verdict[0], "Aoki", *verdict[1:])
    answer = desk.json("reopen", "Aoki")

    assert (
        answer["deal"].items()
        >= {
            "state": "open",
            "stage": "potential",
            "closed_at": None,
            "lost_reason": "",
            "parked_until": None,
        }.items()
    )
    assert [warning["code"] for warning in answer["warnings"]] == ["no_next_step"]
    assert way(desk)[-1] == ("open", "potential")


def test_reopen_of_an_open_deal_is_refused(desk: Desk) -> None:
    outcome = desk("reopen", "1")

    assert outcome.code == 4
    assert "pipe move 1" in outcome.err


@pytest.mark.parametrize(
    "words", [("move", "1", "commit"), ("won", "1"), ("lost", "1"), ("park", "1", "+90d")], ids=" ".join
)
def test_closed_deal_has_to_be_reopened_first(desk: Desk, words: tuple[str, ...]) -> None:
    desk.ok("won", "1")
    outcome = desk(*words)

    assert outcome.code == 4
    assert "pipe reopen 1" in outcome.err


def test_parked_deal_has_no_stage_to_move(desk: Desk) -> None:
    desk.ok("park", "1", "+90d")

    assert desk("move", "1", "commit").code == 4


@pytest.mark.parametrize("command", ["move", "won", "lost", "park", "reopen"])
@pytest.mark.parametrize(
    "who", ["", "0", "#", "99", "Nobody", "\udcff", "\x1b[31m", "x" * 10_000], ids=lambda who: ascii(who)[:20]
)
def test_nobody_is_not_found(desk: Desk, command: str, who: str) -> None:
    arguments = {"move": ["commit"], "park": ["+90d"]}.get(command, [])
    outcome = desk(command, who, *arguments)

    assert (outcome.code, outcome.out) == (3, "")
    assert "\x1b" not in outcome.err
    assert desk.value("SELECT state FROM deals") == "open"


@pytest.mark.parametrize("command", ["move", "won", "lost", "park"])
def test_one_of_several_deals_has_to_be_named(desk: Desk, command: str) -> None:
    desk.ok("add", "Aoki", "--title", "Cold store")
    arguments = {"move": ["commit"], "park": ["+90d"]}.get(command, [])
    outcome = desk(command, "Aoki", *arguments)

    assert outcome.code == 3
    assert "#2 open Cold store" in outcome.err
    assert desk.json(command, "Aoki", *arguments, "--deal", "Cold store")["deal"]["id"] == 2


def test_won_of_one_of_several_deals_is_in_the_currency_of_that_one(desk: Desk) -> None:
    desk.ok("add", "Aoki", "--title", "Cold store", "--value", "$ 10")

    assert desk.json("won", "Aoki", "--value", "20", "--deal", "Cold store")["deal"]["value"]["currency"] == "USD"


def test_later_deal_of_a_customer_who_has_bought_is_a_repeat(desk: Desk) -> None:
    desk.ok("won", "Aoki")

    assert desk.json("add", "Aoki")["deal"]["repeat"] is True
    assert {deal["id"]: deal["repeat"] for deal in desk.json("show", "1")["deals"]} == {1: False, 2: True}


def test_loss_without_a_reason_says_how_to_add_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "first")

    assert "pipe edit 1 --lost-reason" in desk("lost", "Aoki").err


@pytest.mark.parametrize(("typed", "reason"), [("price\n", "price"), ("\n", "")])
def test_loss_without_a_reason_is_asked_about_once_on_a_terminal(tmp_path: Path, typed: str, reason: str) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "first")
    desk.at_terminal("lost", "Aoki", typed=typed)

    assert desk.rows("SELECT state, lost_reason FROM deals") == [("lost", reason)]
