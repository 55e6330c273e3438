"""What was assumed in reading a date, and what to be warned of."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from date_support import JAPAN, NOW, PLAIN, notes, read, speaking
from pipeline_cli.dates import WARNINGS, DateRules, Looking, When, note_text, parse_when

ASSUMED: tuple[tuple[str, Looking, str], ...] = (
    ("at 2", "ahead", "assumed-pm"),
    ("3時", "ahead", "assumed-pm"),
    ("half past 6", "ahead", "assumed-pm"),
    ("9am", "ahead", "rolled-to-tomorrow"),
    ("midnight", "ahead", "rolled-to-tomorrow"),
    ("17:00", "back", "rolled-to-yesterday"),
    ("wed", "ahead", "weekday-is-today"),
    ("水曜", "back", "weekday-is-today"),
    ("this wed", "ahead", "weekday-is-today"),
    ("next friday", "ahead", "next-is-next-week"),
    ("last monday", "back", "last-is-this-week"),
    ("tomorrow morning", "ahead", "no-hour"),
    ("明日午後", "ahead", "no-hour"),
    ("15時頃", "ahead", "approximate"),
    ("期末", "end", "fiscal-year-starts"),
    ("Q1 2027", "end", "fiscal-year-starts"),
    ("end of quarter", "end", "fiscal-year-starts"),
    ("来週早々", "ahead", "first-working-day"),
    ("年明け早々", "ahead", "first-working-day"),
    ("in the morning", "ahead", "next-morning"),
    ("tomorrow 9", "ahead", "bare-hour"),
    ("half 3", "ahead", "half-past"),
    ("一月後", "ahead", "one-month"),
    ("約1週間後", "ahead", "approximate"),
    ("1.5 weeks", "ahead", "approximate"),
    ("tue 2pm to 3pm", "ahead", "range-start"),
    ("9-5", "ahead", "day-not-hours"),
    ("お盆明け", "ahead", "usual-bon"),
    ("お盆明け", "back", "usual-bon"),
)


@pytest.mark.parametrize(("text", "looking", "note"), ASSUMED)
def test_parse_when_notes_what_it_assumed(text: str, looking: Looking, note: str) -> None:
    assert note in notes(text, looking)


@pytest.mark.parametrize(
    "text", ["next tue", "tue 14:00", "3:00 pm", "3pm", "tomorrow 9am", "来週火曜", "2026-12-03", "12/3", "11-24"]
)
def test_parse_when_notes_nothing_where_nothing_was_assumed(text: str) -> None:
    assert notes(text) == ()


def test_parse_when_takes_a_clock_with_minutes_at_its_word() -> None:
    assert read("tue 3:00") == "2026-11-24T03:00"
    assert "assumed-pm" not in notes("tue 3:00")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("11/23", "holiday"),
        ("sunday", "closed-day"),
        ("tue 20:00", "outside-hours"),
        ("tue 8:59", "outside-hours"),
        ("yesterday", "in-the-past"),
        ("today 9:00", "in-the-past"),
        ("2026-03-31", "in-the-past"),
        ("2100-01-04", "holidays-unknown"),
    ],
)
def test_parse_when_warns_of(text: str, note: str) -> None:
    assert notes(text, rules=JAPAN) == (note,)


def test_parse_when_warns_of_the_users_own_closed_days() -> None:
    rules = PLAIN._replace(closed_days=frozenset({date(2026, 12, 29)}))

    assert notes("12/29", rules=rules) == ("closed-day",)
    assert notes("12/30", rules=rules) == ()


def test_parse_when_does_not_warn_at_the_hours_that_begin_and_end_the_day() -> None:
    rules = DateRules(opens=time(10), closes=time(17, 30))

    assert [notes(f"tue {at}", rules=rules) for at in ("10:00", "17:30")] == [(), ()]
    assert [notes(f"tue {at}", rules=rules) for at in ("9:59", "17:31")] == [("outside-hours",)] * 2


def test_parse_when_warns_of_nothing_behind_but_of_what_is_ahead() -> None:
    assert notes("11/3 22:00", "back", JAPAN) == ()
    assert notes("tomorrow", "back") == ("in-the-future",)
    assert notes("in 3 hours", "back") == ("in-the-future",)


def test_parse_when_does_not_call_this_minute_past() -> None:
    assert notes("now") == ()
    assert notes("today 9:30") == ()


CODES = sorted(WARNINGS | {note for _, _, note in ASSUMED} | {"rolled-to-next-week"})


@pytest.mark.parametrize("code", CODES)
def test_note_text_has_words_for_each_note(code: str) -> None:
    assert note_text(code) != code


def test_note_text_names_the_holiday_and_the_settings() -> None:
    labour = parse_when("11/23", now=NOW, rules=JAPAN)

    with speaking("en"):
        assert "Labor Thanksgiving Day" in note_text("holiday", labour, JAPAN)
        assert "April" in note_text("fiscal-year-starts", rules=JAPAN)
        assert "09:00" in note_text("outside-hours", rules=JAPAN)


@pytest.mark.parametrize("looking", ["ahead", "end"])
def test_note_text_says_from_when_to_when_a_fiscal_year_is(looking: Looking) -> None:
    rules = PLAIN._replace(fiscal_year_starts=10)
    when = parse_when("fy27", now=NOW, looking=looking, rules=rules)

    with speaking("en"):
        said = note_text("fiscal-year-starts", when, rules)
    assert said == "in fiscal year 2027, 2027-10-01 to 2028-09-30"


def test_note_text_of_an_unknown_code_is_the_code() -> None:
    assert note_text("written-by-a-later-version", When(date(2026, 11, 18))) == "written-by-a-later-version"


def test_parse_when_says_that_the_end_of_this_week_is_past() -> None:
    sunday = NOW.replace(day=22)

    assert read("eow", now=sunday) == "2026-11-27"
    assert notes("eow", now=sunday) == ("rolled-to-next-week",)
    assert notes("eow") == ()


def test_parse_when_takes_in_the_morning_for_today_while_it_is_night() -> None:
    assert read("in the morning", now=NOW.replace(hour=2)) == "2026-11-18"
    assert read("in the morning", now=NOW) == read("in the morning", now=NOW.replace(hour=20)) == "2026-11-19"


def test_parse_when_takes_the_zone_of_japan_for_what_it_is_elsewhere() -> None:
    london = NOW.astimezone(ZoneInfo("Europe/London"))

    assert read("24 nov 14:00 JST", now=london) == "2026-11-24T05:00"
