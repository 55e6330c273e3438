"""From slots to a day or an instant: a day is found, a time put to it, and both are looked over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from pipeline_cli.dates.clock import MORNINGS, NOON, PARTS, instant, time_of_day
from pipeline_cli.dates.days import days_meant
from pipeline_cli.dates.notes import warnings
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import JAPAN_TIME, NOTED, TIMES, Clock, Refused, Slots
from pipeline_cli.dates.spans import month_span
from pipeline_cli.dates.when import When

_ONE_DAY = timedelta(days=1)
_MORNING = 4
"""The hour at which the night ends, for somebody still at work."""


def resolve(slots: Slots, scene: Scene) -> When:
    """Return what the slots mean, with notes on what was assumed and warnings.

    Raises:
        Refused: they contradict each other, or nothing says how to read them together.
        ValueError, OverflowError: the calendar doesn't reach that far.
    """
    slots = _at_this_time(slots, scene) if "same_time" in slots else slots
    if slots.get("zone") is JAPAN_TIME and scene.now.utcoffset() == JAPAN_TIME.utcoffset(None):
        slots = slots.copy()
        del slots["zone"]
    notes = [code for slot, code in NOTED.items() if slot in slots]
    if slots.keys() & {"now", "delta"}:
        when = _moment(slots, scene)
    elif slots.keys() & TIMES and slots.keys() <= TIMES | NOTED.keys() | {"coming_part"}:
        when = _time_alone(slots, scene, notes)
    else:
        when = _on_day(slots, scene, notes)
    return when._replace(notes=(*notes, *warnings(when, scene)))


def _at_this_time(slots: Slots, scene: Scene) -> Slots:
    """This time tomorrow; of a week, the same weekday: same time next week.

    Raises:
        Refused: another time is said beside it.
    """
    if slots.keys() & TIMES:
        raise Refused("said-twice")
    said = slots.copy()
    del said["same_time"]
    if not said:
        raise Refused("combination")
    if said.keys() <= {"week", "months", "years"}:
        said["day"] = 0
    return said | Slots(clock=Clock(scene.now.hour, scene.now.minute))


def _check_hour(slots: Slots, day: date, scene: Scene) -> None:
    """Check that a number behind a day is no day of the month: "tue 1" before Tuesday the 1st.

    Raises:
        Refused: it may be one.
    """
    hour = slots["clock"].hour
    if "day_of_month" in slots:
        if scene.looking == "back" and hour > NOON:
            raise Refused("day-or-hour")  # "dec 3 20" may be of 2020
        return
    weekday = slots.get("weekday", -1)
    # Past noon few say the hour alone: "fri 13" may be any Friday the 13th.
    numbered = _days_numbered(hour, scene, is_either_way=hour > NOON)
    if any(day == meant or meant.weekday() == weekday for meant in numbered):
        raise Refused("day-or-hour")


def _days_numbered(number: int, scene: Scene, *, is_either_way: bool) -> Iterator[date]:
    """Yield the days with a number of this month and those beside it, only the way one looks unless either will do."""
    way = scene.way(0)
    for step in (-1, 0, 1):
        day = month_span(scene.today.year, scene.today.month + step).first + (number - 1) * _ONE_DAY
        if is_either_way or (day - scene.today).days * way >= 0:
            yield day


def _moment(slots: Slots, scene: Scene) -> When:
    """Now, or hours and minutes from now: real ones, whatever the clocks do meanwhile."""
    if len(slots.keys() - NOTED.keys()) > 1:
        raise Refused("combination")
    if "now" in slots:
        return When(scene.today, scene.now)
    number, unit, direction = slots["delta"]
    away = timedelta(minutes=number * (60 if unit == "hour" else 1)) * scene.way(direction)
    at = (scene.now.astimezone(UTC) + away).astimezone(scene.now.tzinfo).replace(second=0, microsecond=0)
    return When(at.date(), at)


def _time_alone(slots: Slots, scene: Scene, notes: list[str]) -> When:
    """Today at that time, or on the nearest day on which it lies in the direction one looks."""
    if "midnight" in slots and slots.keys() & TIMES != {"midnight"}:
        raise Refused("contradiction")
    at = time(0) if "midnight" in slots else time_of_day(slots, notes)
    if at is None:
        return When(_day_of_part(slots, scene, notes))
    day = scene.today
    if scene.looking == "back" and at > scene.now.time():
        day -= _ONE_DAY
        notes.append("rolled-to-yesterday")
    elif scene.looking != "back" and at < scene.now.time().replace(second=0, microsecond=0):
        day += _ONE_DAY
        notes.append("rolled-to-tomorrow")
    return _at(day, at, scene, notes)


def _day_of_part(slots: Slots, scene: Scene, notes: list[str]) -> date:
    """Today, but tomorrow for a morning or another part of the day that is over."""
    part = "morning" if slots.get("meridiem") in MORNINGS else slots.get("part")
    if scene.looking == "back" or part is None or (part != "morning" and scene.now.hour <= PARTS[part][1]):
        return scene.today
    if scene.now.hour < NOON:
        # Said in the morning, "in the morning" is the next one.
        if "coming_part" not in slots or scene.now.hour < _MORNING:
            return scene.today
        notes.append("next-morning")
    else:
        notes.append("rolled-to-tomorrow")
    return scene.today + _ONE_DAY


def _at(day: date, at: time, scene: Scene, notes: list[str]) -> When:
    moment = instant(day, at, scene.now.tzinfo, notes)
    return When(moment.date(), moment)


def _on_day(slots: Slots, scene: Scene, notes: list[str]) -> When:
    """A day, or a time of it."""
    span = days_meant(slots, scene, notes)
    is_of_a_day = slots.keys() & (TIMES | {"day_end", "shift", "holiday"})
    if is_of_a_day and not span.is_day:
        raise Refused("which-day")
    if "midnight" in slots:
        raise Refused("which-midnight")
    if "bare_hour" in slots:
        _check_hour(slots, span.first, scene)
    day = span.last if scene.looking == "end" else span.first
    at = time_of_day(slots, notes)
    if at is None:
        return When(day)
    if "day_end" in slots:
        raise Refused("contradiction")
    if "zone" in slots:
        moment = datetime.combine(day, at, tzinfo=slots["zone"]).astimezone(scene.now.tzinfo)
        return When(moment.date(), moment)
    return _at(day, at, scene, notes)
