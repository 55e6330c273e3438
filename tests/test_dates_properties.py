"""What holds for every day and for any text."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import test_dates_english
import test_dates_japanese
from date_support import JAPAN, NOW, PLAIN, TODAY, TOKYO, speaking, verdict
from pipeline_cli.dates import DateError, DateRules, Looking, When, distance, format_day, format_when, parse_when
from pipeline_cli.dates.lexicon import counters, words

LOOKING: tuple[Looking, ...] = ("ahead", "back", "end")
THREE_YEARS = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(3 * 365 + 1)]
ZONES = (TOKYO, UTC, timezone(timedelta(hours=-9.5)))


@pytest.fixture(params=["en", "ja"])
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    with speaking(request.param):
        yield


def towards(day: date) -> Looking:
    return "back" if day < TODAY else "ahead"


@pytest.mark.usefixtures("spoken")
def test_parse_when_reads_back_every_day_of_three_years() -> None:
    for day in THREE_YEARS:
        assert parse_when(format_day(day, TODAY), now=NOW, looking=towards(day)).on == day


@pytest.mark.usefixtures("spoken")
def test_parse_when_reads_back_a_time_of_every_day_of_three_years() -> None:
    for minutes, day in enumerate(THREE_YEARS):
        at = datetime.combine(day, time(minutes // 60 % 24, minutes % 60), TOKYO)
        written = format_when(When(day, at), NOW)
        assert parse_when(written, now=NOW, looking=towards(day)).at == at


@pytest.mark.usefixtures("spoken")
def test_parse_when_reads_back_the_distance_of_every_day_of_three_years() -> None:
    for day in THREE_YEARS:
        assert parse_when(distance(day, TODAY), now=NOW).on == day


@pytest.mark.usefixtures("spoken")
def test_parse_when_reads_back_every_day_with_its_era() -> None:
    for day in THREE_YEARS:
        assert parse_when(format_day(day, TODAY, with_era=True), now=NOW, looking=towards(day)).on == day


@pytest.mark.parametrize("written", ["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y%m%d}", "{0.year}年{0.month}月{0.day}日"])
def test_parse_when_reads_every_way_to_write_a_whole_date(written: str) -> None:
    for day in THREE_YEARS:
        assert parse_when(written.format(day), now=NOW, looking=LOOKING[day.day % 3]).on == day


@given(st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 30), timezones=st.sampled_from(ZONES)))  # noqa: DTZ001
def test_parse_when_reads_back_every_instant_in_iso(at: datetime) -> None:
    assert parse_when(at.isoformat(), now=NOW).at == at


@given(st.text(max_size=40), st.sampled_from(LOOKING))
@settings(max_examples=500)
def test_parse_when_raises_only_date_errors_for_any_text(text: str, looking: Looking) -> None:
    answer = verdict(text, looking)

    if isinstance(answer, DateError):
        assert answer.code
        assert answer.part.isprintable()
    else:
        assert answer.at is None or answer.at.date() == answer.on


FIGURES = [
    "{d}",
    "{d}:{m}",
    "{d}/{d}",
    "{d}-{d}",
    "{y}-{d}-{d}",
    "{y}",
    "{d}日",
    "{d}月",
    "{d}時",
    "{y}年",
    "第{d}",
    "{d}.{d}",
    "{d}th",
    "+{d}",
    "{d}営業日後",
    "r{d}/{d}/{d}",
]
NOWS = [
    datetime(year, month, 28, 23, 59, tzinfo=zone)
    for year, month, zone in ((2026, 11, TOKYO), (2028, 2, UTC), (9999, 12, ZONES[2]), (2, 1, TOKYO))
]
RULES = (PLAIN, JAPAN, DateRules(day_first=True, fiscal_year_starts=12, working_days=(6,)), DateRules(working_days=()))


def sentences(seed: int, number: int) -> Iterator[str]:
    """Yield texts made of the grammar's own words and figures, now and then with a stranger among them."""
    chance = random.Random(seed)  # repeatable, and nothing secret
    known = [word for index in (words(), counters()) for group in index.values() for word in group]
    for _ in range(number):
        pieces = [chance.choice(known if chance.random() < 0.6 else FIGURES) for _ in range(chance.randint(1, 5))]
        if chance.random() < 0.05:
            pieces.append(chr(chance.randrange(0x110000)))
        text = chance.choice(("", " ", "  ")).join(pieces)
        year = str(chance.choice((2026, 2027, 9999, 1)))
        yield text.replace("{d}", str(chance.randint(0, 40))).replace("{m}", "30").replace("{y}", year)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("seed", range(5))
def test_parse_when_reads_or_refuses_whatever_words_are_thrown_together(seed: int) -> None:
    read = 0
    for number, text in enumerate(sentences(seed, 10_000)):
        looking, now, rules = LOOKING[number % 3], NOWS[number % 4], RULES[number // 4 % 4]
        answer = verdict(text, looking, rules, now)
        if isinstance(answer, When):
            read += 1
            assert answer.at is None or (answer.at.tzinfo is now.tzinfo and answer.at.date() == answer.on)
    assert read > 200


EVERY_TEXT = [
    *((text, PLAIN) for text, _ in test_dates_english.AHEAD),
    *((text, JAPAN) for text, _ in test_dates_japanese.AHEAD),
]


@pytest.mark.parametrize("stranger", ["xyzzy", "田中", "?", "42", "/", "\N{PILE OF POO}"])
def test_parse_when_never_passes_over_a_stranger(stranger: str) -> None:
    for text, rules in EVERY_TEXT:
        for mixed in (f"{stranger} {text}", f"{text} {stranger}", f"{text}{stranger}x"):
            assert isinstance(verdict(mixed, rules=rules), DateError), mixed


def test_parse_when_never_lets_anything_be_said_twice() -> None:
    for text, rules in EVERY_TEXT:
        assert isinstance(verdict(f"{text} {text}", rules=rules), DateError), text


@pytest.mark.parametrize("looking", ["ahead", "end"])
def test_parse_when_never_rolls_a_date_without_a_year_behind(looking: Looking) -> None:
    for day in THREE_YEARS:
        now = datetime.combine(day, time(12), TOKYO)
        for text in ("25日", "tue", "12/3", "2nd friday", "eom", "期末", "月初", "第1営業日", "週明け", "9:00"):
            assert parse_when(text, now=now, looking=looking, rules=JAPAN).on >= day
