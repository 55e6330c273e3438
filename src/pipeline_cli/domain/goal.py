"""The goal of ``pipe review``: a measure of one's own, and how much of it makes a good day."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from pipeline_cli.domain.names import fold

CUSTOMERS_HELPED: Final = "customers_helped"

MEASURES: Final = (
    CUSTOMERS_HELPED,
    "thanks",
    "new_approaches",
    "calls",
    "appointments",
    "meetings",
    "valid_meetings",
    "visits",
    "mails",
    "promises_kept",
)
"""What is counted from the records; any other measure is tallied by its own name."""

MOST_PER_DAY: Final = 100_000
"""As much as a tally of a day can be."""

_NAMES: Final = {
    CUSTOMERS_HELPED: "customers helped, helped, help given, お役立ち, お役立ち件数, 役に立ったお客様",
    "thanks": "thanks, thank you, thank yous, thanks received, お礼, 感謝, 感謝された件数, ありがとう, お礼の言葉",
    "new_approaches": "new approaches, approaches, new approaches made, 新規開拓, 新規アプローチ, 新規",
    "calls": "calls, calls made, phone calls, 架電, 電話, コール",
    "appointments": "appointments, appointments won, アポ, アポ獲得, アポイント, アポイントメント",
    "meetings": "meetings, meetings held, 面談, 打ち合わせ, 打合せ, ミーティング",
    "valid_meetings": "valid meetings, 有効面談, 有効商談, 有効な面談",
    "visits": "visits, customer visits, 訪問, お客様訪問, 顧客訪問",
    "mails": "mails, emails, e-mails, メール, メール送信",
    "promises_kept": "promises kept, promises, 約束, 守った約束, 約束を守る, 約束の履行",
}
"""What each measure is called, in English and in Japanese."""

_A_DAY: Final = ("aday", "perday", "eachday", "件数", "件", "回数", "回", "数")


class Goal(NamedTuple):
    """So much of a measure on each working day. ``measure`` is what the user calls it; nobody chose the default."""

    measure: str
    per_day: int
    is_chosen: bool = True

    @property
    def counted_as(self) -> str | None:
        """Which of MEASURES it is; None for one that is tallied."""
        return measure_called(self.measure)

    @property
    def is_tallied(self) -> bool:
        """Tell whether ``pipe tally`` counts it."""
        return self.counted_as is None

    @property
    def is_about_customers(self) -> bool:
        """Tell whether it is how many customers were helped."""
        return self.counted_as == CUSTOMERS_HELPED


class GoalInForce(NamedTuple):
    """A goal, the id of its row, and the first day that it is for."""

    id: int
    goal: Goal
    starts_on: date


DEFAULT_GOAL: Final = Goal("customers helped", 1, is_chosen=False)
"""One customer who got something out of the day: until one chooses a goal of one's own."""


def measure_called(text: str) -> str | None:
    """Return the measure that a text names in English or Japanese; None where no record holds it."""
    names, key = _measures_by_name(), _key(text)
    shorter = (key.removesuffix(ending) for ending in _A_DAY if key.endswith(ending))
    return next((names[name] for name in (key, *shorter) if name in names), None)


@cache
def _measures_by_name() -> Mapping[str, str]:
    listed = {_key(name): measure for measure, names in _NAMES.items() for name in names.split(", ")}
    return {**listed, **{_key(measure): measure for measure in MEASURES}}


def _key(text: str) -> str:
    """Return what names of measures are compared by: blanks, hyphens and underscores make no difference."""
    return "".join(sign for sign in fold(text) if sign not in " -_・")
