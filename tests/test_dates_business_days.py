"""Days on which business is done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from date_support import JAPAN, NOW, PLAIN, TODAY, read
from pipeline_cli.dates import add_working_days, is_working_day
from pipeline_cli.dates.business_days import working_day_from, working_day_until, working_days

DAYS = st.dates(date(2022, 1, 1), date(2099, 12, 31))
YEAR_END = frozenset(date(2026, 12, 29) + timedelta(days=offset) for offset in range(6))
CLOSED = JAPAN._replace(closed_days=YEAR_END)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), False),
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
    ],
)
def test_is_working_day_knows_weekends_holidays_and_own_closed_days(day: date, is_open: bool) -> None:  # noqa: FBT001
    assert is_working_day(day, CLOSED) is is_open


def test_working_days_follow_the_users_week() -> None:
    rules = PLAIN._replace(working_days=(6, 0, 1, 2, 3))

    assert read("+1bd", rules=rules, now=NOW + timedelta(days=1)) == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+3bd", "2026-11-24"),
        ("2営業日前", "2026-11-16"),
        ("翌営業日", "2026-11-19"),
        ("月末営業日", "2026-11-30"),
        ("来月末営業日", "2026-12-28"),
        ("年明け", "2027-01-04"),
        ("仕事納め", "2026-12-28"),
        ("来年1月の第1営業日", "2027-01-04"),
        ("12月28日から1営業日後", "2027-01-04"),
    ],
)
def test_parse_when_counts_working_days(text: str, expected: str) -> None:
    assert read(text, rules=CLOSED) == expected


@given(DAYS, st.integers(-60, 60))
def test_add_working_days_ends_on_one_and_counts_them(day: date, count: int) -> None:
    end = add_working_days(day, count, JAPAN)

    step = timedelta(days=1)
    first, last = (day + step, end) if count >= 0 else (end, day - step)
    assert len(list(working_days(first, last, JAPAN))) == abs(count)
    assert count == 0 or is_working_day(end, JAPAN)


@given(DAYS)
def test_working_day_from_and_until_are_the_nearest(day: date) -> None:
    after, before = working_day_from(day, JAPAN), working_day_until(day, JAPAN)

    assert before <= day <= after
    assert set(working_days(before, after, JAPAN)) == {before, after}


def test_without_working_days_there_are_none_to_add() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(TODAY, 1, PLAIN._replace(working_days=()))
