"""What the tests of dates share: a fixed now, two sets of rules, and short ways to read and to be refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline_cli.dates import DateError, DateRules, Looking, When, parse_when
from pipeline_cli.i18n import language, use_language

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=TOKYO)
"""A Wednesday; the Monday after it is a holiday in Japan."""

TODAY = NOW.date()
PLAIN = DateRules()
JAPAN = DateRules(fiscal_year_starts=4, country="JP")


def read(text: str, looking: Looking = "ahead", rules: DateRules = PLAIN, now: datetime = NOW) -> str:
    """Return what a text means, as a day or as a day and a time."""
    when = parse_when(text, now=now, looking=looking, rules=rules)
    return when.on.isoformat() if when.at is None else f"{when.at:%Y-%m-%dT%H:%M}"


def notes(text: str, looking: Looking = "ahead", rules: DateRules = PLAIN, now: datetime = NOW) -> tuple[str, ...]:
    """Return the notes on what a text means."""
    return parse_when(text, now=now, looking=looking, rules=rules).notes


def refused(text: str, looking: Looking = "ahead", rules: DateRules = PLAIN, now: datetime = NOW) -> DateError:
    """Return the error that a text is refused with."""
    with pytest.raises(DateError) as caught:
        parse_when(text, now=now, looking=looking, rules=rules)
    return caught.value


def verdict(text: str, looking: Looking = "ahead", rules: DateRules = PLAIN, now: datetime = NOW) -> When | DateError:
    """Return what a text means, or the error that it is refused with."""
    try:
        return parse_when(text, now=now, looking=looking, rules=rules)
    except DateError as error:
        return error


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Use a language for a while."""
    before = language()
    use_language(spoken)
    try:
        yield
    finally:
        use_language(before)
