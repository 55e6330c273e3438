"""Periods by name, and the end of what is looked back on."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.dates import DateError
from pipeline_cli.dates.named_periods import PERIODS, last_day, named_span
from pipeline_cli.dates.when import DateRules
from support import NOW, TODAY, TOKYO

JAPANESE_YEAR = DateRules(fiscal_year_starts=4, country="JP")

SPANS = {
    "this week": ("2026-11-16", "2026-11-22"),
    "last week": ("2026-11-09", "2026-11-15"),
    "this month": ("2026-11-01", "2026-11-30"),
    "last month": ("2026-10-01", "2026-10-31"),
    "next month": ("2026-12-01", "2026-12-31"),
    "this quarter": ("2026-10-01", "2026-12-31"),
    "last quarter": ("2026-07-01", "2026-09-30"),
    "next quarter": ("2027-01-01", "2027-03-31"),
    "fiscal year": ("2026-04-01", "2027-03-31"),
    "last fiscal year": ("2025-04-01", "2026-03-31"),
}

SAME = {
    "今週": "this week",
    "先週": "last week",
    "今月": "this month",
    "先月": "last month",
    "来月": "next month",
    "今四半期": "this quarter",
    "前四半期": "last quarter",
    "来四半期": "next quarter",
    "今年度": "fiscal year",
    "今期": "fiscal year",
    "前年度": "last fiscal year",
    "前期": "last fiscal year",
    "Q3": "this quarter",
    "2026-10": "last month",
    "FY2025": "last fiscal year",
}


@pytest.mark.parametrize("name", PERIODS)
def test_named_span_is_the_period_around_or_beside_today(name: str) -> None:
    assert tuple(map(str, named_span(name, NOW, rules=JAPANESE_YEAR))) == SPANS[name]


@pytest.mark.parametrize("name", SAME)
def test_named_span_understands_other_words_for_it(name: str) -> None:
    assert named_span(name, NOW, rules=JAPANESE_YEAR) == named_span(SAME[name], NOW, rules=JAPANESE_YEAR)


def test_named_span_in_january_is_of_the_year_that_has_begun() -> None:
    january = datetime(2027, 1, 31, 9, tzinfo=TOKYO)

    assert named_span("this quarter", january) == (date(2027, 1, 1), date(2027, 3, 31))
    assert named_span("last month", january) == (date(2026, 12, 1), date(2026, 12, 31))


def test_named_span_of_what_is_to_come_is_not_over() -> None:
    assert named_span("march", NOW) == (date(2026, 3, 1), date(2026, 3, 31))
    assert named_span("march", NOW, is_ahead=True) == (date(2027, 3, 1), date(2027, 3, 31))


@pytest.mark.parametrize("text", ["", "some day", "99999-10", "x" * 200])
def test_named_span_refuses_what_it_cannot_read(text: str) -> None:
    with pytest.raises(DateError):
        named_span(text, NOW)


@given(name=st.sampled_from(PERIODS), today=st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_named_span_holds_today_where_its_name_says_so(name: str, today: date) -> None:
    span = named_span(name, datetime.combine(today, time(9), TOKYO), rules=JAPANESE_YEAR)

    assert span.first <= span.last
    assert (span.first <= today <= span.last) == (name.startswith("this") or name == "fiscal year")


@pytest.mark.parametrize(
    ("text", "since", "last"),
    [
        ("march", None, "2026-03-31"),
        ("30 nov", None, "2025-11-30"),
        ("30 nov", date(2026, 11, 1), "2026-11-30"),
        ("november", date(2026, 10, 1), "2026-11-30"),
        ("先月", None, "2026-10-31"),
        ("2026-11-30", None, "2026-11-30"),
    ],
)
def test_last_day_is_the_end_of_what_is_looked_back_on(text: str, since: date | None, last: str) -> None:
    assert str(last_day(text, NOW, since=since)) == last


def test_last_day_of_today_is_today() -> None:
    assert last_day("today", NOW) == TODAY
