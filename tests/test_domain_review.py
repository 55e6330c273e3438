"""The rules of a look back: what a goal is, when a promise was kept, what breaks a row of days, what comes next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.dates import DateRules, is_working_day
from pipeline_cli.domain.goal import DEFAULT_GOAL, MEASURES, Goal, measure_called
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.review_promises import Promise, is_kept_on_time, promises_due, still_open
from pipeline_cli.domain.review_streak import LONGEST, streak_days
from pipeline_cli.domain.review_suggestions import MOST, Named, Openings, Promised, Undecided, suggestions
from support import NOW, TODAY, ago, day

RULES = DateRules(country="JP", closed_days=frozenset({date(2026, 11, 12)}))
TOMORROW = day(1)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("customers helped", "customers_helped"),
        ("Customers helped a day", "customers_helped"),
        ("お役立ち", "customers_helped"),
        ("ｵ役立チ件数", "customers_helped"),
        ("thanks", "thanks"),
        ("お礼", "thanks"),
        ("new approaches", "new_approaches"),
        ("新規開拓", "new_approaches"),
        ("Calls per day", "calls"),
        ("架電数", "calls"),
        ("meetings", "meetings"),
        ("valid meetings", "valid_meetings"),
        ("promises kept", "promises_kept"),
        ("約束を守る", "promises_kept"),
        ("valid_meetings", "valid_meetings"),
        ("本を読む", None),
        ("calls to my mother", None),
    ],
)
def test_measure_called_knows_what_the_records_hold(text: str, measure: str | None) -> None:
    assert measure_called(text) == measure
    assert Goal(text, 3).is_tallied == (measure is None)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_is_called_by_its_own_key(measure: str) -> None:
    assert measure_called(measure) == measure


def test_the_default_goal_is_about_customers_and_chosen_by_nobody() -> None:
    assert DEFAULT_GOAL.is_about_customers
    assert not DEFAULT_GOAL.is_chosen


@pytest.mark.parametrize(
    ("promise", "is_on_time"),
    [
        (Promise(1, Due(day(-1)), "kept", ago(1, hour=23)), True),
        (Promise(1, Due(day(-1)), "kept", ago(2)), True),
        (Promise(1, Due(day(-1)), "kept", ago(0, hour=0)), False),
        (Promise(1, Due(day(-1), ago(1, hour=14)), "kept", ago(1, hour=14)), True),
        (Promise(1, Due(day(-1), ago(1, hour=14)), "kept", ago(1, hour=15)), True),
        (Promise(1, Due(day(-1), ago(1, hour=14)), "kept", ago(1, hour=16)), False),
        (Promise(1, Due(day(-1), ago(1, hour=14)), "kept", ago(1, hour=16), 70), True),
        (Promise(1, Due(day(-1)), "dropped", ago(2), 0), True),
        (Promise(1, Due(day(-1)), "dropped", ago(3), 0), False),
        (Promise(1, Due(day(-1)), "dropped", ago(2)), False),
        (Promise(1, Due(day(-1)), "missed", ago(0)), False),
        (Promise(1, Due(day(-1)), "open", None), False),
    ],
)
def test_promise_is_kept_on_time_by_its_day_or_its_hour(promise: Promise, *, is_on_time: bool) -> None:
    assert is_kept_on_time(promise) == is_on_time


@pytest.mark.parametrize(
    ("promise", "is_due"),
    [
        (Promise(1, Due(TODAY), "open", None), True),
        (Promise(1, Due(day(1)), "open", None), False),
        (Promise(1, Due(TODAY, NOW), "open", None), True),
        (Promise(1, Due(TODAY, NOW + timedelta(minutes=1)), "open", None), False),
        (Promise(1, Due(TODAY), "kept", NOW), True),
        (Promise(1, Due(day(-3)), "missed", NOW), True),
        (Promise(1, Due(day(-3)), "dropped", ago(1)), True),
        (Promise(1, Due(day(-3)), "dropped", ago(3)), False),
        (Promise(1, Due(day(3)), "dropped", ago(1)), False),
    ],
)
def test_promise_is_due_once_its_time_has_come_and_owed_no_more_once_dropped(promise: Promise, *, is_due: bool) -> None:
    assert promises_due([promise], NOW) == [promise] * is_due


def test_still_open_is_what_has_waited_longest() -> None:
    promises = [Promise(1, Due(day(-1)), "open", None), Promise(2, Due(day(-4)), "open", None)]
    kept = Promise(3, Due(day(-9)), "kept", ago(9))

    assert still_open([kept, *promises]) == promises[1]
    assert still_open([kept]) is None


def reached_on(*days: int) -> set[date]:
    """Return days of November 2026, of which the 18th, a Wednesday, is today."""
    return {date(2026, 11, number) for number in days}


@pytest.mark.parametrize(
    ("reached", "days"),
    [
        (reached_on(), 0),
        (reached_on(18), 1),
        (reached_on(17), 1),  # today is not over
        (reached_on(16), 0),
        (reached_on(16, 17, 18), 3),
        (reached_on(13, 16, 17), 3),  # a weekend between
        (reached_on(11, 13, 16, 17), 4),  # a closed day on the 12th
        (reached_on(2, 4, 5, 6, 9, 10, 11, 13, 16, 17), 10),  # Culture Day on the 3rd
        (reached_on(13, 14, 16, 17), 4),  # a Saturday that reached it counts
        (reached_on(10, 13, 16, 17), 3),
    ],
)
def test_streak_forgives_weekends_holidays_closed_days_and_the_day_that_is_not_over(
    reached: set[date], days: int
) -> None:
    assert streak_days(TODAY, lambda day: day in reached, RULES, TODAY) == days


def test_streak_of_a_day_that_is_over_ends_with_it() -> None:
    assert streak_days(day(-1), lambda _: False, RULES, TODAY) == 0


def test_streak_ends_where_there_are_no_working_days_at_all() -> None:
    never = DateRules(working_days=())

    assert streak_days(TODAY, lambda _: False, never, TODAY) == 0
    assert streak_days(TODAY, lambda _: True, never, TODAY) == LONGEST


@given(st.sets(st.integers(0, 40)))
def test_streak_is_what_was_reached_since_the_last_working_day_that_was_not(reached: set[int]) -> None:
    days = {day(-back) for back in reached}
    broken = min(back for back in range(1, 60) if day(-back) not in days and is_working_day(day(-back), RULES))

    found = streak_days(TODAY, days.__contains__, RULES, TODAY)

    assert found == len([back for back in reached if back < broken])


PROMISED = Promised(12, "Aoki", Due(TODAY))
EVERYTHING = Openings(PROMISED, Named(7, "Brandt"), "O'Neil & Sons", Undecided("Kato", day(-5)))


def test_suggestions_keep_promises_first_and_are_three_at_most() -> None:
    commands = [one.command for one in suggestions(EVERYTHING, NOW, TOMORROW)]

    assert commands == ["pipe show 12", "pipe next 7 2026-11-19", "pipe add 'O'\"'\"'Neil & Sons'"]
    assert len(commands) == MOST


def test_suggestion_for_a_silent_deal_past_its_day_of_decision_is_to_prune() -> None:
    (found,) = suggestions(Openings(undecided=Undecided("Kato", day(-5))), NOW, TOMORROW)

    assert found.command == "pipe prune"
    assert found.why == "Kato was to decide 5 days ago: ask for a decision, park it or let it go."


def test_suggestion_says_for_when_a_word_was_promised() -> None:
    late = Openings(PROMISED._replace(due=Due(day(-2))))

    assert "for today" in suggestions(EVERYTHING, NOW, TOMORROW)[0].why
    assert "for Mon 16 Nov: it is still welcome" in suggestions(late, NOW, TOMORROW)[0].why


def test_nothing_is_suggested_where_there_is_nothing_to_do() -> None:
    assert suggestions(Openings(), NOW, TOMORROW) == ()
