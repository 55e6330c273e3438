"""Instants: zones, clocks that are put forward and back, and hours that are really counted."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from date_support import NOW, read, verdict
from pipeline_cli.dates import When, parse_when

NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
IN_MARCH = datetime(2027, 3, 13, 9, 30, tzinfo=NEW_YORK)
IN_OCTOBER = datetime(2026, 10, 31, 9, 30, tzinfo=NEW_YORK)


def offset(hours: float) -> timedelta:
    return timedelta(hours=hours)


def test_a_time_that_does_not_exist_moves_forward() -> None:
    when = parse_when("tomorrow 2:30", now=IN_MARCH)

    assert when.at is not None
    assert (when.at.isoformat(), when.notes[0]) == ("2027-03-14T03:30:00-04:00", "time-does-not-exist")


def test_a_time_that_exists_twice_is_the_first() -> None:
    when = parse_when("tomorrow 1:30", now=IN_OCTOBER)

    assert when.at is not None
    assert (when.at.utcoffset(), when.notes[0]) == (offset(-4), "time-exists-twice")


@pytest.mark.parametrize(("now", "expected"), [(IN_MARCH, "2027-03-14T10:30"), (IN_OCTOBER, "2026-11-01T08:30")])
def test_hours_are_counted_as_they_pass(now: datetime, expected: str) -> None:
    assert read("+24h", now=now) == expected


@pytest.mark.parametrize("now", [IN_MARCH, IN_OCTOBER])
def test_days_are_counted_by_the_calendar(now: datetime) -> None:
    assert read("+1d 9:30", now=now).endswith("T09:30")


def test_a_day_that_a_zone_left_out_moves_to_the_next() -> None:
    now = datetime(2011, 12, 29, 9, 30, tzinfo=APIA)
    when = parse_when("2011-12-30 10:00", now=now)

    assert when.at is not None
    assert (when.on.isoformat(), when.at.date()) == ("2011-12-31", when.on)
    assert "time-does-not-exist" in when.notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-03T20:00Z", "2026-12-04T05:00"),
        ("2026-12-03T20:00:30.5Z", "2026-12-04T05:00"),
        ("2026-12-03T20:00:30,123456789Z", "2026-12-04T05:00"),
        ("2026-12-03 20:00 +0100", "2026-12-04T04:00"),
        ("2026-12-03T20:00-08", "2026-12-04T13:00"),
        ("20261203T200000Z", "2026-12-04T05:00"),
        ("2026-12-03t20:00z", "2026-12-04T05:00"),
        ("2026-12-03T20:00", "2026-12-03T20:00"),
    ],
)
def test_an_instant_with_a_zone_is_told_in_ones_own(text: str, expected: str) -> None:
    assert read(text) == expected


def test_an_instant_keeps_its_fraction_of_a_second() -> None:
    at = parse_when("2026-12-03T20:00:30.123456789Z", now=NOW).at

    assert at == datetime(2026, 12, 3, 20, 0, 30, 123456, UTC)


@pytest.mark.parametrize("zone", [timezone(offset(9)), timezone(offset(-3.5)), UTC, NEW_YORK, APIA])
@pytest.mark.parametrize("text", ["tue 14:00", "+2h", "now", "2026-12-03T06:00Z", "midnight"])
def test_every_instant_is_told_in_the_zone_of_now(text: str, zone: tzinfo) -> None:
    when = parse_when(text, now=NOW.astimezone(zone))

    assert when.at is not None
    assert (when.at.tzinfo, when.at.date()) == (zone, when.on)


def test_now_is_this_very_instant() -> None:
    now = NOW.replace(second=17, microsecond=5)

    assert parse_when("now", now=now).at == now
    assert parse_when("たった今", now=now, looking="back").at == now


@pytest.mark.parametrize("text", ["+1d", "1 year ago", "yesterday", "+2h", "2 hours ago", "月末", "next year", "tue"])
@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_refused_or_read(text: str, year: int) -> None:
    now = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 12, tzinfo=timezone(offset(9)))
    answer = verdict(text, now=now)

    assert isinstance(answer, When) or answer.code == "out-of-range"
