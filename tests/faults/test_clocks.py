"""Clocks and zones: the history is in the order of its numbers, days stay days, instants are stored in UTC."""

from datetime import UTC, datetime, timedelta

import pytest

from helpers import Desk

pytestmark = pytest.mark.usefixtures("private_files")

ZONES = ("America/New_York", "Europe/London", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Honolulu")
TURNS = (
    "2026-03-08T06:59:00+00:00",
    "2026-03-29T00:59:00+00:00",
    "2026-10-25T00:59:00+00:00",
    "2026-11-01T05:59:00+00:00",
)
"""A minute before clocks are changed in New York and London, forth and back."""


@pytest.mark.parametrize("zone", ZONES)
def test_day_stays_the_day_that_was_said(desk: Desk, zone: str) -> None:
    desk.ok("log", "Aoki", "a note", "--new", "--next", "2026-12-03", "--decides", "2026-12-24", TZ=zone)

    assert desk.rows("SELECT due_on, due_at FROM next_steps") == [("2026-12-03", None)]
    for other in ZONES:
        assert desk.json("show", "1", TZ=other)["deals"][0]["decides_on"] == "2026-12-24"
        assert desk.json("show", "1", TZ=other)["next_step"]["due_at"].startswith("2026-12-03")


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("zone", ZONES)
def test_instants_are_stored_in_utc_across_a_change_of_clocks(desk: Desk, zone: str, turn: str) -> None:
    before = datetime.fromisoformat(turn)
    for minutes in (0, 2, 62):
        now = (before + timedelta(minutes=minutes)).isoformat()
        desk.ok("log", "Aoki", f"{minutes}", *(() if minutes else ("--new",)), TZ=zone, PIPE_NOW=now)

    stored = [at for (at,) in desk.rows("SELECT at FROM activities ORDER BY id")]
    assert [datetime.fromisoformat(at) - before for at in stored] == [timedelta(minutes=n) for n in (0, 2, 62)]
    assert all(datetime.fromisoformat(at).utcoffset() == timedelta(0) and at.endswith("Z") for at in stored)


@pytest.mark.parametrize("zone", ZONES)
def test_time_of_day_is_where_the_user_is(desk: Desk, zone: str) -> None:
    desk.ok("log", "Aoki", "a note", "--new", "--next", "2026-11-20 15:00", TZ=zone)

    shown = datetime.fromisoformat(desk.json("show", "1", TZ=zone)["next_step"]["due_at"])
    assert (shown.hour, shown.day) == (15, 20)
    assert datetime.fromisoformat(desk.value("SELECT due_at FROM next_steps")) == shown.astimezone(UTC)


def test_history_is_in_the_order_of_its_numbers_when_the_clock_goes_back(desk: Desk) -> None:
    desk.ok("log", "Aoki", "first", "--new", PIPE_NOW="2026-11-18T09:30:00+09:00")
    desk.ok("log", "Aoki", "second", PIPE_NOW="2026-11-17T09:30:00+09:00")
    desk.ok("tally", "calls", "3", PIPE_NOW="2026-11-16T09:30:00+09:00")

    assert [one["id"] for one in desk.json("history")["operations"]] == [3, 2, 1]
    desk.ok("undo", PIPE_NOW="2026-11-15T09:30:00+09:00")
    assert desk.value("SELECT count(*) FROM tallies") == 0


def test_doctor_tells_of_a_clock_that_is_behind(desk: Desk) -> None:
    desk.ok("log", "Aoki", "first", "--new", PIPE_NOW="2026-11-18T09:30:00+09:00")
    findings = desk.json("doctor", PIPE_NOW="2026-11-17T09:30:00+09:00")["findings"]

    assert [(one["code"], one["severity"]) for one in findings] == [("clock", "warning")]


@pytest.mark.parametrize("zone", ZONES)
def test_same_moment_elsewhere_is_no_clock_behind(desk: Desk, zone: str) -> None:
    desk.ok("log", "Aoki", "first", "--new", TZ="Pacific/Kiritimati")

    assert desk.json("doctor", TZ=zone)["findings"] == []
