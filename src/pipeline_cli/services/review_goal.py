"""Choose the goal of ``pipe review``, or let it go."""

from datetime import date, datetime

from pipeline_cli.domain.goal import DEFAULT_GOAL, Goal
from pipeline_cli.errors import NotFoundError
from pipeline_cli.i18n import t
from pipeline_cli.store.read.goals import goal_in_force
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import GoalRow
from pipeline_cli.store.write import Unit


def set_goal(store: Store, goal: Goal, now: datetime) -> Goal:
    """Let a goal be in force from today on; the one before it ends, and stays for the days that it was for.

    Raises:
        StoreError: it could not be saved.
    """
    today = now.date()
    with store.writing("review goal", now) as unit:
        before = goal_in_force(unit.reader, today)
        if before and before.starts_on == today:  # thought over on the same day
            unit.update(GoalRow, before.id, measure=goal.measure, per_day=goal.per_day)
        elif before is None or before.goal != goal:
            _end(unit, today)
            unit.insert(GoalRow, measure=goal.measure, per_day=goal.per_day, starts_on=today, set_at=now)
        unit.summary = f"{goal.measure} {goal.per_day}"
    return goal


def drop_goal(store: Store, now: datetime) -> Goal:
    """End the goal in force and return what takes its place: the one that everybody has.

    Raises:
        NotFoundError: there is none.
        StoreError: it could not be saved.
    """
    with store.writing("review goal", now, may_make=False) as unit:
        before = goal_in_force(unit.reader, now.date())
        if before is None:
            raise NotFoundError(
                t("No goal is set."),
                hint=t("Choose one: {example}", example=t('pipe review goal "thanks" --per day 3')),
            )
        _end(unit, now.date())
        unit.summary = t("dropped: {goal}", goal=before.goal.measure)
    return DEFAULT_GOAL


def _end(unit: Unit, on: date) -> None:
    """End the goal that is in force on a day; that day is not its own any more."""
    before = goal_in_force(unit.reader, on)
    if before:
        unit.update(GoalRow, before.id, ends_on=on)
