"""From slots to a day or an instant: a day is found, a time put to it, and both are looked over."""

from datetime import UTC, date, datetime, time, timedelta

from pipeline_cli.dates.clock import MORNINGS, NOON, instant, time_of_day
from pipeline_cli.dates.days import days_meant
from pipeline_cli.dates.notes import warnings
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import TIMES, Refused, Slots
from pipeline_cli.dates.when import When

_ONE_DAY = timedelta(days=1)


def resolve(slots: Slots, scene: Scene) -> When:
    """Return what the slots mean, with notes on what was assumed and warnings.

    Raises:
        Refused: they contradict each other, or nothing says how to read them together.
        ValueError, OverflowError: the calendar doesn't reach that far.
    """
    notes = ["approximate"] if "approximate" in slots else []
    if slots.keys() & {"now", "delta"}:
        when = _moment(slots, scene)
    elif slots.keys() & TIMES and slots.keys() <= TIMES | {"approximate"}:
        when = _time_alone(slots, scene, notes)
    else:
        when = _on_day(slots, scene, notes)
    return when._replace(notes=(*notes, *warnings(when, scene)))


def _moment(slots: Slots, scene: Scene) -> When:
    """Now, or hours and minutes from now: real ones, whatever the clocks do meanwhile."""
    if len(slots.keys() - {"approximate"}) > 1:
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
    """Today, but tomorrow for a morning that is over."""
    is_morning = slots.get("part") == "morning" or slots.get("meridiem") in MORNINGS
    if scene.looking == "back" or not is_morning or scene.now.hour < NOON:
        return scene.today
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
