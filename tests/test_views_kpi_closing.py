"""What would close a gap, in words."""

from datetime import date

import pytest

from date_support import speaking
from pipeline_cli.dates.spans import month_span
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.kpi import Closing, KpiRow
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import Figure
from pipeline_cli.views.kpi_closing import closing_text
from pipeline_cli.views.kpi_words import landing_text, pace_notes
from pipeline_cli.views.text import SIGNS

NOVEMBER = month_span(2026, 11)
DUE = date(2026, 11, 30)
CALLS = Budget(1, "calls", 400, None, *NOVEMBER)
RATE = Budget(2, "win_rate", 990_000, None, *NOVEMBER)


def row(closing: Closing) -> KpiRow:
    """Return calls that are behind their budget."""
    landing = Landing(382, 355, 410, "pace")
    return KpiRow(Figure("calls", 231), NOVEMBER, WorkingTime(19, 11), CALLS, landing, closing)


def rate_row(closing: Closing) -> KpiRow:
    """Return a win rate that is behind its budget."""
    landing = Landing(0.85, 0.75, 1.0, "history")
    return KpiRow(Figure("win_rate", hits=3, of=3), NOVEMBER, WorkingTime(19, 11), RATE, landing, closing)


def said_of(metric: str, more: float, per_day: float, pace: float | None) -> str:
    return closing_text(row(Closing(metric, more, per_day, pace, DUE)))


def test_what_it_takes_a_day_comes_on_top_of_the_pace() -> None:
    said = said_of("calls", 4102, 147.3, 15)

    assert "4,102 more calls by 2026-11-30, that is 132 each working day on top of the 15 of now: more than" in said


def test_one_more_is_no_plural() -> None:
    assert "1 more valid meeting by 2026-11-30, that is 0.5 each" in said_of("valid_meetings", 1, 1.5, 1.0)


def test_a_daily_difference_that_cannot_be_seen_is_not_told() -> None:
    assert said_of("valid_meetings", 1, 0.132, 0.1) == "To close the gap: 1 more valid meeting by 2026-11-30."


@pytest.mark.parametrize("pace", [None, 0.0, 0.02])
def test_without_a_pace_all_of_it_is_new(pace: float | None) -> None:
    assert said_of("contracts", 8, 1.0, pace) == (
        "To close the gap: 8 more contracts by 2026-11-30, that is 1 each working day."
    )


@pytest.mark.parametrize("metric", ["calls", "meetings", "valid_meetings", "contracts", "new_approaches"])
def test_every_count_has_its_counter_in_japanese(metric: str) -> None:
    with speaking("ja"):
        said = said_of(metric, 18, 3.2, 1.2)

    assert "18件" in said
    assert "1.2件" in said


def test_the_cases_to_come_are_whole() -> None:
    assert "1 of the 1 still to come (100 %)" in closing_text(rate_row(Closing("win_rate", 1, 1.0, 1, DUE)))
    assert "Even if all 2 still to come" in closing_text(rate_row(Closing("win_rate", 3, 1.5, 2, DUE)))


@pytest.mark.parametrize(
    ("figure", "budget", "expected", "said"),
    [
        (Figure("revenue", 0, "JPY"), Budget(1, "revenue", 3_000_000, "JPY", *NOVEMBER), 2_996_100, "¥2,996,100"),
        (Figure("revenue", 0, "JPY"), Budget(1, "revenue", 3_000_000, "JPY", *NOVEMBER), 3_000_000, "¥3M"),
        (Figure("calls", 0), CALLS, 399.7, "399.7"),
        (Figure("calls", 0), CALLS, 390.2, "390"),
        (Figure("win_rate", hits=1, of=2), RATE, 0.986, "98.6 %"),
    ],
)
def test_a_landing_short_of_its_budget_does_not_look_like_it(
    figure: Figure, budget: Budget, expected: float, said: str
) -> None:
    assert landing_text(Landing(expected, 0, expected, "pace"), figure, SIGNS, budget) == said


@pytest.mark.parametrize(
    ("metric", "basis", "told"),
    [("contracts", "pace", 1), ("contracts", "forecast", 0), ("calls", "pace", 0)],
)
def test_a_result_that_lands_by_its_pace_says_so(metric: str, basis: str, told: int) -> None:
    row = KpiRow(Figure(metric, 2), NOVEMBER, WorkingTime(19, 11), None, Landing(3, 2, 5, basis))
    notes = list(pace_notes([row, row]))

    assert ["pipe forecast --from 2026-11-01 --to 2026-11-30" in note for note in notes] == [True] * told


def test_a_currency_of_few_deals_beside_a_forecast_is_no_large_store() -> None:
    forecast, rare = (
        KpiRow(Figure("revenue", 2, "EUR"), NOVEMBER, WorkingTime(19, 11), None, Landing(3, 2, 5, basis))
        for basis in ("forecast", "pace")
    )

    assert list(pace_notes([forecast, rare])) == []
