"""Periods by name: which week, month, quarter or year is meant, or which ones could be."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pipeline_cli.dates.slots import Refused, Slots
from pipeline_cli.dates.spans import Span, fiscal_span, fiscal_year_of, month_span, week_span, weekend_span
from pipeline_cli.dates.when import DateRules, Looking


class Scene(NamedTuple):
    """Where a date is read: at what time, for what use, under which rules."""

    now: datetime
    looking: Looking
    rules: DateRules

    @property
    def today(self) -> date:
        """Return the day of now."""
        return self.now.date()

    def way(self, direction: int) -> int:
        """Return 1 or -1; where a direction wasn't said (0), the way one looks."""
        return direction or (-1 if self.looking == "back" else 1)


class Period(NamedTuple):
    """A period that was named.

    Attributes:
        unit: what it is: week, weekend, month, quarter, half, year or fiscal.
        at: the span itself at 0; where others of that name could be meant, those before and after by number.
        is_fixed: whether no others could.
    """

    unit: str
    at: Callable[[int], Span]
    is_fixed: bool


Namer = Callable[[Slots, Scene], Period]


def _fixed(unit: str, span: Span) -> Period:
    return Period(unit, lambda _: span, is_fixed=True)


def _year_span(year: int) -> Span:
    return fiscal_span(year, 1)


def _month(slots: Slots, scene: Scene) -> Period:
    """A month by name: of the year that was said, or of any."""
    month = slots["month"]
    if not 1 <= month <= 12:  # noqa: PLR2004  # months of a year
        raise Refused("no-such-day")
    year = _year_said(slots, scene)
    if year is not None:
        return _fixed("month", month_span(year, month))
    return Period("month", lambda step: month_span(scene.today.year + step, month), is_fixed=False)


def _which_month(slots: Slots, scene: Scene) -> Period:
    """Next January, last November, this December; only where it can't be the one of another year as well."""
    which, month, today = slots["which"], slots["month"], scene.today
    if which == "this":
        return _month(slots | Slots(year=today.year), scene)
    if which == "last":
        is_sure, year = month >= today.month, today.year - 1
    else:
        is_sure, year = month <= today.month, today.year + 1
        is_sure = is_sure if which == "next" else month != today.month
        year = year if month <= today.month else today.year
    if not is_sure:
        raise Refused("which-month")
    return _month(slots | Slots(year=year), scene)


def _year_said(slots: Slots, scene: Scene) -> int | None:
    if "years" in slots:
        return scene.today.year + slots["years"]
    return slots.get("year")


def _month_from_now(slots: Slots, scene: Scene) -> Period:
    return _fixed("month", month_span(scene.today.year, scene.today.month + slots["months"]))


def _any_month(_slots: Slots, scene: Scene) -> Period:
    """No period was named, but a day of a month was."""
    return _each("month", scene)


def _week(slots: Slots, scene: Scene) -> Period:
    return _fixed("week", week_span(scene.today + timedelta(weeks=slots["week"])))


def _iso_week(slots: Slots, scene: Scene) -> Period:
    """A week by its number: of the year that was said, or of any."""
    year = _year_said(slots, scene)
    if year is not None:
        return _fixed("week", _numbered_week(year, slots["iso_week"]))
    return Period("week", lambda step: _numbered_week(scene.today.year + step, slots["iso_week"]), is_fixed=False)


def _numbered_week(year: int, number: int) -> Span:
    try:
        return week_span(date.fromisocalendar(year, number, 1))
    except ValueError:
        raise Refused("no-such-day") from None


def _weekend(slots: Slots, scene: Scene) -> Period:
    return _fixed("weekend", weekend_span(scene.today + timedelta(weeks=slots["weekend"])))


def _year(slots: Slots, scene: Scene) -> Period:
    year = _year_said(slots, scene)
    return _fixed("year", _year_span(scene.today.year if year is None else year))


def _fiscal_year_said(slots: Slots, scene: Scene) -> int | None:
    """Return the fiscal year that was said; a plain year beside a quarter is one as well."""
    if "fiscals" in slots:
        return fiscal_year_of(scene.today, scene.rules.fiscal_year_starts) + slots["fiscals"]
    return slots.get("fiscal", _year_said(slots, scene))


def _fiscal(slots: Slots, scene: Scene) -> Period:
    year = _fiscal_year_said(slots, scene)
    starts = scene.rules.fiscal_year_starts
    return _fixed("fiscal", fiscal_span(scene.today.year if year is None else year, starts))


def _quarter(slots: Slots, scene: Scene) -> Period:
    return _part("quarter", 3, slots["quarter"] - 1, slots, scene)


def _half(slots: Slots, scene: Scene) -> Period:
    return _part("half", 6, slots["half"] - 1, slots, scene)


def _part(unit: str, months: int, part: int, slots: Slots, scene: Scene) -> Period:
    """A quarter or half by number: of the fiscal year that was said, or of any."""
    starts = scene.rules.fiscal_year_starts
    year = _fiscal_year_said(slots, scene)
    if year is not None:
        return _fixed(unit, fiscal_span(year, starts, months, part))
    this_year = fiscal_year_of(scene.today, starts)
    return Period(unit, lambda step: fiscal_span(this_year + step, starts, months, part), is_fixed=False)


def _quarter_from_now(slots: Slots, scene: Scene) -> Period:
    return _fixed("quarter", _each("quarter", scene).at(slots["quarters"]))


def _half_from_now(slots: Slots, scene: Scene) -> Period:
    return _fixed("half", _each("half", scene).at(slots["halves"]))


def _unit(slots: Slots, scene: Scene) -> Period:
    """The month, the week, the quarter, without a word about which one."""
    return _each(slots["unit"], scene)


def _each(unit: str, scene: Scene) -> Period:
    """Return the periods of one kind, the one around today at 0."""
    today, starts = scene.today, scene.rules.fiscal_year_starts
    fiscal = fiscal_year_of(today, starts)
    months_gone = (today.month - starts) % 12
    spans: dict[str, Callable[[int], Span]] = {
        "week": lambda step: week_span(today + timedelta(weeks=step)),
        "weekend": lambda step: weekend_span(today + timedelta(weeks=step)),
        "month": lambda step: month_span(today.year, today.month + step),
        "quarter": lambda step: fiscal_span(fiscal, starts, 3, months_gone // 3 + step),
        "half": lambda step: fiscal_span(fiscal, starts, 6, months_gone // 6 + step),
        "year": lambda step: _year_span(today.year + step),
        "fiscal": lambda step: fiscal_span(fiscal + step, starts),
    }
    return Period(unit, spans[unit], is_fixed=False)


NAMERS: Mapping[frozenset[str], Namer] = {
    frozenset(names.split()): namer
    for names, namer in (
        ("", _any_month),
        ("unit", _unit),
        ("week", _week),
        ("iso_week", _iso_week),
        ("iso_week year", _iso_week),
        ("iso_week years", _iso_week),
        ("weekend", _weekend),
        ("months", _month_from_now),
        ("month", _month),
        ("month which", _which_month),
        ("month year", _month),
        ("month years", _month),
        ("year", _year),
        ("years", _year),
        ("fiscal", _fiscal),
        ("fiscals", _fiscal),
        ("quarters", _quarter_from_now),
        ("halves", _half_from_now),
        *(
            (f"{part} {year}", namer)
            for part, namer in (("quarter", _quarter), ("half", _half))
            for year in ("", "year", "years", "fiscal", "fiscals")
        ),
    )
}
"""How a period is named: a set of slots -> the period they name."""
