"""The user's settings, and what the language stands in for."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from date_support import JAPAN, NOW, PLAIN, read, speaking
from pipeline_cli.dates import DateRules, default_rules, parse_when


def test_default_rules_know_the_holidays_of_the_zone() -> None:
    tokyo = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))

    assert default_rules(tokyo).country == "JP"
    assert default_rules(tokyo.replace(tzinfo=ZoneInfo("Asia/Seoul"))).country is None


def test_default_rules_are_those_of_the_language() -> None:
    with speaking("en"):
        assert default_rules() == DateRules()
    with speaking("ja"):
        assert default_rules() == DateRules(fiscal_year_starts=4, country="JP")


@pytest.mark.parametrize(("spoken", "expected"), [("en", date(2026, 12, 31)), ("ja", date(2027, 3, 31))])
def test_parse_when_goes_by_the_language_without_rules(spoken: str, expected: date) -> None:
    with speaking(spoken):
        assert parse_when("期末", now=NOW, looking="end").on == expected


@pytest.mark.parametrize("spoken", ["en", "ja"])
def test_parse_when_reads_both_languages_in_either(spoken: str) -> None:
    with speaking(spoken):
        assert parse_when("来週火曜 14時", now=NOW) == parse_when("tuesday next week 14:00", now=NOW)


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("12/3", "2026-12-03", "2027-03-12"),
        ("12-3", "2026-12-03", "2027-03-12"),
        ("12/3/2027", "2027-12-03", "2027-03-12"),
        ("3.12.2026", "2026-12-03", "2026-12-03"),
        ("2026/12/3", "2026-12-03", "2026-12-03"),
        ("2026-12-03", "2026-12-03", "2026-12-03"),
        ("12月3日", "2026-12-03", "2026-12-03"),
        ("3 dec", "2026-12-03", "2026-12-03"),
    ],
)
def test_day_first_turns_only_what_leaves_the_order_open(text: str, month_first: str, day_first: str) -> None:
    assert read(text) == month_first
    assert read(text, rules=PLAIN._replace(day_first=True)) == day_first


@pytest.mark.parametrize(
    ("starts", "text", "expected"),
    [
        (1, "Q1 2027", "2027-03-31"),
        (4, "Q1 2027", "2027-06-30"),
        (10, "Q1 2027", "2027-12-31"),
        (2, "end of quarter", "2027-01-31"),
        (4, "第3四半期末", "2026-12-31"),
        (4, "2026年度末", "2027-03-31"),
        (10, "期末", "2027-09-30"),
        (12, "期末", "2026-11-30"),
        (4, "上期末", "2027-09-30"),
        (7, "下期末", "2027-06-30"),
        (7, "fy2026", "2027-06-30"),
        (4, "年末", "2026-12-31"),
    ],
)
def test_quarters_and_fiscal_years_follow_the_month_that_was_set(starts: int, text: str, expected: str) -> None:
    assert read(text, "end", PLAIN._replace(fiscal_year_starts=starts)) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_todays_fiscal_year_holds_today(month: int) -> None:
    rules = PLAIN._replace(fiscal_year_starts=month)

    assert read("今年度", "back", rules) <= "2026-11-18" <= read("今年度", "end", rules)
    assert read("this quarter", "back", rules) <= "2026-11-18" <= read("this quarter", "end", rules)


def test_the_year_opens_on_the_first_working_day() -> None:
    assert read("年明け", rules=PLAIN) == "2027-01-01"
    assert read("年明け", rules=JAPAN) == "2027-01-04"
