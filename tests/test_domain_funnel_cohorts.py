from pipeline_cli.domain.funnel import DealCount, OpenValue, Records, Stay
from pipeline_cli.domain.funnel_cohorts import cohorts
from pipeline_cli.domain.rate import Rate
from pipeline_cli.money.amount import Money


def count(deals: int, *keys: str, state: str = "won") -> DealCount:
    return DealCount(state, "commit", "commit", deals, keys)


def entered(records: Records, by: str, **tallied: int) -> dict[str, int]:
    return {one.key: one.stages[0].entered for one in cohorts(records, by, tallied)}


def test_cohorts_by_month_are_in_order() -> None:
    records = Records([count(1, "2026-03"), count(9, "2025-11"), count(2, "2026-01")])

    assert list(entered(records, "month")) == ["2025-11", "2026-01", "2026-03"]


def test_cohorts_by_source_begin_with_the_one_that_brought_most() -> None:
    records = Records([count(1, "web"), count(2, ""), count(9, "fair"), count(2, "ad")])

    assert entered(records, "source") == {"fair": 9, "": 2, "ad": 2, "web": 1}
    assert list(entered(records, "source")) == ["fair", "", "ad", "web"]


def test_cohorts_count_a_deal_with_two_tags_in_both() -> None:
    assert entered(Records([count(3, "vip", "expo"), count(1, "expo")]), "tag") == {"expo": 4, "vip": 3}


def test_cohorts_have_their_own_win_rate_values_and_days() -> None:
    records = Records(
        [count(3, "web"), count(1, "web", state="lost"), count(2, "fair", state="open")],
        [OpenValue("commit", Money(500, "JPY"), 2, ("fair",))],
        [Stay("commit", 4, ("web",)), Stay("commit", 8, ("fair",))],
    )

    web, fair = cohorts(records, "source", {})

    assert (web.won, fair.won) == (Rate(3, 4), Rate(0, 0))
    assert (web.stages[3].open_values, fair.stages[3].open_values) == ((), (Money(500, "JPY"),))
    assert (web.stages[3].median_days, fair.stages[3].median_days) == (4, 8)


def test_cohorts_of_months_have_what_was_tallied_then_deals_or_not() -> None:
    found = cohorts(Records([count(1, "2026-03")]), "month", {"2026-03": 20, "2026-04": 5})

    assert [(one.key, one.stages[0].entered) for one in found] == [("2026-03", 21), ("2026-04", 5)]
