"""Times of day: which half of the day is meant, and what instant that is in a zone."""

from datetime import UTC, date, datetime, time, tzinfo

from pipeline_cli.dates.slots import Clock, Refused, Slots

NOON = 12
MORNINGS = frozenset({"am", "午前"})

PARTS = {"morning": (4, 11), "noon": (11, 14), "afternoon": (12, 18), "evening": (16, 22), "night": (17, 23)}
"""First and last hour that each part of the day may be said of."""


def time_of_day(slots: Slots, notes: list[str]) -> time | None:
    """Return the time that was said, None if none was; what was assumed goes to the notes.

    Raises:
        Refused: no clock shows it, or its pieces contradict each other.
    """
    clock = slots.get("clock")
    if clock is None:
        notes += _without_hour(slots)
        return None
    hour = _hour(clock, slots, notes)
    try:
        return time(hour, clock.minute, clock.second, clock.microsecond)
    except ValueError:
        raise Refused("no-such-time") from None


def instant(day: date, at: time, zone: tzinfo | None, notes: list[str]) -> datetime:
    """Return a time of a day as an instant, and note where the zone's clocks are changed just then.

    A time that is left out moves forward by what the clocks do; of one that comes twice the first is taken.
    """
    said = datetime.combine(day, at, tzinfo=zone)
    real = said.astimezone(UTC).astimezone(zone)
    if real.replace(tzinfo=None) != said.replace(tzinfo=None):
        notes.append("time-does-not-exist")
    elif said.utcoffset() != said.replace(fold=1).utcoffset():
        notes.append("time-exists-twice")
    return real


def _without_hour(slots: Slots) -> list[str]:
    """Return the note on a part of the day without an hour, if one was said."""
    part, meridiem = slots.get("part"), slots.get("meridiem")
    if part and meridiem and (part == "morning") != (meridiem in MORNINGS):
        raise Refused("contradiction")
    return ["no-hour"] if part or meridiem else []


def _hour(clock: Clock, slots: Slots, notes: list[str]) -> int:
    hour = clock.hour
    if meridiem := slots.get("meridiem"):
        hour = _with_meridiem(hour, meridiem)
    if part := slots.get("part"):
        return _of_part(hour, part) if meridiem else _in_part(hour, part)
    if clock.is_bare and not meridiem and 1 <= hour <= 6:  # noqa: PLR2004  # nobody is called before seven
        notes.append("assumed-pm")
        return hour + NOON
    return hour


def _with_meridiem(hour: int, meridiem: str) -> int:
    if hour > NOON or (hour == 0 and meridiem in {"am", "pm"}):  # 0時 is said in Japanese, 0pm nowhere
        raise Refused("contradiction")
    if hour == NOON:
        return _twelve(meridiem)
    return hour + NOON if meridiem in {"pm", "午後"} else hour


def _twelve(meridiem: str) -> int:
    """12 am is midnight, 12 pm is noon; 午前12時 and 午後12時 are used for either."""
    if meridiem not in {"am", "pm"}:
        raise Refused("noon-or-midnight")
    return NOON if meridiem == "pm" else 0


def _of_part(hour: int, part: str) -> int:
    """Return an hour whose half of the day was said, if it lies in a part of the day: not 7 am in the evening."""
    first, last = PARTS[part]
    if not first <= hour <= last:
        raise Refused("contradiction")
    return hour


def _in_part(hour: int, part: str) -> int:
    """Return the hour, or the one twelve later, that lies in a part of the day."""
    first, last = PARTS[part]
    for candidate in (hour, hour + NOON):
        if first <= candidate <= last:
            return candidate
    raise Refused("contradiction")
