"""Look back on a period: how customers were helped, and what was kept, moved and decided."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from pipeline_cli.dates import default_rules
from pipeline_cli.dates.business_days import working_day_from, working_days
from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.goal import DEFAULT_GOAL, Goal
from pipeline_cli.domain.review import Progress, Promises, Review
from pipeline_cli.domain.review_promises import Promise, is_kept_on_time, is_late, promises_due, still_open
from pipeline_cli.domain.review_streak import streak_days
from pipeline_cli.domain.review_suggestions import Openings, Promised, Suggestion, suggestions
from pipeline_cli.services.review_quota import plan_standing
from pipeline_cli.store.read import review as read
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.goals import goal_in_force

ONE_DAY = timedelta(days=1)


def review(
    connection: sqlite3.Connection,
    now: datetime,
    span: Span,
    *,
    most_verdicts: int | None = None,
    with_quota: bool = False,
) -> Review:
    """Return a look back.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        span: the days that are looked back on; those to come bring nothing yet.
        most_verdicts: how many deals that came to a verdict are named; None for all.
        with_quota: whether to say a word about the plan.
    """
    days = Days(span.first, span.last, now.tzinfo)
    due = promises_due(read.promises(connection, days), now)
    past = days._replace(until=now)
    verdict_counts, verdicts = read.verdicts(connection, past, most_verdicts)
    return Review(
        now=now,
        first=span.first,
        last=span.last,
        helped=read.helped(connection, past),
        promises=_counted(due, now),
        moved=read.moved(connection, past),
        verdict_counts=verdict_counts,
        verdicts=verdicts,
        minutes_by_stage=read.minutes_by_stage(connection, past),
        new_approaches=read.new_approaches(connection, past),
        progress=_progress(connection, now, span),
        suggestions=_suggestions(connection, now, days, still_open(due)),
        quota=plan_standing(connection, now) if with_quota else None,
    )


def _counted(due: Sequence[Promise], now: datetime) -> Promises:
    return Promises(
        kept=sum(map(is_kept_on_time, due)),
        due=len(due),
        open=sum(promise.state == "open" for promise in due),
        overdue=sum(is_late(promise, now) for promise in due),
    )


def goal_on(connection: sqlite3.Connection, on: date) -> Goal:
    """Return the goal that was in force on a day, or the one that everybody has."""
    found = goal_in_force(connection, on)
    return found.goal if found else DEFAULT_GOAL


def progress_of_day(connection: sqlite3.Connection, now: datetime) -> Progress:
    """Return how the goal in force is doing today."""
    return _progress(connection, now, Span(now.date(), now.date()))


def _progress(connection: sqlite3.Connection, now: datetime, span: Span) -> Progress:
    today, rules = now.date(), default_rules(now)
    last = min(span.last, today)
    goal = goal_on(connection, last)
    count = read.counter(connection, goal, now.tzinfo)
    by_day = tuple((day, count(day, read.ALL)) for day in _days(span.first, last))
    return Progress(
        goal=goal,
        done=sum(done for _, done in by_day),
        wanted=goal.per_day * len(list(working_days(span.first, last, rules))),
        streak_days=streak_days(last, _reaches(goal, count), rules, today),
        by_day=by_day,
    )


def _reaches(goal: Goal, count: Callable[[date, int], int]) -> Callable[[date], bool]:
    return lambda day: count(day, goal.per_day) >= goal.per_day


def _suggestions(
    connection: sqlite3.Connection, now: datetime, days: Days, promise: Promise | None
) -> tuple[Suggestion, ...]:
    openings = Openings(
        promised=_promised(connection, promise, days),
        without_step=read.without_step(connection, days.zone),
        thanked=read.thanked_without_deal(connection, days),
        undecided=read.silent_undecided(connection, now),
    )
    return suggestions(openings, now, _next_working_day(now))


def _promised(connection: sqlite3.Connection, promise: Promise | None, days: Days) -> Promised | None:
    if promise is None:
        return None
    return Promised(*read.customer_of_deal(connection, promise.deal, days.zone), promise.due)


def _next_working_day(now: datetime) -> date:
    """Return the next working day; tomorrow where there is none within a year."""
    tomorrow = now.date() + ONE_DAY
    try:
        return working_day_from(tomorrow, default_rules(now))
    except ValueError:
        return tomorrow


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
