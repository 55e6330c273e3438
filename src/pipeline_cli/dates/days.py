"""Which day or days the slots mean: one resolver for each known set of slots, and a refusal for all others."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple

from pipeline_cli.dates.agreement import Resolver, checked
from pipeline_cli.dates.counted import COUNTED, moved
from pipeline_cli.dates.eras import ERAS
from pipeline_cli.dates.holidays import holidays_of
from pipeline_cli.dates.periods import NAMERS, Namer, Period, Scene
from pipeline_cli.dates.selections import FRIDAY, SELECTORS, Selector
from pipeline_cli.dates.slots import ASIDE, Offset, Refused, Slots
from pipeline_cli.dates.spans import Span, one_day, week_span


def days_meant(slots: Slots, scene: Scene, notes: list[str]) -> Span:
    """Return the day or period that was said, and see that what was said of it holds."""
    slots = _without_repetition(slots)
    if slots.get("edge") == "outset":
        notes.append("first-working-day")
    key = frozenset(slots) - ASIDE
    if not key and "day_end" in slots:
        key, slots = frozenset({"day"}), slots | Slots(day=0)
    resolver = _resolvers().get(key)
    if resolver is None:
        raise Refused("combination")
    span = resolver(slots, scene, notes)
    if "week_of" in slots:
        span = _week_around(span, scene)
    if shift := slots.get("shift"):
        span = _shifted(span, shift, scene)
        if scene.looking == "back" and span.first > scene.today:
            # "A week from Friday" is counted from the Friday to come, if not from the last one.
            span = _shifted(resolver(slots, scene._replace(looking="ahead"), []), shift, scene)
    if "weekday_beside" in slots:
        span = _beside(span, slots, is_anchor=key in _ANCHORS and not shift)
    if "holiday" in slots and not _is_public_holiday(span.first, scene):
        raise Refused("no-holiday")
    return _in_era(span, slots)


_ANCHORS = frozenset(
    frozenset({*day.split(), *year.split()})
    for day in ("day_of_month month", "festival")
    for year in ("", "year", "years")
) | {frozenset({"day_of_month"})}
"""Sets of slots that say a day of the calendar, next to which a weekday can be looked for."""

_OPENINGS = frozenset({"start", "first_day", "opening", "outset"})


def _without_repetition(slots: Slots) -> Slots:
    """Return slots without what says the same twice: 来月の月末, 月末最終営業日, 今日中."""
    left = _with_months(slots)
    unit = left.get("unit")
    names = {"week": {"week"}, "month": {"month", "months"}, "year": {"year", "years"}}
    if unit in names and left.keys() & names[unit]:
        del left["unit"]
    elif unit == "weekend" and "week" in left:
        left["weekend"] = left["week"]
        del left["unit"], left["week"]
    if left.get("unit") == "year" and left.get("edge") == "opening" and "day_of_month" in left:
        # 年明け10日 is a day of January.
        del left["unit"], left["edge"]
        left.setdefault("month", 1)
    elif left.get("edge") == "start" and left.get("working_day") == 1:
        del left["edge"]
    elif left.keys() - ASIDE == {"edge"} and left["edge"] == "final_day":
        left["unit"] = "month"
    is_last = left.get("working_day") == -1 and left.get("edge") in {"end", "within"}
    is_within_day = left.get("edge") == "within" and left.keys() & {"day", "weekday", "day_of_month"}
    if is_last or is_within_day:
        del left["edge"]
    elif left.get("edge") == "end" and "weekday" in left and left.keys() - ASIDE > {"edge", "weekday"}:
        # The Friday of the month's end is its last.
        del left["edge"]
        left["nth"] = -1
    return left


def _shifted(span: Span, shift: Offset, scene: Scene) -> Span:
    return Span(moved(span.first, shift, scene), moved(span.last, shift, scene))


def _beside(span: Span, slots: Slots, *, is_anchor: bool) -> Span:
    """Monday after Christmas, Friday before 3 December."""
    if not is_anchor:
        raise Refused("combination")
    weekday, way = slots["weekday_beside"]
    away = (weekday - span.first.weekday()) % 7 or 7
    return one_day(span.first + timedelta(days=away if way > 0 else (away - 7) or -7))


def _week_around(day: Span, scene: Scene) -> Span:
    """Return the week of a day, of which the Friday is the last that counts for a deadline."""
    if not day.is_day:
        raise Refused("which-day")
    week = week_span(day.first)
    return _not_begun(Span(week.first, week.first + timedelta(days=FRIDAY)), scene)


def _with_months(slots: Slots) -> Slots:
    """Return slots in which months counted off are a month to pick from, if something is: 3ヶ月後の月末."""
    left = slots.copy()
    offset = left.get("offset")
    picks = {"edge", "day_of_month", "nth", "working_day"}
    if offset and offset.unit == "month" and offset.direction and left.keys() & picks:
        del left["offset"]
        left["months"] = offset.number * offset.direction
    return left


def _is_public_holiday(day: date, scene: Scene) -> bool:
    return day in holidays_of(scene.rules.country or "JP", day.year)


def _in_era(span: Span, slots: Slots) -> Span:
    """Return the days of a span that lie in the era that was said, a fiscal year as a whole."""
    if "era" not in slots:
        return span
    first, last = ERAS[slots["era"]]
    if span.last < first or span.first > last:
        raise Refused("era-over")
    return span if "fiscal" in slots else Span(max(first, span.first), min(last, span.last))


def _picked(namer: Namer, selector: Selector, slots: Slots, scene: Scene, notes: list[str]) -> Span:
    """Return what is picked out of a period that was named."""
    period = namer(slots, scene)
    if period.unit in {"quarter", "half", "fiscal"}:
        notes.append("fiscal-year-starts")

    def pick(span: Span) -> Span:
        return _existing(selector(slots, span, period.unit, scene))

    if period.is_fixed:
        return _not_begun(pick(period.at(0)), scene)
    choice = _Choice(period, pick, may_lack="day_of_month" in slots and "month" not in slots)
    if scene.looking == "back":
        return _nearest_behind(choice, scene.today)
    return _nearest(choice, scene, notes, is_after_today=slots.get("edge") in _OPENINGS)


def _existing(span: Span | None) -> Span:
    if span is None:
        raise Refused("no-such-day")
    return span


class _Choice(NamedTuple):
    """Periods of one name, and what is picked out of each; some months may lack the 31st."""

    period: Period
    pick: Callable[[Span], Span]
    may_lack: bool

    def picked(self, step: int) -> Span | None:
        """Return what is picked out of a period, None where that is to be passed over."""
        try:
            return self.pick(self.period.at(step))
        except Refused:
            if not self.may_lack:
                raise
            return None


def _not_begun(span: Span, scene: Scene) -> Span:
    """Return a span, unless its first day was asked for and is over while the span isn't."""
    if scene.looking == "ahead" and not span.is_day and span.first < scene.today <= span.last:
        raise Refused("has-begun")
    return span


def _nearest(choice: _Choice, scene: Scene, notes: list[str], *, is_after_today: bool) -> Span:
    """Return what is picked out of the nearest period in which it is still to come."""
    for step in range(-1, 4):
        if choice.period.at(step).last < scene.today:
            continue
        picked = choice.picked(step)
        if picked is None:
            notes.append("month-passed-over")
            continue
        span = _not_begun(picked, scene)
        day = span.last if scene.looking == "end" else span.first
        if step and choice.period.unit == "week" and span.is_day and "first-working-day" not in notes:
            notes.append("rolled-to-next-week")
        if day > scene.today or (day == scene.today and not is_after_today):
            return span
    raise Refused("no-such-day")


def _nearest_behind(choice: _Choice, today: date) -> Span:
    for step in range(1, -4, -1):
        if choice.period.at(step).first > today:
            continue
        picked = choice.picked(step)
        if picked and picked.first <= today:
            return picked
    raise Refused("no-such-day")


@cache
def _resolvers() -> Mapping[frozenset[str], Resolver]:
    """Return the resolver of each set of slots that has a meaning."""
    found: dict[frozenset[str], Resolver] = {}
    for names, namer in NAMERS.items():
        for picks, selector in SELECTORS.items():
            found[names | picks] = partial(_picked, namer, selector)
    for month in ("", "unit", "months", "month", "month year", "month years"):
        named = {*month.split(), "day_of_month"}
        for said in ("weekday", "week", "day", "weekday week", "weekday day"):
            found[frozenset({*named, *said.split()})] = partial(checked, found[frozenset(named)])
    for nothing in ("", "edge"):
        # Without a period there is nothing to take the whole or the end of.
        del found[frozenset(nothing.split())]
    return {**found, **COUNTED}
