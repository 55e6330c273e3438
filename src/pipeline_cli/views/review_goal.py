"""How a goal is shown, in ``pipe review`` and by itself."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.domain.goal_words import measure_word
from pipeline_cli.domain.review import Progress
from pipeline_cli.i18n import t
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import Signs, on_a_line

LEAST_STREAK: Final = 2
"""Days from which one is told of a row of them."""


def goal_screen(progress: Progress) -> Sheet:
    """Lay out the goal in force, and how it is doing today."""
    return Sheet(lambda page: _lines(progress, page))


def goal_json(progress: Progress) -> dict[str, Any]:
    """Return the goal in force, and how it is doing today."""
    return {"goal": progress_json(progress)}


def progress_json(progress: Progress) -> dict[str, Any]:
    """Return a goal and how it is doing."""
    goal = progress.goal
    return {
        "measure": goal.measure,
        "per_day": goal.per_day,
        "done": progress.done,
        "wanted": progress.wanted,
        "streak_days": progress.streak_days,
        "chosen": goal.is_chosen,
        "counted_as": goal.counted_as,
        "by_day": [{"on": on.isoformat(), "done": done} for on, done in progress.by_day],
    }


def progress_line(progress: Progress, signs: Signs, *, is_day: bool) -> list[Part]:
    """Return how a goal is doing, on a line; of the one that nobody chose, only the days in a row."""
    streak = (_streak(progress), "good")
    if not progress.goal.is_chosen:
        return [streak]
    done = t("{measure}: {done:,}", measure=goal_words(progress), done=progress.done)
    return joined([(done, ""), (_goal(progress, is_day=is_day), "aside"), streak], signs)


def _goal(progress: Progress, *, is_day: bool) -> str:
    each = progress.goal.per_day
    if is_day:
        return t("goal {n:,} a day", n=each)
    return t("goal {wanted:,} by now, {n:,} a day", wanted=progress.wanted, n=each)


def _streak(progress: Progress) -> str:
    """Return for how many days in a row the goal was reached; "" where that is no row, which needs no words."""
    days = progress.streak_days
    if days < LEAST_STREAK:
        return ""
    if progress.goal.is_chosen:
        return t("reached {n:,} days in a row", n=days)
    return t("{n:,} days in a row with a customer helped", n=days)


def goal_words(progress: Progress) -> str:
    """Return what the measure is called; the one that nobody chose, in the user's language."""
    return on_a_line(measure_word(progress.goal.measure)) if progress.goal.is_chosen else t("customers helped")


def _lines(progress: Progress, page: Page) -> Iterator[Line]:
    goal = progress.goal
    head = t("Your goal: {measure}, {n:,} a day", measure=goal_words(progress), n=goal.per_day)
    yield from flowed([(head, "heading")], page, lines=2)
    yield from flowed(_today(progress, page.signs), page, lines=2)
    yield from flowed([(_how_it_is_counted(progress), "aside")], page, lines=3)


def _today(progress: Progress, signs: Signs) -> list[Part]:
    done = t("today so far: {done:,}", done=progress.done)
    return joined([(done, ""), (_streak(progress), "good")], signs)


def _how_it_is_counted(progress: Progress) -> str:
    if not progress.goal.is_chosen:
        return t('It holds until you choose your own: pipe review goal "…" --per day N')
    if progress.goal.is_tallied:
        return t('Counted by hand: pipe tally "{measure}" +1', measure=on_a_line(progress.goal.measure))
    return t("Counted from your records.")
