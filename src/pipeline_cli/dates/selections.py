"""What is picked out of a period: a day of it, its end, its third Friday, or all of it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from pipeline_cli.dates.business_days import working_day_from, working_days
from pipeline_cli.dates.periods import Scene
from pipeline_cli.dates.slots import Refused, Slots
from pipeline_cli.dates.spans import Span, nth_weekday, one_day

FRIDAY = 4

Selector = Callable[[Slots, Span, str, Scene], Span | None]
"""Slots, the period and its unit -> what was picked, or None where that period has no such day."""


def _whole(_slots: Slots, span: Span, unit: str, scene: Scene) -> Span:
    """The period itself. A deadline in a week is its Friday."""
    return Span(span.first, _friday(span)) if unit == "week" and scene.looking == "end" else span


def _day_of_month(slots: Slots, span: Span, unit: str, _scene: Scene) -> Span | None:
    _only(unit, "month")
    day = span.first.day - 1 + slots["day_of_month"]
    return one_day(span.first.replace(day=day)) if 1 <= day <= span.last.day else None


def _weekday(slots: Slots, span: Span, unit: str, _scene: Scene) -> Span:
    _only(unit, "week")
    return one_day(span.first + timedelta(days=slots["weekday"]))


def _nth_weekday(slots: Slots, span: Span, unit: str, _scene: Scene) -> Span | None:
    _only(unit, "month", "quarter", "half", "year", "fiscal")
    if slots["nth"] == 0:
        return None
    day = nth_weekday(span, slots["nth"], slots["weekday"])
    return None if day is None else one_day(day)


def _working_day(slots: Slots, span: Span, _unit: str, scene: Scene) -> Span | None:
    """The nth working day of a period, or with -1 its last."""
    days = list(working_days(span.first, span.last, scene.rules))
    nth = slots["working_day"]
    if nth == 0 or abs(nth) > len(days):
        return None
    return one_day(days[nth - 1 if nth > 0 else nth])


def _edge(slots: Slots, span: Span, unit: str, scene: Scene) -> Span:
    edge = slots["edge"]
    if edge == "within":
        return _whole(slots, span, unit, scene) if scene.looking == "back" else one_day(_end(span, unit))
    if edge in {"opening", "outset"}:
        return one_day(_opening(span, unit, scene))
    end = one_day(_end(span, unit))
    edges = {"start": one_day(span.first), "end": end, "close": end, **_parts(span, unit)}
    if unit != "week":
        # Of a week, some would say Friday, others Sunday.
        edges |= {"first_day": one_day(span.first), "last_day": one_day(span.last), "final_day": one_day(span.last)}
    if edge not in edges:
        raise Refused("combination")
    return edges[edge]


def _end(span: Span, unit: str) -> date:
    return _friday(span) if unit == "week" else span.last


def _friday(week: Span) -> date:
    return week.first + timedelta(days=FRIDAY)


def _opening(span: Span, unit: str, scene: Scene) -> date:
    """The first working day. In Japan nobody's year opens before the 4th of January."""
    first = span.first
    if unit == "year" and scene.rules.country == "JP":
        first += timedelta(days=3)
    return working_day_from(first, scene.rules)


def _parts(span: Span, unit: str) -> Mapping[str, Span]:
    """Return the parts that are said of weeks and months: early, mid, late."""

    def days(first: int, last: int) -> Span:
        return Span(span.first + timedelta(days=first - 1), span.first + timedelta(days=last - 1))

    if unit == "week":
        halves = {"first_half": days(1, 3), "second_half": days(4, 5)}
        return {"early": days(1, 2), "mid": days(3, 3), "late": days(4, 5), **halves}
    if unit != "month":
        return {}
    length = span.last.day
    return {
        "early": days(1, 10),
        "mid": days(15, 15),
        "second_third": days(11, 20),
        "late": days(21, length),
        "first_half": days(1, 15),
        "second_half": days(16, length),
    }


def _only(unit: str, *units: str) -> None:
    if unit not in units:
        raise Refused("combination")


SELECTORS: Mapping[frozenset[str], Selector] = {
    frozenset(names.split()): selector
    for names, selector in (
        ("", _whole),
        ("day_of_month", _day_of_month),
        ("weekday", _weekday),
        ("nth weekday", _nth_weekday),
        ("working_day", _working_day),
        ("edge", _edge),
    )
}
"""How something is picked: a set of slots -> what they pick."""
