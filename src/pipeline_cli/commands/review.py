"""``pipe review``: look back on a day, a week or a month."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run, run_of
from pipeline_cli.dates.spans import Span, month_span, one_day, week_span
from pipeline_cli.domain.goal import MOST_PER_DAY, Goal
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.review import goal_on, progress_of_day, review
from pipeline_cli.views.review import MOST_VERDICTS, review_json, review_screen
from pipeline_cli.views.review_goal import goal_json, goal_screen

GOAL = "goal"


def review_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[goal [TEXT]]", help=t("goal shows your goal; with a text, sets it: goal thanks.")),
    ] = None,
    day: Annotated[bool, typer.Option("--day", help=t("Look back on a day; that is what it does anyway."))] = False,
    week: Annotated[bool, typer.Option("--week", help=t("Look back on a week, Monday to Sunday."))] = False,
    month: Annotated[bool, typer.Option("--month", help=t("Look back on a month."))] = False,
    on: Annotated[str | None, typer.Option(metavar="DAY", help=t("A day of it, if not today."))] = None,
    quota: Annotated[bool, typer.Option("--quota", help=t("Say in a line how the plan is doing, too."))] = False,
    per: Annotated[
        tuple[str, str] | None, typer.Option(metavar="day N", help=t("How much of your goal makes a good day."))
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help=t("Let your goal go."))] = False,
) -> None:
    """Look back on a day, a week or a month: how you helped customers, what you kept, moved and decided.

    pipe review goal "customers helped" --per day 3
    """
    run = run_of(ctx)
    named = words or []
    _refuse_other_words(named)
    if named:
        if day or week or month or on or quota:
            raise UsageError(t("A goal is for each day from today on."), hint=t('See "pipe review --help".'))
        _goal(run, " ".join(named[1:]), per, is_dropped=drop)
        return
    if per or drop:
        raise UsageError(
            t("--per and --drop belong to a goal."), hint=t("Write it like this: {example}", example=_example())
        )
    span = _span(run, [name for name, is_asked in zip(SPANS, (day, week, month), strict=True) if is_asked], on)
    most = None if run.settings.json else MOST_VERDICTS
    found = review(run.store.reader, run.now, span, most_verdicts=most, with_quota=quota)
    run.show(found, screen=review_screen, document=review_json)
    if quota and not found.quota:
        run.say(t("No quota is planned for now."))


SPANS = ("day", "week", "month")


def _span(run: Run, asked: list[str], on: str | None) -> Span:
    """Return the days that are meant.

    Raises:
        UsageError: the day can't be read or is yet to come, or more than one length is asked for.
    """
    if len(asked) > 1:
        raise UsageError(
            t("--{one} and --{other} can't both be meant.", one=asked[0], other=asked[1]),
            hint=t("Leave one of them out."),
        )
    day = inputs.day(run, on, "back") or run.today
    if day > run.today:
        raise UsageError(t("{when} is yet to come.", when=on), why=t("A review looks back."))
    if asked == ["month"]:
        return month_span(day.year, day.month)
    return week_span(day) if asked == ["week"] else one_day(day)


def _goal(run: Run, text: str, per: tuple[str, str] | None, *, is_dropped: bool) -> None:
    """Show the goal, set it or let it go.

    Raises:
        UsageError: it can't be read.
    """
    if is_dropped and (text or per):
        raise UsageError(t("--drop lets the goal go that is in force; nothing else goes with it."))
    if is_dropped:
        from pipeline_cli.services.review_goal import drop_goal  # SQLModel: only for a run that writes

        drop_goal(run.store, run.now)
    elif text or per:
        from pipeline_cli.services.review_goal import set_goal

        set_goal(run.store, _goal_meant(run, text, per), run.now)
    run.show(progress_of_day(run.store.reader, run.now), screen=goal_screen, document=goal_json)


def _goal_meant(run: Run, text: str, per: tuple[str, str] | None) -> Goal:
    """Return a goal as it was typed; without a text, the measure stays what it is.

    Raises:
        UsageError: how much of it is missing, or is no whole number above zero of a day.
    """
    measure = inputs.line(text, "goal") or goal_on(run.store.reader, run.today).measure
    if per is None:
        raise UsageError(
            t("A goal needs a measure, and how much of it makes a good day."),
            hint=t("Write it like this: {example}", example=_example()),
        )
    each, number = per
    inputs.one_of("length", each, ("day",))
    digits = number.strip()
    if not digits.isdecimal() or len(digits) > len(str(MOST_PER_DAY)) or not 0 < int(digits) <= MOST_PER_DAY:
        raise UsageError(
            t("Not a number for a day: {text}", text=number),
            why=t("It is a whole number from 1 to {most:,}.", most=MOST_PER_DAY),
            hint=t("Write it like this: {example}", example=_example()),
        )
    return Goal(measure, int(digits))


def _refuse_other_words(words: list[str]) -> None:
    """Refuse what is neither a review nor its goal.

    Raises:
        UsageError: the first word is not ``goal``.
    """
    if words and words[0].strip().casefold() not in (GOAL, t(GOAL)):
        raise UsageError(
            t("pipe review does not know {word}.", word=words[0]),
            hint=t("Write it like this: {example}", example=_example()),
        )


def _example() -> str:
    return t('pipe review goal "customers helped" --per day 3')
