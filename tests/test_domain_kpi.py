"""How a landing compares with a budget, and what would close the gap."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.budget import Budget, in_force
from pipeline_cli.domain.kpi import STATUSES, KpiRow, closing_of_count, closing_of_rate, closing_of_result, status
from pipeline_cli.domain.landing import Landing, over
from pipeline_cli.domain.measures import Figure

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def row(metric: str, actual: int, budget: int, landing: Landing | None, left: float = 8) -> KpiRow:
    planned = Budget(1, metric, budget, None, FIRST, LAST)
    return KpiRow(Figure(metric, actual), planned.span, WorkingTime(20, 20 - left), planned, landing)


def rate_row(hits: int, of: int, millionths: int, expected: float) -> KpiRow:
    landing = Landing(expected, expected - 0.1, expected + 0.1, "history")
    return row("win_rate", 0, millionths, landing)._replace(figure=Figure("win_rate", hits=hits, of=of))


@pytest.mark.parametrize(
    ("low", "expected", "high", "said"),
    [
        (40, 45, 50, "ahead"),
        (35, 40, 50, "on course"),
        (30, 39, 40, "behind"),
        (30, 35, 39, "out of reach"),
        (40, 40, 40, "ahead"),
        (39, 39, 39, "out of reach"),
    ],
)
def test_status_compares_the_range_with_the_budget(low: float, expected: float, high: float, said: str) -> None:
    assert status(Landing(expected, low, high, "pace"), 40) == said


@given(st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(sorted), st.floats(1, 1e6), st.floats(1, 1e6))
def test_status_never_gets_better_with_a_higher_budget(ends: list[float], one: float, other: float) -> None:
    landing = Landing(ends[1], ends[0], ends[2], "pace")
    lower, higher = (STATUSES.index(status(landing, budget)) for budget in sorted((one, other)))

    assert lower <= higher


def test_what_is_not_known_has_neither_gap_nor_status() -> None:
    unknown = row("calls", 0, 40, None)
    without = unknown._replace(budget=None, landing=over(3))

    assert (unknown.gap, unknown.status, unknown.progress) == (None, None, 0)
    assert (without.gap, without.status, without.progress) == (None, None, None)


def test_gap_is_what_will_be_missing() -> None:
    assert row("calls", 10, 40, over(30)).gap == -10


def test_gap_of_a_count_is_closed_by_more_of_it_each_day() -> None:
    closing = closing_of_count(row("calls", 16, 40, Landing(30, 25, 35, "pace")), 1.75)

    assert closing
    assert (closing.more, closing.per_day, closing.pace, closing.by) == (10, 3, 1.75, LAST)
    assert closing.extra * 8 == closing.more


def test_gap_of_a_result_is_closed_by_valid_meetings() -> None:
    closing = closing_of_result(row("contracts", 1, 4, Landing(2, 1, 3, "forecast")), 0.25, 0.5)

    assert closing
    assert (closing.metric, closing.more, closing.per_day) == ("valid_meetings", 8, 1.5)


def test_gap_of_a_rate_is_closed_by_the_cases_to_come() -> None:
    closing = closing_of_rate(rate_row(2, 10, 400_000, 0.25), 10)

    assert closing
    assert (closing.more, closing.per_day, closing.pace) == (6, 0.6, 10)


def test_gap_of_a_rate_is_closed_by_whole_cases() -> None:
    closing = closing_of_rate(rate_row(3, 3, 990_000, 0.85), 1.2)

    assert closing
    assert (closing.more, closing.per_day, closing.pace) == (1, 1, 1)


@pytest.mark.parametrize("left", [0.0, 8.0])
def test_nothing_closes_a_gap_that_is_none_or_whose_time_is_up(left: float) -> None:
    landing = Landing(45, 41, 50, "pace") if left else Landing(30, 30, 30, "pace")

    assert closing_of_count(row("calls", 16, 40, landing, left), 2) is None
    assert closing_of_result(row("contracts", 16, 40, landing, left), 0.3, 2) is None


def test_no_gap_is_closed_by_what_brings_nothing() -> None:
    behind = row("contracts", 1, 4, Landing(2, 1, 3, "forecast"))

    assert closing_of_result(behind, None, 2) is None
    assert closing_of_rate(rate_row(2, 10, 400_000, 0.25), 0.5) is None


def test_a_budget_is_in_force_from_its_first_to_its_last_day() -> None:
    budget = Budget(1, "calls", 40, None, FIRST, LAST)

    assert in_force([budget], FIRST) == in_force([budget], LAST) == {("calls", None): budget}
    assert in_force([budget], date(2026, 12, 1)) == {}
