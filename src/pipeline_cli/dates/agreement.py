"""Days that are said twice over: 11/24(火), 明日(木), 来週火曜(11/24). What was said must agree."""

from collections.abc import Callable
from datetime import timedelta

from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import Refused, Slots
from pipeline_cli.dates.spans import Span, week_span

Resolver = Callable[[Slots, Scene, list[str]], Span]
"""Slots, and where they are read -> the day or period they mean; what was assumed goes to the notes."""


def checked(resolver: Resolver, slots: Slots, scene: Scene, notes: list[str]) -> Span:
    """Return the day of a resolver, if it agrees with whatever else was said of it."""
    return agreeing(resolver(slots, scene, notes), slots, scene)


def agreeing(span: Span, slots: Slots, scene: Scene) -> Span:
    """Return a day, if the weekday, the week and the distance that were said beside it are its own."""
    day = span.first
    if "weekday" in slots and slots["weekday"] != day.weekday():
        raise Refused("other-weekday")
    if "week" in slots and week_span(day) != week_span(scene.today + timedelta(weeks=slots["week"])):
        raise Refused("contradiction")
    if "day" in slots and day != scene.today + timedelta(days=slots["day"]):
        raise Refused("contradiction")
    return span
