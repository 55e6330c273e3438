"""``pipe plan`` as users and scripts run it."""

import pytest

from helpers import Desk, Document
from pipeline_cli.domain.plan_ratios import STEPS

KEYS = {
    *("plan", "basis", "won_so_far", "pipeline", "coverage", "needed", "working_days_left"),
    *("suggested_customers", "reach"),
}
QUARTER = ("2026-10-01", "2026-12-31")
SECOND_LINE = "Existing customers: offer the second line"


def yen(minor: int) -> Document:
    return {"minor": minor, "currency": "JPY"}


def win(desk: Desk, name: str, value: str = "1000000", at: str = "2026-10-05") -> None:
    """Hold a meeting and win a deal."""
    desk.ok("log", name, "signed", "--value", value, "--valid", "--won", "--at", at)


def plans(desk: Desk) -> list[Document]:
    found: list[Document] = desk.json("plan", "list")["plans"]
    return found


def test_a_new_user_plans_by_the_rule_of_thumb(desk: Desk) -> None:
    found = desk.json("plan", "--metric", "contracts", "--quota", "3", "--target", SECOND_LINE)

    assert found.keys() >= KEYS
    assert found["basis"] == "rule"
    assert [found["needed"][step]["total"] for step in STEPS] == [3, 9, 90, 90, 900, 900]
    assert found["plan"] == {
        "metric": "contracts",
        "quota": 3,
        "from": QUARTER[0],
        "to": QUARTER[1],
        "note": "",
        "targets": [{"who": "Existing customers", "how": "offer the second line"}],
    }


def test_needs_are_spread_over_the_working_days_left(desk: Desk) -> None:
    found = desk.json("plan", "--metric", "contracts", "--quota", "1", "--from", "2026-11-16", "--to", "2026-11-27")

    # Monday the 23rd is a holiday: 18, 19, 20, 24 to 27.
    assert found["working_days_left"] == 7
    assert found["needed"]["calls"] == {"total": 300, "per_week": round(1500 / 7, 2), "per_day": round(300 / 7, 2)}


def test_the_rest_is_taken_apart_and_not_what_is_won(desk: Desk) -> None:
    win(desk, "Aoki")
    win(desk, "Brandt", "3000000")

    found = desk.json("plan", "--quota", "10M")

    assert (found["won_so_far"], found["missing"]) == (yen(4_000_000), yen(6_000_000))
    assert found["value"] == {"each": yen(2_000_000), "deals": 2}
    assert found["needed"]["contracts"]["total"] == 3


def test_open_deals_cover_a_part_of_the_rest(desk: Desk) -> None:
    win(desk, "Aoki")
    desk.ok("log", "Kato", "likes it", "--value", "2M", "--stage", "commit", "--next", "tomorrow")

    found = desk.json("plan", "--quota", "5M")

    assert found["coverage"] == 0.5
    assert found["pipeline"]["deals"] == 1
    expected = found["pipeline"]["expected"]["minor"]
    assert 0 < expected < 2_000_000
    assert found["new_work"] == yen(4_000_000 - expected)


def test_currencies_stand_side_by_side(desk: Desk) -> None:
    win(desk, "Aoki")
    win(desk, "Brandt", "EUR 9000")
    desk.ok("log", "Kato", "likes it", "--value", "EUR 500", "--next", "tomorrow")

    found = desk.json("plan", "--quota", "5M")

    assert found["won_so_far"] == yen(1_000_000)
    assert found["pipeline"]["values"] == [{"minor": 50_000, "currency": "EUR"}]
    assert found["pipeline"]["expected"] == yen(0)


def test_a_plan_set_again_is_changed_and_keeps_its_targets(desk: Desk) -> None:
    desk.ok("plan", "--quota", "10M", "--target", SECOND_LINE)
    outcome = desk("plan", "--quota", "8M", "--note", "one of us left")

    assert "it was ¥10M before" in outcome.err
    assert [(one["quota"], one["note"]) for one in plans(desk)] == [(yen(8_000_000), "one of us left")]
    assert plans(desk)[0]["targets"][0]["who"] == "Existing customers"


def test_a_target_is_added_to_the_plan_in_force(desk: Desk) -> None:
    desk.ok("plan", "--metric", "contracts", "--quota", "3", "--period", "this month")
    desk.ok("plan", "--target", "Dentists: call at 8")

    assert [(one["metric"], one["quota"], one["targets"]) for one in plans(desk)] == [
        ("contracts", 3, [{"who": "Dentists", "how": "call at 8"}])
    ]


def test_each_measure_and_period_has_its_own_plan(desk: Desk) -> None:
    desk.ok("plan", "--quota", "10M")
    desk.ok("plan", "--quota", "4M", "--period", "this month")
    desk.ok("plan", "--metric", "contracts", "--quota", "9")

    assert len(plans(desk)) == 3
    assert desk.json("plan", "show")["plan"]["from"] == "2026-11-01"
    assert desk.json("plan", "show", "--metric", "contracts")["plan"]["quota"] == 9
    assert len(desk.json("plan", "show")["others"]) == 2


def test_undo_takes_a_plan_back_and_its_daily_approaches(desk: Desk) -> None:
    desk.ok("plan", "--metric", "contracts", "--quota", "3")
    before = desk.json("today")["new_approaches"]["planned"]
    desk.ok("plan", "--metric", "contracts", "--quota", "9")
    assert desk.json("today")["new_approaches"]["planned"] > before

    desk.ok("undo")

    assert plans(desk)[0]["quota"] == 3
    assert desk.json("today")["new_approaches"]["planned"] == before == 30
    desk.ok("undo")
    assert desk.json("today")["new_approaches"]["planned"] is None


def test_a_change_is_told_by_the_history(desk: Desk) -> None:
    desk.ok("plan", "--quota", "10M", "--note", "as agreed")

    assert "as agreed" in desk.ok("history")


def test_today_shows_a_count_and_nothing_of_the_quota(desk: Desk) -> None:
    desk.ok("plan", "--quota", "8M", "--value", "1M")

    told = desk.ok("today")

    assert "New approaches: 0 of 78" in told
    assert not any(word in told.lower() for word in ("8m", "800万", "quota", "budget", "landing", "¥"))


def test_a_day_without_business_asks_for_no_new_approaches(desk: Desk) -> None:
    desk.ok("plan", "--metric", "contracts", "--quota", "3")

    planned = [desk.json("today", "--on", day)["new_approaches"]["planned"] for day in ("2026-11-20", "2026-11-21")]

    assert planned == [30, None]


@pytest.mark.parametrize(
    ("options", "calls"), [(("--value", "2M"), 600), (("--win-rate", "66.667%"), 600), (("--days", "10"), 1200)]
)
def test_what_if_recalculates_and_saves_nothing(desk: Desk, options: tuple[str, ...], calls: int) -> None:
    win(desk, "Aoki")
    desk.ok("plan", "--quota", "5M")

    before = desk.rows("SELECT * FROM changes")
    tried = desk.json("plan", *options)

    assert tried["needed"]["calls"]["total"] == calls
    assert tried["what_if"] is not None
    assert desk.rows("SELECT * FROM changes") == before
    assert desk.json("plan", "show")["what_if"] is None


def test_what_if_with_another_quota_saves_nothing(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M")
    outcome = desk("plan", "--quota", "6M", "--days", "10")

    assert (outcome.code, "nothing is saved" in outcome.err) == (0, True)
    assert [one["quota"] for one in plans(desk)] == [yen(5_000_000)]


def test_fewer_days_ask_for_more_a_day(desk: Desk) -> None:
    desk.ok("plan", "--metric", "contracts", "--quota", "2")

    assert desk.json("plan", "show", "--days", "10")["needed"]["calls"]["per_day"] == 60


def test_a_new_user_says_what_a_contract_brings(desk: Desk) -> None:
    unknown = desk.json("plan", "--quota", "5M")
    said = desk.json("plan", "--quota", "5M", "--value", "1M")

    assert unknown["needed"] is None
    assert said["needed"]["contracts"]["total"] == 5
    assert desk.json("plan", "show")["needed"]["contracts"]["total"] == 5


def test_a_plan_counts_as_the_budget_of_its_measure_until_one_is_set(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M", "--period", "this month")

    def budget() -> Document:
        found: Document = desk.json("kpi")["rows"][0]["budget"]
        return found

    assert budget() == yen(5_000_000)
    desk.ok("kpi", "set", "revenue", "4M", "--due", "end of month")
    assert budget() == yen(4_000_000)
    assert len(desk.json("kpi", "list")["budgets"]) == 1


def test_a_quota_out_of_reach_is_said_with_what_could_still_change(desk: Desk) -> None:
    for number in range(4):
        win(desk, f"Customer {number}", "100000", at=f"2026-10-{5 + 7 * number:02}")

    found = desk.json("plan", "--quota", "90M")
    advice = found["reach"]["advice"]

    assert found["reach"]["status"] == "out of reach"
    assert found["reach"]["landing_high"]["minor"] < 90_000_000
    assert "more valid meetings" in advice
    assert "pipe plan --metric revenue --quota" in advice


def test_a_quota_that_is_won_needs_no_work(desk: Desk) -> None:
    win(desk, "Aoki", "6000000")

    found = desk.json("plan", "--quota", "5M")

    assert (found["coverage"], found["needed"]["contracts"]["total"]) == (None, 0)
    assert found["reach"]["status"] == "ahead"


def test_former_buyers_without_a_deal_are_suggested(desk: Desk) -> None:
    win(desk, "Aoki", at="2026-09-01")
    win(desk, "Brandt", at="2026-08-01")
    win(desk, "Kato", at="2026-11-10")
    desk.ok("log", "Brandt", "thinks about a second one", "--next", "tomorrow")

    found = desk.json("plan", "--quota", "9M")["suggested_customers"]

    assert [(one["customer"]["name"], one["won"], one["last_won_on"]) for one in found] == [("Aoki", 1, "2026-09-01")]


def test_review_says_a_word_about_the_plan_only_where_asked(desk: Desk) -> None:
    win(desk, "Aoki")
    desk.ok("plan", "--quota", "5M")

    assert "Plan: revenue ¥5M" in desk.ok("review", "--quota")
    assert "¥1M won, 20 %" in desk.ok("review", "--quota")
    assert "Plan" not in desk.ok("review")


def test_drop_takes_a_plan_away(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M")

    assert "No longer planned: revenue ¥5M" in desk.ok("plan", "drop")
    assert plans(desk) == []
    assert desk("plan", "drop").code == 3


def test_without_a_plan_there_is_none_to_show(desk: Desk) -> None:
    assert desk.json("plan", "show") == {"plan": None}
    assert desk.json("plan") == {"plan": None}
    desk.ok("tally", "calls", "1")
    assert "Nothing is planned: pipe plan --quota" in desk.ok("plan", "show")


@pytest.mark.parametrize(
    ("code", "options", "says"),
    [
        (2, "--quota 0", "nothing to reach"),
        (2, "--quota -5M", "nothing to reach"),
        (2, "--quota 12", "looks like a count"),
        (2, "--metric contracts --quota 5M", "no whole number"),
        (2, "--metric calls --quota 5", "No quota can be set in calls made"),
        (2, "--metric mrr --metric revenue --quota 5M", "one measure"),
        (2, "--metric profits! --quota 5M", "no measure"),
        (2, "--quota 5M --period march-2024", "no period"),
        (2, "--quota 5M --from 2026-10-01 --to 2026-10-31", "no period to come"),
        (2, "--quota 5M --from 2026-12-01 --to 2026-11-30", "is after"),
        (2, "--quota 5M --from 2026-12-01", "needs --to"),
        (4, "--quota 5M --from 2026-11-21 --to 2026-11-23", "no working day left"),
        (2, "--quota 5M --win-rate 0", "win rate"),
        (2, "--quota 5M --win-rate 120%", "win rate"),
        (2, "--quota 5M --days 0", "working days"),
        (2, "--quota 5M --value 0", "no quota is ever reached"),
        (2, "--quota 5M --value EUR900", "The plan is in JPY"),
        (2, "--metric contracts --quota 5 --value 1M", "counts contracts"),
        (2, "--target Dentists", "needs a quota"),
        (2, "--quota 5M --target :", "from whom"),
        (2, "show --quota 5M", "changes nothing"),
        (2, "shove", "no command shove"),
        (3, "--win-rate 30%", "no plan to try that on"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_saved(desk: Desk, code: int, options: str, says: str) -> None:
    outcome = desk("plan", *options.split())

    assert (outcome.code, outcome.out) == (code, "")
    assert says in outcome.err
    assert not desk.path.exists()


def test_eleven_targets_are_a_list_and_no_plan(desk: Desk) -> None:
    options = [word for n in range(11) for word in ("--target", f"Kind {n}: call")]

    assert desk("plan", "--quota", "5M", *options).code == 2


def test_what_a_contract_was_said_to_bring_stays_when_the_quota_changes(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M", "--value", "1M")
    changed = desk.json("plan", "--quota", "6M")

    assert changed["needed"]["contracts"]["total"] == 6
    assert desk.json("plan", "show")["needed"]["contracts"]["total"] == 6


def test_a_value_in_one_currency_says_nothing_of_a_quota_in_another(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M", "--value", "1M")

    assert desk.json("plan", "--quota", "EUR 50000")["needed"] is None


def test_history_tells_a_plan_in_its_currency(desk: Desk) -> None:
    desk.ok("plan", "--quota", "USD 1000000")

    assert "revenue $1M" in desk.ok("history")


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (("2026-11-15", "2026-12-15"), 4),
        (("2026-10-15", "2026-11-20"), 4),
        (("2026-11-09", "2026-11-20"), 0),
        (("2026-10-01", "2026-12-31"), 0),
        (("2026-12-01", "2026-12-31"), 0),
    ],
)
def test_plans_of_a_measure_lie_within_one_another_or_apart(desk: Desk, days: tuple[str, str], code: int) -> None:
    desk.ok("plan", "--quota", "5M", "--from", "2026-11-01", "--to", "2026-11-30")
    outcome = desk("plan", "--quota", "9M", "--from", days[0], "--to", days[1])

    assert outcome.code == code, outcome.err
    assert ("pipe plan drop --metric revenue --from 2026-11-01 --to 2026-11-30" in outcome.err) == (code == 4)


def test_plans_of_two_measures_or_currencies_may_share_days(desk: Desk) -> None:
    desk.ok("plan", "--quota", "5M", "--from", "2026-11-01", "--to", "2026-11-30")
    days = ("--from", "2026-11-15", "--to", "2026-12-15")

    desk.ok("plan", "--quota", "EUR 9000", *days)
    desk.ok("plan", "--metric", "contracts", "--quota", "9", *days)


def test_today_asks_for_no_new_approaches_where_the_open_deals_should_do(desk: Desk) -> None:
    win(desk, "Aoki")
    desk.ok("log", "Kato", "likes it", "--value", "90M", "--stage", "commit", "--next", "tomorrow")
    found = desk.json("plan", "--quota", "1100000")

    assert found["needed"]["new_approaches"]["total"] == 0
    assert desk.json("today")["new_approaches"]["planned"] is None


def test_today_asks_for_nothing_that_nobody_can_do(desk: Desk) -> None:
    found = desk.json("plan", "--metric", "contracts", "--quota", "500")

    assert found["needed"]["new_approaches"]["per_day"] > 1000
    assert desk.json("today")["new_approaches"]["planned"] is None


def test_trying_other_days_gives_no_advice_by_the_real_ones(desk: Desk) -> None:
    for number in range(4):
        win(desk, f"Customer {number}", "100000", at=f"2026-10-{5 + 7 * number:02}")
    desk.ok("plan", "--quota", "2M")

    assert "each working day" in desk.ok("plan", "show")
    assert "each working day" not in desk.ok("plan", "show", "--days", "5")
