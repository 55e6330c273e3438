"""``pipe kpi`` as users and scripts run it."""

import re
from collections.abc import Callable

import pytest

from helpers import Desk, Document
from pipeline_cli.domain.kpi import STATUSES
from pipeline_cli.domain.measures import METRICS
from pipeline_cli.store.store import Store

KEYS = {
    *("metric", "unit", "actual", "budget", "due", "progress", "landing", "landing_low", "landing_high"),
    *("gap", "status", "hits", "of"),
}

Rows = Callable[..., dict[str, Document]]
"""Run ``pipe kpi --json`` and return its rows by measure."""


@pytest.fixture
def rows(desk: Desk) -> Rows:
    def ask(*words: str, **environ: str) -> dict[str, Document]:
        return {row["metric"]: row for row in desk.json("kpi", *words, **environ)["rows"]}

    return ask


def yen(minor: int) -> Document:
    return {"minor": minor, "currency": "JPY"}


def win(desk: Desk, name: str, value: str = "1000000") -> None:
    """Hold a valid meeting and win a deal."""
    desk.ok("log", name, "signed", "--value", value, "--valid", "--won")


def test_kpi_of_an_empty_store_knows_nothing_of_rates(rows: Rows) -> None:
    found = rows()

    assert tuple(found) == METRICS
    assert all(row.keys() >= KEYS for row in found.values())
    assert found["calls"]["actual"] == 0
    assert [found[name]["actual"] for name in ("appointment_rate", "close_rate", "win_rate", "repeat_rate")] == [
        None
    ] * 4
    assert {row["landing"] for row in found.values()} == {None}


def test_kpi_of_a_time_before_the_first_record_is_not_known(desk: Desk, rows: Rows) -> None:
    win(desk, "Aoki")
    found = rows("--period", "last fiscal year")

    assert {row["actual"] for row in found.values()} == {None}
    assert {row["landing"] for row in found.values()} == {None}


def test_kpi_by_month_knows_nothing_of_months_before_the_first_record(desk: Desk) -> None:
    win(desk, "Aoki")
    found = desk.json("kpi", "--by", "month", "--from", "2026-10-01", "--to", "2026-11-30")
    values = {row["metric"]: row["values"] for row in found["trend"]["rows"]}

    assert values["contracts"] == [None, 1]
    assert values["revenue"] == [None, yen(1_000_000)]


def test_kpi_counts_what_was_done_this_month(desk: Desk, rows: Rows) -> None:
    win(desk, "Aoki")
    desk.ok("log", "Brandt", "no need", "--kind", "call", "--lost", "no need")
    desk.ok("tally", "calls", "9", "--appointments", "2")

    found = rows()

    assert found["revenue"]["actual"] == yen(1_000_000)
    assert found["revenue_per_customer"]["actual"] == yen(1_000_000)
    assert (found["calls"]["actual"], found["meetings"]["actual"], found["valid_meetings"]["actual"]) == (10, 1, 1)
    assert (found["win_rate"]["actual"], found["win_rate"]["hits"], found["win_rate"]["of"]) == (0.5, 1, 2)
    assert found["appointment_rate"]["actual"] == 0.2


def test_a_deal_won_twice_after_a_reopen_counts_once(desk: Desk, rows: Rows) -> None:
    win(desk, "Aoki")
    desk.ok("reopen", "1")
    desk.ok("won", "1", "--value", "2000000")

    found = rows()

    assert found["contracts"]["actual"] == 1
    assert found["revenue"]["actual"] == yen(2_000_000)
    assert (found["win_rate"]["hits"], found["win_rate"]["of"]) == (1, 1)


def test_currencies_stand_side_by_side(desk: Desk) -> None:
    win(desk, "Aoki", "500000")
    win(desk, "Brandt", "EUR 900")

    found = [row["actual"] for row in desk.json("kpi")["rows"] if row["metric"] == "revenue"]

    assert found == [{"minor": 90_000, "currency": "EUR"}, yen(500_000)]


def test_a_budget_is_compared_with_the_landing(desk: Desk, rows: Rows) -> None:
    desk.ok("tally", "calls", "100", "--on", "2026-11-02")
    desk.ok("kpi", "set", "calls", "5000", "--due", "end of month")

    row = rows()["calls"]

    assert (row["actual"], row["budget"], row["due"], row["progress"]) == (100, 5000, "2026-11-30", 0.02)
    assert row["landing_low"] <= row["landing"] <= row["landing_high"]
    assert row["gap"] == row["landing"] - 5000
    assert row["status"] == "out of reach"
    assert "pipe kpi set calls" in row["advice"]


def test_a_budget_that_is_reached_is_ahead(desk: Desk, rows: Rows) -> None:
    desk.ok("tally", "calls", "100")
    desk.ok("kpi", "set", "calls", "90", "--due", "end of month")

    assert (rows()["calls"]["status"], rows()["calls"]["advice"]) == ("ahead", None)


def test_a_budget_brings_its_own_days(desk: Desk, rows: Rows) -> None:
    desk.ok("tally", "calls", "7", "--on", "2026-10-05")
    desk.ok("kpi", "set", "calls", "90", "--from", "2026-10-01", "--due", "2026-12-31")

    row = rows()["calls"]

    assert row["actual"] == 7
    assert row["period"] == {"from": "2026-10-01", "to": "2026-12-31"}


def test_a_period_that_is_over_lands_where_it_ended(desk: Desk, rows: Rows) -> None:
    desk.ok("tally", "calls", "7", "--on", "2026-10-05")

    row = rows("--period", "last month")["calls"]

    assert (row["actual"], row["landing"], row["landing_low"], row["landing_high"]) == (7, 7, 7, 7)


def test_a_period_without_working_days_divides_by_nothing(desk: Desk, rows: Rows) -> None:
    desk.ok("tally", "calls", "7", "--on", "2026-11-14")

    row = rows("--from", "2026-11-14", "--to", "2026-11-15")["calls"]

    assert (row["actual"], row["time_gone"], row["landing"]) == (7, None, 7)
    assert "no working day in it" in desk.ok("kpi", "--from", "2026-11-14", "--to", "2026-11-15")


def test_results_land_by_the_forecast(rows: Rows, store: Store) -> None:
    contracts = rows(PIPE_STORE=store.path)["contracts"]

    assert contracts["basis"] == "forecast"
    assert contracts["status"] is None


def test_setting_a_budget_again_changes_it(desk: Desk) -> None:
    desk.ok("kpi", "set", "revenue", "5M", "--due", "2026-12-31")

    answer = desk.json("kpi", "set", "売上", "6M", "--due", "2026-12-31")

    assert (answer["budget"]["amount"], answer["before"]["amount"]) == (yen(6_000_000), yen(5_000_000))
    assert [budget["amount"] for budget in desk.json("kpi", "list")["budgets"]] == [yen(6_000_000)]


@pytest.mark.parametrize(
    ("due", "starts"),
    [
        ("2026-11-30", "2026-11-01"),
        ("2026-12-24", "2026-10-01"),
        ("2027-02-01", "2026-11-18"),
        ("2026-09-30", "2026-09-01"),
    ],
)
def test_a_budget_without_a_start_begins_with_the_period_around_it(desk: Desk, due: str, starts: str) -> None:
    assert desk.json("kpi", "set", "calls", "5", "--due", due)["budget"]["from"] == starts


def test_a_budget_is_in_the_currency_that_one_sells_in(desk: Desk) -> None:
    win(desk, "Brandt", "EUR 900")

    assert desk.json("kpi", "set", "revenue", "5000", "--due", "2026-12-31")["budget"]["amount"]["currency"] == "EUR"
    assert [row["actual"]["currency"] for row in desk.json("kpi", "--period", "this week")["rows"][:1]] == ["EUR"]


def test_budgets_can_be_taken_away_and_brought_back(desk: Desk) -> None:
    desk.ok("kpi", "set", "close", "rate", "30%", "--due", "2026-12-31")
    desk.ok("kpi", "unset", "close_rate")
    assert desk.json("kpi", "list") == {"budgets": []}

    desk.ok("undo")

    assert desk.json("kpi", "list")["budgets"][0]["amount"] == 0.3


def test_taking_a_budget_away_makes_no_store(desk: Desk) -> None:
    assert desk("kpi", "drop", "calls").code == 3
    assert not desk.path.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("set", "calls", "0", "--due", "2026-12-31"), 2, "leaves nothing to reach"),
        (("set", "calls", "-3", "--due", "2026-12-31"), 2, "leaves nothing to reach"),
        (("set", "calls", "3", "--until", "2026-12-31"), 2, "There is no option --until"),
        (("set", "win_rate", "120%", "--due", "2026-12-31"), 2, "more than 100 %"),
        (("set", "calls", "¥500", "--due", "2026-12-31"), 2, "is no whole number"),
        (("set", "cals", "5", "--due", "2026-12-31"), 2, "Did you mean calls"),
        (("set", "calls", "5"), 2, "needs the day it is due"),
        (("set", "calls", "5", "--from", "2027-01-01", "--due", "2026-12-31"), 2, "before it starts"),
        (("set", "calls", "5", "--from", "2026-11-21", "--due", "2026-11-22"), 4, "has no working day"),
        (("set", "revenue", "5M", "--from", "2026-12-01", "--due", "2026-12-31"), 4, "There is a budget of revenue"),
        (("set", "calls"), 2, "does not understand"),
        (("fetch",), 2, "does not understand"),
        (("drop", "calls"), 3, "There is no budget of calls"),
        (("drop", "revenue"), 3, "Which budget of revenue"),
        (("--due", "2026-12-31"), 2, "belongs to a budget"),
        (("--explain", "sales force"), 2, "There is no measure"),
        (("--by", "day"), 2, "There is no unit of time day"),
        (("--by", "week", "--from", "1990-01-01", "--to", "2026-01-01"), 2, "That is more than"),
        (("--from", "2026-12-31", "--to", "2026-12-01"), 2, "is after --to"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    desk.ok("kpi", "set", "revenue", "5M", "--due", "2026-12-31")
    desk.ok("kpi", "set", "revenue", "5M", "--from", "2027-01-01", "--due", "2027-03-31")
    before = desk.records()

    outcome = desk("kpi", *words)

    assert (outcome.code, said in outcome.err) == (code, True), outcome.err
    assert desk.records() == before


def test_explain_lists_what_a_figure_counts(desk: Desk) -> None:
    win(desk, "Aoki")
    desk.ok("log", "Brandt", "no need", "--kind", "call", "--lost", "no need")

    (figure,) = desk.json("kpi", "--explain", "win rate")["figures"]

    assert (figure["hits"], figure["of"]) == (1, 2)
    assert [(part["record"], part["customer"]["name"], part["hits"], part["of"]) for part in figure["parts"]] == [
        ("deal", "Aoki", 1, 1),
        ("deal", "Brandt", 0, 1),
    ]


def test_explain_lists_tallied_days_and_calls(desk: Desk) -> None:
    desk.ok("tally", "calls", "9")
    desk.ok("log", "Brandt", "called", "--kind", "call")

    screen = desk.ok("kpi", "--explain", "架電数")

    assert "calls, tallied" in screen
    assert "Brandt" in screen
    assert screen.splitlines()[0].endswith("10")


def test_trend_has_a_value_for_each_month(desk: Desk) -> None:
    win(desk, "Aoki")
    desk.ok("tally", "calls", "9", "--on", "2026-10-05")

    found = desk.json("kpi", "--by", "month", "--period", "this quarter")
    values = {row["metric"]: row["values"] for row in found["trend"]["rows"]}

    assert [span["from"] for span in found["trend"]["spans"]] == ["2026-10-01", "2026-11-01", "2026-12-01"]
    assert values["calls"] == [9, 0, 0]
    assert values["revenue"] == [yen(0), yen(1_000_000), yen(0)]
    assert values["win_rate"] == [None, 1, None]
    assert {row["metric"] for row in found["rows"]} == set(METRICS)


@pytest.mark.parametrize(("by", "spans"), [("week", 12), ("month", 12)])
def test_trend_goes_back_twelve_of_them(desk: Desk, by: str, spans: int) -> None:
    assert len(desk.json("kpi", "--by", by)["trend"]["spans"]) == spans


def test_a_budget_goes_from_ahead_to_out_of_reach(desk: Desk, rows: Rows) -> None:
    for week in ("02", "09", "16"):
        desk.ok("tally", "calls", "100", "--on", f"2026-11-{week}")
    found = []
    for amount in ("300", "460", "560", "2000"):
        desk.ok("kpi", "set", "calls", amount, "--due", "end of month")
        found.append(rows()["calls"]["status"])

    assert found == list(STATUSES)


def test_gap_is_closed_by_as_many_meetings_as_a_plan_for_it_takes(desk: Desk) -> None:
    for number in range(12):
        words = ("signed", "--value", "1000000", "--valid", "--won")
        desk.ok("log", f"Customer {number}", *words, PIPE_NOW=f"2026-10-{number + 12}T10:00:00+09:00")
    desk.ok("plan", "--quota", "100000000", "--period", "this month")
    closing = r"(\d+) more valid meetings"
    found = [re.search(closing, " ".join(desk.ok(words).split())) for words in ("plan", "kpi")]

    assert found[0]
    assert found[1]
    assert found[0][1] == found[1][1]


def test_kpi_leaves_out_what_is_dated_after_today(desk: Desk, rows: Rows) -> None:
    win(desk, "Aoki")

    assert rows("--period", "this month", PIPE_NOW="2026-11-17T09:00:00+09:00")["contracts"]["actual"] == 0


@pytest.fixture
def twofold(desk: Desk) -> Desk:
    """A desk with two budgets of one measure and one day, in two currencies."""
    for amount in ("USD 5000", "EUR 7000"):
        desk.ok("kpi", "set", "revenue", amount, "--due", "2026-12-31")
    return desk


def test_budgets_in_two_currencies_are_told_apart_by_their_amounts(twofold: Desk) -> None:
    refused = twofold("kpi", "drop", "revenue", "--due", "2026-12-31")

    assert refused.code == 3
    assert "7000 EUR" in refused.err
    assert "5000 USD" in refused.err


@pytest.mark.parametrize("amount", ["EUR 7000", "7000", "7000.00 EUR"])
def test_a_budget_is_taken_away_by_its_amount(twofold: Desk, amount: str) -> None:
    dropped = twofold.json("kpi", "drop", "revenue", amount, "--due", "2026-12-31")["dropped"]

    assert dropped["amount"]["currency"] == "EUR"
    assert len(twofold.json("kpi", "list")["budgets"]) == 1


def test_an_amount_that_no_budget_comes_to_takes_none_away(twofold: Desk) -> None:
    assert twofold("kpi", "drop", "revenue", "7000 USD", "--due", "2026-12-31").code == 3
    assert len(twofold.json("kpi", "list")["budgets"]) == 2


def test_the_currency_that_is_set_goes_before_the_one_that_one_sells_in(desk: Desk) -> None:
    win(desk, "Brandt", "EUR 900")
    desk.ok("config", "set", "currency", "USD")
    words = ("kpi", "set", "gross_profit", "500000", "--due", "2026-12-31")

    assert desk.json(*words)["budget"]["amount"]["currency"] == "USD"
    assert desk.json(*words, PIPE_CURRENCY="GBP")["budget"]["amount"]["currency"] == "GBP"


def test_history_tells_a_budget_in_its_currency(desk: Desk) -> None:
    desk.ok("kpi", "set", "revenue", "USD 5000.50", "--due", "2026-12-31")
    desk.ok("kpi", "set", "win_rate", "30%", "--due", "2026-12-31")
    told = desk.ok("history")

    assert "revenue $5,000.50" in told
    assert "win rate 30%" in told


def test_a_budget_for_days_gone_by_is_said_to_be_one(desk: Desk) -> None:
    outcome = desk("kpi", "set", "calls", "50", "--due", "2026-11-17")

    assert (outcome.code, "over" in outcome.err) == (0, True)
    assert "over" not in desk("kpi", "set", "calls", "60", "--due", "2026-11-30", "--from", "2026-11-18").err


def test_a_budget_in_the_way_names_the_days_that_are_free(desk: Desk) -> None:
    desk.ok("kpi", "set", "calls", "50", "--due", "2026-11-17")
    refused = desk("kpi", "set", "calls", "60", "--due", "2026-11-30")

    assert refused.code == 4
    assert "--from 2026-11-18" in refused.err
    desk.ok("kpi", "set", "calls", "60", "--due", "2026-11-30", "--from", "2026-11-18")


def test_the_only_budget_is_meant_even_where_it_is_over(desk: Desk) -> None:
    desk.ok("kpi", "set", "calls", "50", "--due", "2026-11-17")

    assert desk.json("kpi", "drop", "calls")["dropped"]["due"] == "2026-11-17"


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """A desk with a deal won in October and one in November, and a plan for their quarter."""
    desk.ok("log", "Aoki", "signed", "--value", "1000000", "--won", "--at", "2026-10-05")
    desk.ok("log", "Brandt", "signed", "--value", "300000", "--won", "--at", "2026-11-13")
    desk.ok("plan", "--quota", "12M")
    return desk


def revenue(desk: Desk, *words: str) -> list[tuple[str, int, bool]]:
    """Return of each row of revenue where its days begin, its amount, and whether it has a budget."""
    rows = [row for row in desk.json("kpi", *words)["rows"] if row["metric"] == "revenue"]
    return [(row["period"]["from"], row["actual"]["minor"], row["budget"] is not None) for row in rows]


@pytest.mark.parametrize(
    ("period", "first", "actual"),
    [
        ("last month", "2026-10-01", 1_000_000),
        ("this month", "2026-11-01", 300_000),
        ("last week", "2026-11-09", 300_000),
    ],
)
def test_a_period_that_is_asked_for_is_answered_beside_the_plan(
    planned: Desk, period: str, first: str, actual: int
) -> None:
    assert revenue(planned, "--period", period) == [(first, actual, False), ("2026-10-01", 1_300_000, True)]


def test_a_plan_of_the_period_asked_for_has_no_other_row(planned: Desk) -> None:
    assert revenue(planned, "--period", "this quarter") == [("2026-10-01", 1_300_000, True)]
    assert revenue(planned) == [("2026-10-01", 1_300_000, True)]


def test_a_budget_of_other_days_is_shown_under_its_own(planned: Desk) -> None:
    lines = planned.ok("kpi", "--period", "last month").splitlines()
    other = next(place for place, line in enumerate(lines) if line.startswith("Thu 1 Oct to Thu 31 Dec"))

    assert lines[0].startswith("Thu 1 Oct to Sat 31 Oct")
    assert "¥1M " in lines[2]
    assert lines[other + 1].split()[:3] == ["revenue", "¥1.3M", "¥12M"]


def test_explain_of_a_period_lists_what_lies_in_it(planned: Desk) -> None:
    figures = planned.json("kpi", "--explain", "revenue", "--period", "last month")["figures"]

    assert [(one["actual"]["minor"], len(one["parts"])) for one in figures] == [(1_000_000, 1), (1_300_000, 2)]


def test_what_nobody_ever_noted_is_not_known(desk: Desk, rows: Rows) -> None:
    for week in range(12):
        name, at = f"Customer {week}", f"2026-{8 + week // 4:02}-{1 + 7 * (week % 4):02}"
        desk.ok("log", name, "called", "--kind", "call", "--lost", "no need", "--at", at)

    found = rows("--period", "this quarter")

    assert (found["calls"]["actual"], found["contracts"]["actual"]) == (4, 0)
    assert {found[name]["actual"] for name in ("meetings", "valid_meetings", "appointment_rate", "revenue")} == {None}
    assert {found[name]["landing"] for name in ("meetings", "valid_meetings", "appointment_rate")} == {None}
    assert (found["appointment_rate"]["hits"], found["appointment_rate"]["of"]) == (0, 4)


def test_a_single_appointment_makes_their_rate_known(desk: Desk, rows: Rows) -> None:
    desk.ok("log", "Aoki", "called", "--kind", "call", "--appointment", "--at", "2026-08-03")
    desk.ok("tally", "calls", "9", "--on", "2026-11-05")

    assert rows()["appointment_rate"]["actual"] == 0


def test_a_new_user_made_no_calls_yet(desk: Desk, rows: Rows) -> None:
    desk.ok("log", "Aoki", "met")

    assert rows()["calls"]["actual"] == 0


def test_amounts_are_in_the_currency_of_the_open_deals_where_nothing_is_won(desk: Desk) -> None:
    desk.ok("log", "Aoki", "met", "--value", "EUR 500")

    found = [row["actual"]["currency"] for row in desk.json("kpi")["rows"] if row["metric"] == "revenue"]

    assert found == ["EUR"]
    assert desk.json("kpi", "--by", "week")["trend"]["rows"][0]["currency"] == "EUR"


def test_a_plan_in_another_currency_lands_by_the_forecast(desk: Desk, rows: Rows) -> None:
    for number in range(12):
        at = f"2026-{8 + number // 4:02}-{1 + 7 * (number % 4):02}"
        desk.ok("log", f"Customer {number}", "signed", "--value", "100000", "--won", "--at", at)
    desk.ok("log", "Brandt", "likes it", "--value", "EUR 9000", "--stage", "commit", "--next", "tomorrow")
    found = desk.json("plan", "--quota", "EUR 8000")

    assert found["pipeline"]["covers"] > 0.1
    assert found["reach"]["basis"] == "forecast"
    assert found["reach"]["status"] != "out of reach"
    assert rows("--period", "this month")["contracts"]["basis"] == "forecast"


def test_few_cases_to_come_leave_a_rate_within_reach(desk: Desk, rows: Rows) -> None:
    for number in range(6):
        words = ("signed", "--value", "100000", "--won", "--at", f"2026-{9 + number // 2}-0{1 + number % 2}")
        desk.ok("log", f"Customer {number}", *words)
    desk.ok("kpi", "set", "win_rate", "99%", "--due", "end of month")

    row = rows()["win_rate"]

    assert (row["actual"], row["landing_high"], row["status"]) == (1, 1, "behind")


def test_explain_lists_nothing_that_is_dated_after_today(desk: Desk) -> None:
    win(desk, "Aoki")
    words = ("kpi", "--explain", "contracts", "--period", "this month")

    (figure,) = desk.json(*words, PIPE_NOW="2026-11-17T09:00:00+09:00")["figures"]

    assert (figure["actual"], figure["parts"]) == (0, [])
