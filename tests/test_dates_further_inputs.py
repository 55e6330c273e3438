"""More of what people type as dates, of the kinds that test_dates_inputs has; said on Wednesday 18 November 2026."""

import csv
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest

from date_support import JAPAN, NOW, PLAIN, TOKYO, notes, read, refused, speaking, verdict
from pipeline_cli.dates import DateError, Looking, holiday_name
from pipeline_cli.dates.holidays import japanese_holidays

SUBSTITUTES = {"Substitute Holiday", "Citizens' Holiday"}
RULES = {"en": PLAIN._replace(country="JP"), "ja": JAPAN}

with (Path(__file__).parent / "data" / "date_inputs_further.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["input"], row["lang"], row["looking"], row["expected"]) for row in csv.DictReader(file)]

with (Path(__file__).parent / "data" / "date_inputs_said_at.csv").open(encoding="utf-8", newline="") as file:
    SAID_AT = [tuple(row.values()) for row in csv.DictReader(file)]

READ = [row for row in ROWS if row[3] != "ERROR"]
REFUSED = [row[:3] for row in ROWS if row[3] == "ERROR"]


@pytest.mark.parametrize(("text", "lang", "looking", "expected"), READ)
def test_parse_when_reads_what_anyone_would_understand(text: str, lang: str, looking: str, expected: str) -> None:
    assert read(text, cast(Looking, looking), RULES[lang]) == expected


@pytest.mark.parametrize(("text", "lang", "looking"), REFUSED)
def test_parse_when_refuses_what_is_vague_or_no_date(text: str, lang: str, looking: str) -> None:
    error = refused(text, cast(Looking, looking), RULES[lang])

    assert error.part in text
    assert error.why


@pytest.mark.parametrize(("said_at", "text", "lang", "looking", "expected"), SAID_AT)
def test_parse_when_reads_by_the_day_it_is_said_on(
    said_at: str, text: str, lang: str, looking: str, expected: str
) -> None:
    answer = verdict(text, cast(Looking, looking), RULES[lang], datetime.fromisoformat(said_at).replace(tzinfo=TOKYO))

    told = "ERROR" if isinstance(answer, DateError) else answer.on if answer.at is None else f"{answer.at:%FT%R}"
    assert str(told) == expected


def test_parse_when_says_that_it_passed_over_a_month_without_such_a_day() -> None:
    assert notes("31日") == ("month-passed-over",)
    assert notes("30日") == ()


@pytest.mark.parametrize(("day", "expected"), [(30, "2027-01-30"), (31, "2027-01-31")])
def test_parse_when_passes_over_the_february_that_is_too_short(day: int, expected: str) -> None:
    now = NOW.replace(year=2027, month=1, day=29)

    assert read(f"{day}日", now=now) == expected
    assert read(f"{day}日", now=now.replace(month=2, day=10)) == f"2027-03-{day}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("深夜1時", "which-midnight"),
        ("明日深夜", "which-midnight"),
        ("26/12/24", "which-year"),
        ("1h30", "time-or-duration"),
        ("15h", "time-or-duration"),
        ("お盆", "no-date"),
        ("GW", "no-date"),
        ("月中", "no-date"),
        ("来春", "no-date"),
        ("11月31日", "no-such-day"),
        ("文化の日(火)", "other-weekday"),
    ],
)
def test_parse_when_says_why_it_would_be_a_guess(text: str, code: str) -> None:
    assert refused(text, rules=JAPAN).code == code


@pytest.mark.parametrize("year", [2022, 2026, 2050, 2099])
def test_parse_when_knows_the_holidays_of_japan_by_name(year: int) -> None:
    named = {day: name for day, name in japanese_holidays(year).items() if name not in SUBSTITUTES}

    with speaking("ja"):
        for day in named:
            text = f"{year}年{holiday_name(day, 'JP')}"
            assert read(text, now=NOW.replace(year=year, month=1, day=1), rules=JAPAN) == day.isoformat()
