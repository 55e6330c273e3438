"""``pipe funnel`` on a history that was worked out by hand, and on stores that were not."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline_cli.domain.deal import STAGES
from pipeline_cli.store.store import Store
from support import NOW, TOKYO, Pipe

Ask = Callable[..., dict[str, Any]]

OPENED = datetime(2026, 6, 1, 12, tzinfo=TOKYO)

# What fourteen deals became, and on which day after they were opened.
A, P, R, C = STAGES
WAYS = {
    "straight": ((A, 0), (P, 10), (R, 20), (C, 30), ("won", 40)),
    "jumped to won": ((A, 0), (R, 5), ("won", 25)),
    "lost at approach": ((A, 0), ("lost", 6)),
    "lost at potential": ((A, 0), (P, 4), ("lost", 10)),
    "jumped, lost at prospect": ((A, 0), (R, 8), ("lost", 20)),
    "lost at commit": ((A, 0), (P, 2), (R, 6), (C, 12), ("lost", 20)),
    "moved back, lost": ((A, 0), (R, 10), (P, 16), ("lost", 22)),
    "lost, reopened, won": ((A, 0), (P, 4), ("lost", 8), (P, 18), (R, 20), ("won", 30)),
    "parked": ((A, 0), (P, 6), ("parked", 9)),
    "parked, returned": ((A, 0), (P, 5), ("parked", 7), (P, 17), (R, 19)),
    "open": ((A, 0),),
    "moved back, open": ((A, 0), (P, 3), (A, 5)),
    "won, reopened": ((A, 0), (C, 10), ("won", 12), (C, 14)),
    "won, reopened, lost": ((A, 0), (C, 9), ("won", 12), (C, 13), ("lost", 15)),
}

# By hand: all came to approach; all but two lost or open there came further. Of the nine decided ones (three won, six
# lost), one was lost at approach, two at potential (one of them had been at prospect), one at prospect, two at commit.
# Days at prospect, of those that left it: 10, 20, 12, 6, 6 (before it moved back) and 10, the median 10.
BY_HAND = {
    "entered": [14, 12, 9, 6],
    "advanced": [12, 9, 6, 3],
    "open": [2, 0, 1, 1],
    "closed_lost": [1, 2, 1, 2],
    "parked": [0, 1, 0, 0],
    "went_on": [{"hits": 8, "of": 9}, {"hits": 7, "of": 8}, {"hits": 5, "of": 7}, {"hits": 3, "of": 5}],
    "conversion": [0.8889, 0.875, 0.7143, 0.6],
    # approach 2 4 4 5 5 6 | 6 8 9 10 10 10, potential 2 4 4 6 6 6 10, prospect 6 6 10 | 10 12 20, commit 5 8 10
    "median_days": [6, 6, 10, 8],
}


def write_deal(store: Store, steps: tuple[tuple[str, int], ...], *, opened: datetime = OPENED, **fields: Any) -> None:  # noqa: ANN401
    """Write a deal as its way left it."""
    from pipeline_cli.store.tables import DealRow, StageChangeRow

    stage = A
    rows: list[dict[str, Any]] = []
    for name, day in steps:
        stage = name if name in STAGES else stage
        state = "open" if name in STAGES else name
        rows.append({"state": state, "stage": stage, "at": opened + timedelta(days=day)})
    last = rows[-1]
    ends: dict[str, dict[str, Any]] = {
        "won": {"closed_at": last["at"]},
        "lost": {"closed_at": last["at"]},
        "parked": {"parked_until": date(2027, 1, 5)},
    }
    with store.writing("import", NOW) as unit:
        values = {**ends.get(last["state"], {}), **fields}
        deal = unit.insert(
            DealRow, customer_id=1, state=last["state"], stage=stage, stage_since=opened, opened_at=opened, **values
        )
        unit.insert_many(StageChangeRow, [{"deal_id": deal, **row} for row in rows])


@pytest.fixture
def history(tmp_path: Path) -> Store:
    """An empty store with one customer."""
    from pipeline_cli.store.tables import CustomerRow

    store = Store(str(tmp_path / "history.db"))
    with store.writing("add", NOW) as unit:
        unit.insert(CustomerRow, name="Aoki", name_key="aoki", created_at=NOW, tags=["vip"])
    return store


@pytest.fixture
def ask(pipe: Pipe, history: Store) -> Ask:
    def funnel(*words: str) -> dict[str, Any]:
        outcome = pipe("funnel", "--json", "--store", history.path, *words)
        assert (outcome.code, outcome.err.count("Traceback")) == (0, 0)
        document: dict[str, Any] = json.loads(outcome.out)
        return document

    return funnel


@pytest.fixture
def worked_out(history: Store) -> None:
    for steps in WAYS.values():
        write_deal(history, steps)


def column(document: dict[str, Any], key: str) -> list[Any]:
    return [stage[key] for stage in document["stages"]]


@pytest.mark.usefixtures("worked_out")
@pytest.mark.parametrize("key", BY_HAND)
def test_funnel_is_what_was_worked_out_by_hand(ask: Ask, key: str) -> None:
    assert column(ask(), key) == BY_HAND[key]


@pytest.mark.usefixtures("worked_out")
def test_funnel_says_what_was_decided_and_how_long_a_win_took(ask: Ask) -> None:
    found = ask()

    assert (found["win_rate"], found["decided"]) == (0.3333, {"hits": 3, "of": 9})
    assert found["sales_cycle_days"] == 30  # 25, 30 and 40


@pytest.mark.usefixtures("worked_out")
def test_funnel_says_what_one_more_contract_takes_and_what_is_there(ask: Ask) -> None:
    assert ask()["ratio"] == {
        "rule": [1, 3, 30, 300],
        "own": None,
        "won": 3,
        "needed": {"approach": 300, "potential": 30, "prospect": 3, "commit": 2},
        "have": {"approach": 2, "potential": 0, "prospect": 1, "commit": 1},
        "contracts": 1.01,  # 2 / 300 + 1 / 3 + 2 / 3
    }


def test_funnel_of_nothing_is_all_zeros_and_nulls(ask: Ask) -> None:
    found = ask()

    assert column(found, "stage") == list(STAGES)
    assert column(found, "entered") == [0] * 4
    assert column(found, "open_value") == column(found, "conversion") == column(found, "median_days") == [None] * 4
    assert (found["win_rate"], found["sales_cycle_days"], found["narrowest"]) == (None, None, None)


def test_funnel_uses_the_users_own_ratios_from_ten_wins_on(ask: Ask, history: Store) -> None:
    for _ in range(10):
        write_deal(history, WAYS["straight"])
    write_deal(history, WAYS["lost at potential"])

    assert ask()["ratio"]["own"] == [1, 1.0, 1.1, 1.1]


def test_funnel_keeps_currencies_apart(ask: Ask, history: Store) -> None:
    for currency, minor in (("JPY", 100), ("EUR", 7), ("JPY", 2**62), ("JPY", 2**62)):
        write_deal(history, ((R, 0),), currency=currency, value_minor=minor)

    prospect = ask()["stages"][2]

    assert prospect["open_value"] == {"minor": 2**63 + 100, "currency": "JPY"}
    assert prospect["open_values"] == [prospect["open_value"], {"minor": 7, "currency": "EUR"}]


def test_funnel_of_a_period_holds_the_deals_opened_in_it(ask: Ask, history: Store) -> None:
    write_deal(history, WAYS["straight"], opened=datetime(2026, 4, 30, 23, 59, 59, tzinfo=TOKYO))
    write_deal(history, WAYS["lost at approach"], opened=datetime(2026, 5, 1, tzinfo=TOKYO))
    write_deal(history, WAYS["open"], opened=datetime(2026, 5, 31, 23, 59, 59, tzinfo=TOKYO))
    write_deal(history, WAYS["open"], opened=datetime(2026, 6, 1, tzinfo=TOKYO))

    found = ask("--from", "2026-05-01", "--to", "2026-05-31")

    assert (found["from"], found["to"]) == ("2026-05-01", "2026-05-31")
    assert column(found, "entered") == [2, 0, 0, 0]
    assert found["ratio"]["have"]["approach"] == 2  # what is there now, whenever it was opened
    assert found["decided"] == {"hits": 0, "of": 1}  # the other one was won in June


def test_funnel_counts_what_was_decided_in_a_period_whenever_it_was_opened(ask: Ask, history: Store) -> None:
    write_deal(history, WAYS["straight"])

    july = ask("--from", "2026-07-01", "--to", "2026-07-31")

    assert (july["stages"][0]["entered"], july["decided"], july["sales_cycle_days"]) == (0, {"hits": 1, "of": 1}, 40)


def test_funnel_counts_tallied_calls_at_the_top(ask: Ask, pipe: Pipe, history: Store) -> None:
    write_deal(history, WAYS["open"])
    pipe("tally", "calls", "+20", "visits", "3", "--on", "2026-10-31", "--store", history.path)
    pipe("tally", "calls", "5", "--store", history.path)

    assert [ask(*words)["stages"][0]["entered"] for words in ((), ("--to", "2026-10-31"))] == [26, 21]


def test_funnel_by_month_gives_each_months_cohort_in_the_users_zone(ask: Ask, history: Store) -> None:
    write_deal(history, WAYS["open"], opened=datetime(2026, 4, 30, 23, 0, tzinfo=TOKYO))
    write_deal(history, WAYS["moved back, open"], opened=datetime(2026, 5, 1, 1, 0, tzinfo=TOKYO))
    write_deal(history, WAYS["lost at potential"], opened=datetime(2025, 5, 2, tzinfo=TOKYO))

    found = ask("--by", "month")

    assert [(one["key"], [stage["entered"] for stage in one["stages"]]) for one in found["cohorts"]] == [
        ("2025-05", [1, 1, 0, 0]),
        ("2026-04", [1, 0, 0, 0]),
        ("2026-05", [1, 1, 0, 0]),
    ]
    assert column(found, "entered") == [3, 2, 0, 0]


def test_funnel_by_source_gives_those_without_one_a_cohort_too(ask: Ask, history: Store) -> None:
    write_deal(history, WAYS["straight"], source="fair")
    write_deal(history, WAYS["lost at commit"], source="fair")
    write_deal(history, WAYS["open"])

    found = ask("--by", "source")["cohorts"]

    assert [(one["key"], one["won"], one["win_rate"]) for one in found] == [("fair", 1, 0.5), ("", 0, None)]
    assert [stage["median_days"] for stage in found[0]["stages"]] == [6, 7, 8, 9]


def test_funnel_by_tag_takes_the_tags_of_deals_and_customers(ask: Ask, history: Store) -> None:
    write_deal(history, WAYS["open"], tags=["expo", "vip"])
    write_deal(history, WAYS["open"], tags=["日本"])

    found = ask("--by", "tag")["cohorts"]

    assert {one["key"]: one["stages"][0]["open"] for one in found} == {"vip": 2, "expo": 1, "日本": 1}


def test_funnel_by_tag_needs_no_tagged_customers(ask: Ask, history: Store) -> None:
    from pipeline_cli.store.tables import CustomerRow

    with history.writing("edit", NOW) as unit:
        unit.update(CustomerRow, 1, tags=[])
    write_deal(history, WAYS["open"], tags=["expo", "日本"])
    write_deal(history, WAYS["open"])

    found = ask("--by", "tag")["cohorts"]

    assert {one["key"]: one["stages"][0]["open"] for one in found} == {"expo": 1, "日本": 1, "": 1}


def test_funnel_without_cohorts_does_not_name_them(ask: Ask) -> None:
    assert "cohorts" not in ask()


def test_funnel_follows_a_deal_through_the_commands(ask: Ask, pipe: Pipe, history: Store) -> None:
    lines = (
        "log Baker hello --new --kind call",
        "move 1 prospect",
        "move 1 potential",
        "lost 1 price",
        "reopen 1",
        "won 1",
    )
    for line in lines:
        outcome = pipe(*line.split(), "--store", history.path)
        assert outcome.code == 0, outcome.err

    found = ask()

    assert (column(found, "advanced"), column(found, "closed_lost"), found["won"]) == ([1] * 4, [0] * 4, 1)


def test_funnel_answers_from_deals_alone_where_there_is_no_history(pipe: Pipe) -> None:
    found = json.loads(pipe("funnel", "--json").out)

    assert column(found, "entered") == [19, 6, 4, 2]  # 7 deals and 12 calls
    assert column(found, "closed_lost") == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", "colour"), "month, source, tag"),
        (("--from", "2026-05-02", "--to", "2026-05-01"), "2026-05-02 is after"),
        (("--from", "sometime"), "can't be read as a date"),
        (("--to", "sometime"), "can't be read as a date"),
    ],
)
def test_funnel_refuses_what_it_cannot_read(pipe: Pipe, words: tuple[str, ...], told: str) -> None:
    outcome = pipe("funnel", *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", "2026-03-31"),
        ("31 mar", "2026-03-31"),
        ("march", "2026-03-31"),
        ("december", "2025-12-31"),
        ("last month", "2026-10-31"),
        ("this month", "2026-11-30"),
        ("today", "2026-11-18"),
    ],
)
def test_funnel_reads_to_as_the_end_of_what_was(pipe: Pipe, text: str, day: str) -> None:
    assert json.loads(pipe("funnel", "--json", "--to", text).out)["to"] == day


def test_funnel_makes_no_store(pipe: Pipe, tmp_path: Path) -> None:
    assert pipe("funnel", "--store", str(tmp_path / "none.db")).code == 0
    assert not (tmp_path / "none.db").exists()
