"""``pipe prune --all`` and ``--backtest`` as users and scripts run them."""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk
from pipeline_cli.services import fit_model
from pipeline_cli.services.backtest_pruning import fit_as_then
from pipeline_cli.services.fit_model import win_model
from pipeline_cli.store.read.history import local_days, past_deals, sample_of, sampled_deals
from pipeline_cli.store.store import Store
from support import NOW

FIGURES = {"cutoffs", "deals", "flagged", "flagged_share", "flagged_won", "unflagged_won", "wins_lost_share", "auc"}


def rows() -> Iterator[str]:
    """Yield deals of a year: every fifth is won after two weeks, the others are lost late or still open."""
    for number in range(180):
        opened = NOW - timedelta(days=360 - 2 * number)
        closed = opened + timedelta(days=14 + number % 7 if number % 5 == 0 else 70)
        state = "open" if closed > NOW or number % 6 == 1 else "won" if number % 5 == 0 else "lost"
        day = closed.isoformat() if state != "open" else ""
        yield f"d{number},Customer {number},{state},prospect,{opened.isoformat()},{day}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    file = Path(desk.folder / "deals.csv")
    file.write_text("\n".join(["ref,customer,state,stage,opened_at,closed_at", *rows()]) + "\n", encoding="utf-8")
    desk.ok("import", str(file))
    return desk


def test_all_lists_every_open_deal_with_its_chance(desk: Desk) -> None:
    document = json.loads(desk.ok("prune", "--all", "--json"))
    listed = json.loads(desk.ok("list", "--json", "--limit", "0"))

    assert {one["deal"]["id"] for one in document["suggestions"]} == {deal["id"] for deal in listed["deals"]}
    assert {one["action"] for one in document["suggestions"]} >= {None, "close"}
    assert all(0 <= one["win_probability"] <= 1 for one in document["suggestions"])


def test_without_all_only_suggestions_are_listed(desk: Desk) -> None:
    document = json.loads(desk.ok("prune", "--json"))

    assert len(document["suggestions"]) == document["total"]
    assert None not in {one["action"] for one in document["suggestions"]}


def test_old_deals_are_less_likely_than_young_ones(desk: Desk) -> None:
    found = json.loads(desk.ok("prune", "--all", "--json"))["suggestions"]
    old, young = (
        [one["win_probability"] for one in found if (one["age_days"] > 60) is is_old] for is_old in (True, False)
    )

    assert max(old) < min(young)


def test_what_was_learnt_is_kept_and_used_again(desk: Desk) -> None:
    first = desk.ok("prune", "--json")

    assert desk.ok("prune", "--json") == first


def test_backtest_holds_the_figures_of_each_rule(desk: Desk) -> None:
    document = json.loads(desk.ok("prune", "--backtest", "--json"))

    assert document.keys() >= FIGURES
    assert [rule["rule"] for rule in document["by_rule"]] == [
        "this rule",
        "silent > 30 days",
        "age > 30 days",
        "age > 60 days",
        "age > 90 days",
    ]
    assert all(rule.keys() >= FIGURES for rule in document["by_rule"])


def test_backtest_parts_add_up(desk: Desk) -> None:
    document = json.loads(desk.ok("prune", "--backtest", "--json"))
    wins = {rule["flagged_won"] + rule["unflagged_won"] for rule in document["by_rule"]}

    assert len(wins) == 1
    assert sum(band["deals"] for band in document["reliability"]) == document["deals"]


def test_backtest_lets_go_of_deals_that_were_never_won(desk: Desk) -> None:
    document = json.loads(desk.ok("prune", "--backtest", "--json"))

    assert document["flagged"] > 0
    assert document["wins_lost_share"] == 0
    assert document["lost_wins"] == []


def test_backtest_shows_a_sentence_and_a_table(desk: Desk) -> None:
    lines = desk.ok("prune", "--backtest").splitlines()

    assert lines[0].startswith("Tried on the first of ")
    assert [line.split("  ")[0] for line in lines if "> 30 days" in line] == ["silent > 30 days", "age > 30 days"]


def test_backtest_says_where_there_is_nothing_to_look_back_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "first talk", "--new")

    assert desk.ok("prune", "--backtest").startswith("Too little history to look back on")


def test_backtest_sets_this_order_beside_each_rule_at_the_same_number(desk: Desk) -> None:
    rules = json.loads(desk.ok("prune", "--backtest", "--json"))["by_rule"]

    assert all(0 <= rule["this_order_won"] <= rule["flagged"] for rule in rules)
    assert next(rule for rule in rules if rule["rule"] == "silent > 30 days")["this_order_won"] == 0


def test_reliability_says_how_far_it_may_be_off(desk: Desk) -> None:
    bands = json.loads(desk.ok("prune", "--backtest", "--json"))["reliability"]

    assert all(0 <= band["won_low"] <= band["won"] <= band["won_high"] <= 1 for band in bands)


def test_records_that_end_are_looked_back_on_from_their_end(desk: Desk) -> None:
    now = json.loads(desk.ok("prune", "--backtest", "--json"))
    years_later = json.loads(desk.ok("prune", "--backtest", "--json", PIPE_NOW="2032-03-01T09:00:00+09:00"))

    assert years_later["cutoff_days"][-1] == now["cutoff_days"][-1]
    assert years_later["flagged_won"] + years_later["unflagged_won"] > 0


def test_the_backtest_judges_by_the_very_model_that_prune_fits(desk: Desk) -> None:
    at = datetime.combine(NOW.date().replace(day=1), time(), NOW.tzinfo)
    reader = Store(str(desk.path)).reader
    fitted = fit_as_then(past_deals(reader, NOW), local_days(at))

    with patch.object(fit_model, "keep_result"), patch.object(fit_model, "kept_result", return_value=None):
        live = win_model(reader, at, 1)
    assert fitted._replace(fitted_at=0.0, let_go_below=0.0) == live._replace(fitted_at=0.0, let_go_below=0.0)


def test_of_very_many_deals_the_backtest_learns_from_the_sample_that_prune_does(desk: Desk) -> None:
    reader = Store(str(desk.path)).reader
    sampled = sampled_deals(reader, NOW, most=50)

    assert sample_of(past_deals(reader, NOW), most=50) == sampled
    assert 30 <= len(sampled) <= 70
