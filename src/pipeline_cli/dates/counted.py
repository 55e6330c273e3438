"""Days that are counted from now, or called by their weekday."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from pipeline_cli.dates.agreement import Resolver, agreeing, checked
from pipeline_cli.dates.business_days import add_working_days
from pipeline_cli.dates.festivals import festival_day, festival_in
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import Offset, Refused, Slots
from pipeline_cli.dates.spans import Span, add_months, one_day, week_span

_ONE_DAY = timedelta(days=1)


def _day(slots: Slots, scene: Scene, _notes: list[str]) -> Span:
    return one_day(scene.today + slots["day"] * _ONE_DAY)


def _offset(slots: Slots, scene: Scene, _notes: list[str]) -> Span:
    offset = slots["offset"]
    return one_day(moved(scene.today, offset._replace(direction=scene.way(offset.direction)), scene))


def _offset_of_today(slots: Slots, scene: Scene, notes: list[str]) -> Span:
    """A week ago today, 一年後の今日."""
    offset = slots["offset"]
    if slots["day"] != 0 or offset.direction == 0 or offset.unit not in {"week", "month", "year"}:
        raise Refused("combination")
    return _offset(slots, scene, notes)


def moved(day: date, offset: Offset, scene: Scene) -> date:
    """Return the day that lies an offset away from another."""
    count = offset.number * offset.direction
    match offset.unit:
        case "day":
            return day + timedelta(days=count)
        case "week":
            return day + timedelta(weeks=count)
        case "month":
            return add_months(day, count)
        case "year":
            return add_months(day, 12 * count)
        case "half-week" | "half-month":
            return _moved_by_halves(day, offset)
    return add_working_days(day, count, scene.rules)


def _moved_by_halves(day: date, offset: Offset) -> date:
    """Return the day that lies some weeks or months and a half away; half a month is 15 days."""
    if offset.unit == "half-week":
        return day + timedelta(days=offset.direction * (7 * offset.number // 2))
    return add_months(day, offset.direction * (offset.number // 2)) + timedelta(days=15 * offset.direction)


def _weekday_of_week(slots: Slots, scene: Scene, notes: list[str]) -> Span:
    """Friday in two weeks, or a day counted off that is checked to be a Friday."""
    if slots["offset"].direction == 0:
        # "A week Friday" is a week after Friday to some, Friday in a week to others.
        raise Refused("combination")
    span = _offset(slots, scene, notes)
    if slots["offset"].unit == "week":
        return one_day(week_span(span.first).first + slots["weekday"] * _ONE_DAY)
    return agreeing(span, slots, scene)


def _working_days(slots: Slots, scene: Scene, _notes: list[str]) -> Span:
    return one_day(add_working_days(scene.today, slots["working_days"], scene.rules))


def _weekday(slots: Slots, scene: Scene, notes: list[str]) -> Span:
    """The next such day, never today; when looking back the last one."""
    if slots["weekday"] == scene.today.weekday():
        notes.append("weekday-is-today")
    step = _last_weekday if scene.looking == "back" else _next_weekday
    return one_day(step(scene.today, slots["weekday"]))


def _next_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _last_weekday(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def _which_weekday(slots: Slots, scene: Scene, notes: list[str]) -> Span:
    today, weekday = scene.today, slots["weekday"]
    monday = week_span(today).first
    match slots["which"]:
        case "this":
            return one_day(_of_this_week(monday + timedelta(days=weekday), scene, notes))
        case "next":
            day = monday + timedelta(days=7 + weekday)
            notes += ["next-is-next-week"] if day != _next_weekday(today, weekday) else []
            return one_day(day)
        case "last":
            day = _last_weekday(today, weekday)
            notes += ["last-is-this-week"] if day >= monday else []
            return one_day(day)
    return one_day(_next_weekday(today, weekday))


def _of_this_week(day: date, scene: Scene, notes: list[str]) -> date:
    if day < scene.today and scene.looking != "back":
        raise Refused("which-week")
    notes += ["weekday-is-today"] if day == scene.today else []
    return day


def _same_day(slots: Slots, scene: Scene, _notes: list[str]) -> Span:
    """来週の今日, 来月の今日: today in another week, month or year."""
    if slots["day"] != 0:
        raise Refused("combination")
    months = slots.get("months", 0) + 12 * slots.get("years", 0)
    return one_day(add_months(scene.today + timedelta(weeks=slots.get("week", 0)), months))


def _festival(slots: Slots, scene: Scene, notes: list[str]) -> Span:
    name, year = slots["festival"], slots.get("year")
    notes += ["usual-bon"] if name == "after-bon" else []
    if "years" in slots:
        year = scene.today.year + slots["years"]
    return one_day(festival_day(name, scene) if year is None else festival_in(name, year, scene))


COUNTED: Mapping[frozenset[str], Resolver] = {
    frozenset(names.split()): resolver
    for names, resolver in (
        ("day", _day),
        ("day weekday", partial(checked, _day)),
        ("day week", _same_day),
        ("day months", _same_day),
        ("day years", _same_day),
        ("offset", _offset),
        ("day offset", _offset_of_today),
        ("offset weekday", _weekday_of_week),
        ("working_days", _working_days),
        ("working_days weekday", partial(checked, _working_days)),
        ("weekday", _weekday),
        ("which weekday", _which_weekday),
        ("festival", _festival),
        ("festival year", _festival),
        ("festival years", _festival),
        ("festival weekday", partial(checked, _festival)),
    )
}
"""A set of slots -> the resolver of the day they mean."""
