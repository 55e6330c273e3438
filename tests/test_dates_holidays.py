"""Japan's public holidays against another library's, and other countries' through a third."""

import sys
from collections.abc import Iterator
from datetime import date
from types import ModuleType, SimpleNamespace

import pytest

from date_support import PLAIN, notes, read, speaking
from pipeline_cli.dates import holiday_name
from pipeline_cli.dates.holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    calendar_of,
    holidays_of,
    japanese_holidays,
    knows_holidays,
)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A stand-in for workalendar that knows one country, and can be made to fail."""
    calendar = SimpleNamespace(holidays=lambda year: [(date(year, 7, 4), "Independence Day")])
    registry = ModuleType("workalendar.registry")
    registry.registry = SimpleNamespace(get={"US": lambda: calendar}.get)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "workalendar", ModuleType("workalendar"))
    monkeypatch.setitem(sys.modules, "workalendar.registry", registry)
    _forget()
    yield calendar
    _forget()


def _forget() -> None:
    calendar_of.cache_clear()
    holidays_of.cache_clear()


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_japanese_holidays_are_those_of_jpholiday(year: int) -> None:
    jpholiday = pytest.importorskip("jpholiday")

    assert set(japanese_holidays(year)) == {day for day, _ in map(tuple, jpholiday.year_holidays(year))}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "元日"),
        (date(2026, 3, 20), "春分の日"),
        (date(2026, 5, 6), "振替休日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 9, 23), "秋分の日"),
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2024, 2, 12), "振替休日"),
        (date(2092, 3, 19), "春分の日"),
        (date(2097, 9, 22), "秋分の日"),
    ],
)
def test_holiday_name_is_the_official_one(day: date, name: str) -> None:
    with speaking("ja"):
        assert holiday_name(day, "JP") == name
    with speaking("en"):
        assert str(holiday_name(day, "JP")).isascii()


def test_holiday_name_of_other_days_and_of_no_country_is_none() -> None:
    assert holiday_name(date(2026, 11, 24), "JP") is None
    assert holiday_name(date(2026, 11, 23), None) is None


def test_japanese_holidays_are_unknown_outside_the_years_of_the_law() -> None:
    assert [knows_holidays("JP", year) for year in (2021, 2022, 2099, 2100)] == [False, True, True, False]
    assert holidays_of("JP", 2021) == {}


@pytest.mark.usefixtures("library")
def test_holidays_of_another_country_come_from_the_library() -> None:
    assert holiday_name(date(2027, 7, 4), "US") == "Independence Day"
    assert knows_holidays("US", 2027)
    assert not knows_holidays("XX", 2027)


@pytest.mark.usefixtures("library")
def test_business_days_skip_another_countrys_holidays() -> None:
    assert "holiday" in notes("2027-07-04", rules=PLAIN._replace(country="US"))
    assert read("2027-07-04", rules=PLAIN._replace(country="XX")) == "2027-07-04"
    assert "holidays-unknown" in notes("2027-07-04", rules=PLAIN._replace(country="XX"))


def test_a_year_that_the_library_does_not_know_has_no_holidays(library: SimpleNamespace) -> None:
    def fail(_year: int) -> None:
        raise KeyError("no such year")

    library.holidays = fail

    assert holidays_of("US", 2027) == {}


def test_without_the_library_other_countries_are_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "workalendar", None)
    monkeypatch.setitem(sys.modules, "workalendar.registry", None)
    _forget()

    assert not knows_holidays("US", 2027)
    assert holidays_of("US", 2027) == {}
    _forget()


def test_the_library_itself_answers() -> None:
    pytest.importorskip("workalendar")

    assert holiday_name(date(2026, 11, 26), "US") == "Thanksgiving Day"
    assert holiday_name(date(2026, 10, 3), "DE") is not None
