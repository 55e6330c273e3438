"""The user's own days off: of one time, and of every year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.dates.closed_days import ClosedDays, closed_span

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("2026-08-12", date(2026, 8, 12), True),
        ("2026-08-12", date(2027, 8, 12), False),
        ("2026-08-12..2026-08-14", date(2026, 8, 14), True),
        ("2026-08-12..2026-08-14", date(2026, 8, 15), False),
        ("12-29..01-03", date(2031, 12, 28), False),
        ("12-29..01-03", date(2031, 12, 29), True),
        ("12-29..01-03", date(2099, 1, 3), True),
        ("12-29..01-03", date(2099, 1, 4), False),
        ("12/29-1/3", date(2031, 12, 28), False),
        ("12/29-1/3", date(2031, 12, 29), True),
        ("12/29..1/3", date(2099, 1, 3), True),
        ("12/29～1/3", date(2099, 1, 4), False),
        ("12月29日〜1月3日", date(2099, 1, 1), True),
        ("2026/8/12-2026/8/14", date(2026, 8, 13), True),
        ("8/12", date(2030, 8, 12), True),
        ("05-01..05-07", date(2040, 5, 7), True),
        ("05-01..05-07", date(2040, 12, 31), False),
        ("5-1", date(2040, 5, 1), True),
        ("02-29", date(2028, 2, 29), True),
    ],
)
def test_closed_days_hold_their_days_in_any_year(text: str, day: date, expected: bool) -> None:  # noqa: FBT001
    assert (day in ClosedDays((closed_span(text),))) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "monday",
        "2026-02-30",
        "02-30",
        "2026-08-14..2026-08-12",
        "12-29..2027-01-03",
        "12-29..",
        "1",
        "12/32",
        "12/29-",
        "١-١",
    ],
)
def test_what_means_no_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # any: the setting says the rest
        closed_span(text)


@given(DAYS, DAYS)
def test_a_span_is_read_back_as_it_is_written(first: date, last: date) -> None:
    for text in (f"{min(first, last)}..{max(first, last)}", f"{first:%m-%d}..{last:%m-%d}", f"{first}"):
        span = closed_span(text)
        assert closed_span(str(span)) == span
        assert span.holds(min(first, last) if text.count("-") > 2 else first)


def test_without_spans_no_day_is_closed() -> None:
    assert date(2026, 1, 1) not in ClosedDays()
    assert ClosedDays() == ClosedDays(())
