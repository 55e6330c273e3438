"""A date as it was understood, and the settings that decide how it is understood."""

from collections.abc import Container, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple

from pipeline_cli.i18n import language

Looking = Literal["ahead", "back", "end"]
"""How a date is used: a step to come, a start in the past, or a deadline, where a period means its last day."""

ZONES_OF_JAPAN = ("Asia/Tokyo", "Japan")
OFFSET_OF_JAPAN = timedelta(hours=9)


class When(NamedTuple):
    """A day, or an instant of it, as it was understood.

    Attributes:
        on: the day, in the zone of now.
        at: the aware instant, in the zone of now; None means the whole day.
        notes: codes of what was assumed, and of what to be warned of; `note_text` says them in words.
    """

    on: date
    at: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_all_day(self) -> bool:
        """Tell whether any time of the day will do."""
        return self.at is None


class DateRules(NamedTuple):
    """How the user's dates work.

    Attributes:
        day_first: whether 12/3 is 12 March rather than 3 December.
        fiscal_year_starts: the month, 1 to 12, that quarters, halves and fiscal years are counted from.
        working_days: weekdays on which business is done, Monday is 0.
        opens: when the working day begins.
        closes: when the working day ends.
        country: whose public holidays count, as an ISO 3166 code; None for no holidays.
        closed_days: the user's own days without business, such as the firm's summer break; see `closed_days`.
        era: whether a year is written as Japan counts it, 令和8年, in Japanese.
    """

    day_first: bool = False
    fiscal_year_starts: int = 1
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(9)
    closes: time = time(18)
    country: str | None = None
    closed_days: Container[date] = frozenset()
    era: bool = False


_settings: Mapping[str, Any] = {}


def use_rules(settings: Mapping[str, Any]) -> None:
    """Set what the user has settled of the rules, by the fields of DateRules; called once, before a date is read."""
    global _settings  # noqa: PLW0603  # a process reads and writes dates in one way, like its language
    _settings = settings


def default_rules(now: datetime | None = None) -> DateRules:
    """Return the rules in use: as the user has set them, and what fits their language and zone where they have not."""
    return usual_rules(now)._replace(**_settings)


def usual_rules(now: datetime | None = None) -> DateRules:
    """Return the rules that fit the user's language and zone."""
    is_japanese = language() == "ja"
    country = "JP" if is_japanese or _is_in_japan(now) else None
    return DateRules(fiscal_year_starts=4 if is_japanese else 1, country=country)


def writes_era() -> bool:
    """Tell whether the user wants years written as Japan counts them."""
    return bool(_settings.get("era"))


def _is_in_japan(now: datetime | None) -> bool:
    """Tell whether a clock is in the zone of Japan, by its name, or by its offset where it has none."""
    if now is None:
        return False
    name = getattr(now.tzinfo, "key", "")
    return name in ZONES_OF_JAPAN if name else now.utcoffset() == OFFSET_OF_JAPAN
