"""Notes on a date: what was assumed in reading it, and what to be warned of."""

from collections.abc import Iterator

from pipeline_cli.dates.business_days import is_closed_day, is_holiday
from pipeline_cli.dates.format import format_date
from pipeline_cli.dates.holidays import holiday_name, knows_holidays
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.spans import fiscal_span, fiscal_year_of
from pipeline_cli.dates.when import DateRules, When, default_rules
from pipeline_cli.i18n import language, t

WARNINGS = frozenset(
    {
        "closed-day",
        "holiday",
        "holidays-unknown",
        "in-the-future",
        "in-the-past",
        "outside-hours",
        "time-does-not-exist",
        "time-exists-twice",
    }
)
"""Notes that the user may want to act on; the others only say how the date was understood."""


def warnings(when: When, scene: Scene) -> Iterator[str]:
    """Yield what there is to be warned of. What lies behind may well have been on a Sunday."""
    if scene.looking == "back":
        if _is_after(when, scene):
            yield "in-the-future"
        return
    if _is_before(when, scene):
        yield "in-the-past"
    if is_holiday(when.on, scene.rules):
        yield "holiday"
    elif is_closed_day(when.on, scene.rules):
        yield "closed-day"
    if when.at and not scene.rules.opens <= when.at.time() <= scene.rules.closes:
        yield "outside-hours"
    if when.on >= scene.today and not knows_holidays(scene.rules.country, when.on.year):
        yield "holidays-unknown"


def _is_before(when: When, scene: Scene) -> bool:
    return when.at < scene.now if when.at else when.on < scene.today


def _is_after(when: When, scene: Scene) -> bool:
    return when.at > scene.now if when.at else when.on > scene.today


def note_text(code: str, when: When | None = None, rules: DateRules | None = None) -> str:
    """Say a note in the user's language.

    Args:
        code: one of `When.notes`.
        when: what the note is about; names the holiday.
        rules: under which it was read; the user's language has its own where there are none.
    """
    rules = rules or default_rules()
    match code:
        case "holiday":
            return _holiday_text(when, rules)
        case "fiscal-year-starts":
            return _fiscal_text(when, rules)
        case "outside-hours":
            return t("outside {opens} to {closes}", opens=f"{rules.opens:%H:%M}", closes=f"{rules.closes:%H:%M}")
    return _plain_texts().get(code, code)


def _holiday_text(when: When | None, rules: DateRules) -> str:
    name = holiday_name(when.on, rules.country) if when else None
    return t("a public holiday: {name}", name=name) if name else t("a public holiday")


def _fiscal_text(when: When | None, rules: DateRules) -> str:
    """Say when the fiscal year starts, and of which one the day is, since some call it by the year that it ends in."""
    starts = rules.fiscal_year_starts
    if when is None or starts == 1:
        return t("the fiscal year starts in {month}", month=_month_name(starts))
    year = fiscal_year_of(when.on, starts)
    span = fiscal_span(year, starts)
    first, last = format_date(span.first), format_date(span.last)
    return t("in fiscal year {year}, {first} to {last}", year=year, first=first, last=last)


def _month_name(month: int) -> str:
    names = "January February March April May June July August September October November December"
    return f"{month}月" if language() == "ja" else names.split()[month - 1]


def _plain_texts() -> dict[str, str]:
    return {
        "approximate": t("an approximate date or time"),
        "bare-hour": t("the number taken as the hour"),
        "assumed-pm": t("taken as the afternoon"),
        "day-not-hours": t("a day, not hours"),
        "usual-bon": t("Obon taken as until 16 August"),
        "closed-day": t("not one of your working days"),
        "first-working-day": t("the first working day"),
        "half-past": t("half past"),
        "holidays-unknown": t("public holidays of that year are not known"),
        "in-the-future": t("still to come"),
        "in-the-past": t("already past"),
        "last-is-this-week": t("the last one, which is this week"),
        "month-passed-over": t("in the next month that has such a day"),
        "next-is-next-week": t("the one next week"),
        "next-morning": t("tomorrow's, since this morning has begun"),
        "one-month": t("in a month, not in January"),
        "no-hour": t("any time that day, since no hour was given"),
        "range-start": t("only the start is kept"),
        "rolled-to-next-week": t("this week's is past"),
        "rolled-to-tomorrow": t("that time is past today"),
        "rolled-to-yesterday": t("that time is still to come today"),
        "time-does-not-exist": t("the clocks are put forward then; moved to the next time there is"),
        "time-exists-twice": t("the clocks are put back then; the first of the two"),
        "weekday-is-today": t("not today, which is that weekday too"),
    }
