"""How much of a period is gone, in working days."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.dates.spans import Span, month_span
from pipeline_cli.dates.when import DateRules
from pipeline_cli.dates.working_time import WorkingTime, working_time
from support import NOW, TODAY, TOKYO

JAPAN = DateRules(country="JP")
NOVEMBER = month_span(2026, 11)


@pytest.mark.parametrize(("at", "gone"), [(time(8), 11), (time(13, 30), 11.5), (time(19), 12)])
def test_working_time_counts_today_as_far_as_it_has_come(at: time, gone: float) -> None:
    assert working_time(NOVEMBER, datetime.combine(TODAY, at, TOKYO), JAPAN) == WorkingTime(
        19, gone, off=11, off_gone=6
    )


def test_working_time_of_a_weekend_has_no_share() -> None:
    weekend = working_time(Span(date(2026, 11, 21), date(2026, 11, 22)), NOW, JAPAN)

    assert (weekend.days, weekend.left, weekend.share) == (0, 0, None)


def test_working_time_leaves_out_the_users_closed_days() -> None:
    closed = JAPAN._replace(closed_days=frozenset({TODAY, TODAY + timedelta(days=1)}))

    assert working_time(NOVEMBER, NOW, closed)[:2] == (17, 11)


@given(start=st.integers(-60, 60), days=st.integers(0, 90))
def test_working_time_is_never_more_gone_than_there_is(start: int, days: int) -> None:
    first = TODAY + timedelta(days=start)
    found = working_time(Span(first, first + timedelta(days=days)), NOW, JAPAN)

    assert 0 <= found.gone <= found.days <= days + 1
    assert 0 <= found.off_gone <= found.off == days + 1 - found.days


def test_working_time_counts_a_day_off_as_far_as_it_has_come() -> None:
    """By noon of a Sunday the Saturday is gone, and three of eight hours from nine to five."""
    noon = datetime(2026, 11, 22, 12, tzinfo=TOKYO)
    weekend = working_time(Span(date(2026, 11, 21), date(2026, 11, 22)), noon, JAPAN)

    assert weekend.off == 2
    assert 1 < weekend.off_gone < 2
    assert weekend.off_left == 2 - weekend.off_gone
