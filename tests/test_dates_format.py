"""Days, instants and distances as each language writes them."""

from datetime import date, datetime

import pytest

from date_support import NOW, TODAY, TOKYO, speaking
from pipeline_cli.dates import When, distance, format_day, format_when


@pytest.mark.parametrize(
    ("spoken", "day", "expected"),
    [
        ("en", date(2026, 11, 18), "Wed 18 Nov"),
        ("en", date(2026, 1, 1), "Thu 1 Jan"),
        ("en", date(2027, 1, 1), "Fri 1 Jan 2027"),
        ("ja", date(2026, 11, 18), "11月18日(水)"),
        ("ja", date(2025, 12, 31), "2025年12月31日(水)"),
        ("fr", date(2026, 11, 18), "Wed 18 Nov"),
    ],
)
def test_format_day_gives_the_year_only_where_it_is_not_this_one(spoken: str, day: date, expected: str) -> None:
    with speaking(spoken):
        assert format_day(day, TODAY) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), "令和8年11月18日(水)"),
        (date(2019, 5, 1), "令和元年5月1日(水)"),
        (date(2019, 4, 30), "平成31年4月30日(火)"),
        (date(1926, 12, 25), "昭和元年12月25日(土)"),
    ],
)
def test_format_day_counts_the_years_of_an_era_on_request(day: date, expected: str) -> None:
    with speaking("ja"):
        assert format_day(day, TODAY, with_era=True) == expected


@pytest.mark.parametrize(("spoken", "expected"), [("en", "Tue 24 Nov 09:05"), ("ja", "11月24日(火) 09:05")])
def test_format_when_adds_the_time(spoken: str, expected: str) -> None:
    at = datetime(2026, 11, 24, 9, 5, tzinfo=TOKYO)

    with speaking(spoken):
        assert format_when(When(at.date(), at), NOW) == expected
        assert format_when(When(at.date()), NOW) == expected.removesuffix(" 09:05")


@pytest.mark.parametrize(
    ("day", "english", "japanese"),
    [
        (date(2026, 11, 16), "2 days ago", "2日前"),
        (date(2026, 11, 17), "yesterday", "昨日"),
        (date(2026, 11, 18), "today", "今日"),
        (date(2026, 11, 19), "tomorrow", "明日"),
        (date(2026, 11, 24), "in 6 days", "6日後"),
        (date(2027, 11, 18), "in 365 days", "365日後"),
    ],
)
def test_distance_is_told_in_days(day: date, english: str, japanese: str) -> None:
    with speaking("en"):
        assert distance(day, TODAY) == english
    with speaking("ja"):
        assert distance(day, TODAY) == japanese
