"""Meetings from one hour to another: the start is kept, and the user is told so."""

import pytest

from date_support import JAPAN, notes, read, refused
from pipeline_cli.dates.ranges import start_alone

MEETINGS = (
    ("11/24(火)14:00～15:00", "2026-11-24T14:00"),
    ("火曜午後3時〜4時", "2026-11-24T15:00"),
    ("11/24(火)14-15時", "2026-11-24T14:00"),
    ("午前11時〜午後1時", "2026-11-18T11:00"),
    ("14時から15時まで", "2026-11-18T14:00"),
    ("10時30分〜11時", "2026-11-18T10:30"),
    ("tue 2pm to 3pm", "2026-11-24T14:00"),
    ("tue from 2pm to 3pm", "2026-11-24T14:00"),
    ("tue 14:00-15:00", "2026-11-24T14:00"),
    ("tue 2-3pm", "2026-11-24T14:00"),
    ("tue 11-1pm", "2026-11-24T11:00"),
    ("tue 9am-10", "2026-11-24T09:00"),
    ("9:30-10:30 tue", "2026-11-24T09:30"),
    ("2026-11-24 10:00-11:00", "2026-11-24T10:00"),
)


@pytest.mark.parametrize(("text", "expected"), MEETINGS)
def test_parse_when_keeps_the_start_of_a_meeting_and_says_so(text: str, expected: str) -> None:
    assert read(text, rules=JAPAN) == expected
    assert "range-start" in notes(text, rules=JAPAN)


@pytest.mark.parametrize(
    "text", ["tue 15:00-14:00", "2-3時間後", "12/3-4pm", "monday 9-10", "2 to 3 weeks", "14:00-15/3"]
)
def test_parse_when_refuses_what_may_be_no_meeting(text: str) -> None:
    assert refused(text, rules=JAPAN).why


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24t10:00-05:00",
        "12-3",
        "2026-12-03",
        "11/24~11/26",
        "14:00~",
        "20 to 3",
        "tue",
        "金曜から1週間後",
        "12/3-5",
    ],
)
def test_start_alone_leaves_alone_what_is_no_meeting(text: str) -> None:
    assert start_alone(text) is None


def test_parse_when_still_takes_an_offset_behind_seconds_or_a_t_for_a_zone() -> None:
    assert read("2026-11-24T10:00-05:00") == "2026-11-25T00:00"
    assert read("2026-11-24 10:00:00-05:00") == "2026-11-25T00:00"
