"""What pieces a date is made of, English and Japanese together, and what each says.

A pattern is a line of kinds (see the lexicon); "?" makes a kind optional, "|" gives a choice, and before a kind with
"+" no connecting word may stand. What it fills in is told the values of its kinds, in their order; kinds that say it
all have none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from pipeline_cli.dates.eras import year_of_era
from pipeline_cli.dates.slots import JAPAN_TIME, Clock, Offset, Refused, Slots

_MOST, _MOST_OF = 99_999, {"day": 20_000, "week": 2_600, "month": 600, "year": 50, "workday": 2_600, "hour": 999}
"""How many of a unit can be counted off: half a century; more is a typing mistake. Working days are looked at one by
one, and "1500 hours" is a time to some."""


_MONTHS, _WEEK, _LONGEST_MONTH = 12, 7, 31
"""Of a year; days of a week; and days of a month, at most."""

_FIRST_SHORT, _LAST_SHORT = 20, 39
"""Years that two digits are taken for, where nothing else can be meant: 2020 to 2039."""


class Pattern(NamedTuple):
    """Kinds in a row, and what they fill in, given their values. Of two that fit, the lower rank counts."""

    rank: int
    kinds: tuple[str, ...]
    fill: Callable[..., Slots]


# What patterns fill in, where it takes more than a line.


def _bare(hour: int, minute: int = 0) -> Slots:
    return Slots(clock=Clock(hour, minute, is_bare=True))


def _before(hour: int) -> Slots:
    """Quarter to 1 is 12:45."""
    return _bare(hour - 1 or 12, 45)


def _minutes_to(minutes: int, hour: int) -> Slots:
    """Five minutes to 3, 3時5分前."""
    if not (hour >= 1 and 1 <= minutes < 60):  # noqa: PLR2004  # minutes of an hour
        raise Refused("no-such-time")
    return _bare(hour - 1 or 12, 60 - minutes)


def _count_to(minutes: int, hour: int) -> Slots:
    """20 to 3. With other numbers it may be from one hour to another."""
    if minutes not in {20, 25} or hour > 12:  # noqa: PLR2004  # hours of a clock
        raise Refused("combination")
    return _minutes_to(minutes, hour)


def _words_to(minutes: int, hour: int) -> Slots:
    """Ten to three. "Ten to eleven" is a meeting of an hour to some."""
    if 0 < hour - minutes <= 2:  # noqa: PLR2004  # hours that a meeting takes
        raise Refused("combination")
    return _minutes_to(minutes, hour)


def _half(hour: int) -> Slots:
    """Half 3, as the British say it: 3:30."""
    return _bare(hour, 30) | Slots(half_past=True)


def _minutes_beside(minutes: int, unit: str, hour: int, way: Callable[[int, int], Slots]) -> Slots:
    if unit != "minute":
        raise Refused("combination")
    return way(minutes, hour)


def _minutes_before(hour: int, minutes: int, direction: int) -> Slots:
    if direction > 0:
        raise Refused("combination")
    return _minutes_to(minutes, hour)


def _late_at_night(hour: int, minute: int = 0) -> Slots:
    """深夜0時 is the midnight to come; beside a day, it may be where that begins or where it ends."""
    if (hour, minute) == (0, 0):
        return Slots(midnight=True)
    if hour not in {22, 23}:
        raise Refused("which-midnight")
    return Slots(clock=Clock(hour, minute))


def _offset(count: int, unit: str, direction: int = 0) -> Slots:
    """3 days, in 3 days, 3 days ago."""
    if count > _MOST_OF.get(unit, _MOST):
        raise Refused("out-of-range")
    match unit:
        case "minute" | "hour":
            return Slots(delta=Offset(count, unit, direction))
        case "fortnight":
            return Slots(offset=Offset(2 * count, "week", direction))
        case "quarter":
            return Slots(offset=Offset(3 * count, "month", direction))
        case "day" | "week" | "month" | "year" | "workday" | "half-week" | "half-month":
            return Slots(offset=Offset(count, unit, direction))
    raise Refused("combination")


def _about(count: int, unit: str, direction: int = 0) -> Slots:
    """約1週間後, 3日ほど後."""
    return _offset(count, unit, direction) | Slots(approximate=True)


def _counted(unit: str) -> Callable[..., Slots]:
    """Return what "3 <unit> ago" fills in, for a counter whose unit its pattern knows."""
    return lambda count, direction=0: _offset(count, unit, direction)


def _offset_and_half(count: int, unit: str, direction: int = 0) -> Slots:
    """2時間半後, an hour and a half, 1年半前."""
    match unit:
        case "hour":
            return _offset(60 * count + 30, "minute", direction)
        case "year":
            return _offset(12 * count + 6, "month", direction)
        case "week" | "month":
            return _offset(2 * count + 1, f"half-{unit}", direction) | Slots(approximate=True)
    raise Refused("combination")


def _hours_and_minutes(hours: int, unit: str, minutes: int, smaller: str, direction: int = 0) -> Slots:
    if (unit, smaller) != ("hour", "minute"):
        raise Refused("combination")
    return _offset(60 * hours + minutes, "minute", direction)


def _hours_and_short_minutes(hours: int, unit: str, minutes: int, direction: int = 0) -> Slots:
    """1h30m: beside hours, "m" can only be minutes."""
    return _hours_and_minutes(hours, unit, minutes, "minute", direction)


def _tenths(tenths: int, unit: str, direction: int = 0) -> Slots:
    """1.5 hours."""
    if unit == "hour":
        return _offset(6 * tenths, "minute", direction)
    if tenths % 10 != 5:  # noqa: PLR2004  # only a half can be told in days
        raise Refused("combination")
    return _offset_and_half(tenths // 10, unit, direction)


def _years_and_months(years: int, months: int, unit: str, direction: int) -> Slots:
    """1年3ヶ月後."""
    if unit != "month" or months >= _MONTHS:
        raise Refused("combination")
    return _offset(_MONTHS * years + months, "month", direction)


def _two_counts(count: int, unit: str, more: int, smaller: str, direction: int) -> Slots:
    """In 1 year and 3 months, 1週間と3日後, 1ヶ月と10日後."""
    match unit, smaller:
        case "hour", "minute":
            return _hours_and_minutes(count, unit, more, smaller, direction)
        case "year", "month":
            return _years_and_months(count, more, smaller, direction)
        case "week", "day" if more < _WEEK:
            return _offset(_WEEK * count + more, "day", direction)
        case "month", "day" if more <= _LONGEST_MONTH:
            return _offset(count, unit, direction) | _shift(more, smaller, direction)
    raise Refused("combination")


def _which_period(which: str, unit: str) -> Slots:
    """Next month, this week, last quarter."""
    if which == "coming":
        return _coming(unit)
    step = {"next": 1, "this": 0, "last": -1}[which]
    periods = {
        "week": Slots(week=step),
        "weekend": Slots(weekend=step),
        "month": Slots(months=step),
        "quarter": Slots(quarters=step),
        "year": Slots(years=step),
        "fiscal": Slots(fiscals=step),
    }
    if which == "next":
        # "Last day" and "last business day" are as often those of a month.
        periods |= {"day": Slots(day=1), "workday": Slots(working_days=1)}
    return _known(periods, unit)


def _coming(unit: str) -> Slots:
    return _known({"weekend": Slots(unit="weekend"), "workday": Slots(working_days=1)}, unit)


def _known(choices: Mapping[str, Slots], unit: str) -> Slots:
    if unit not in choices:
        raise Refused("combination")
    return choices[unit]


def _edge_of_unit(edge: str, unit: str) -> Slots:
    """End of month; 末営業日 is a working day."""
    if unit == "workday" and edge in {"start", "end"}:
        return Slots(working_day=-1 if edge == "end" else 1)
    return _unit(unit) | Slots(edge=edge)


def _end_of_day(edge: str) -> Slots:
    """End of Friday."""
    if edge not in {"end", "close"}:
        raise Refused("combination")
    return Slots(day_end=True)


def _twice_within(said: tuple[str, str], edge: str) -> Slots:
    """年内いっぱい, 年内中."""
    if said[1] != "within" or edge != "within":
        raise Refused("said-twice")
    return Slots(unit=said[0], edge=edge)


def _early_on(unit: str, edge: str) -> Slots:
    """週明け早々, 年明け早々; 週末早々 is none."""
    if edge not in {"opening", "start"}:
        raise Refused("combination")
    return Slots(unit=unit, edge="outset")


def _same_day_of(which: str, unit: str) -> Slots:
    return _which_period(which, unit) | Slots(day=0)


def _nth_weekday_to_come(nth: int, weekday: int, direction: int) -> Slots:
    """Two Fridays from now."""
    if direction < 0 or nth < 1:
        raise Refused("combination")
    return Slots(weekday=weekday, shift=Offset(nth - 1, "week", 1))


def _weekday_at_edge(unit: str, edge: str, weekday: int) -> Slots:
    """週明け火曜 is the Tuesday of next week."""
    if (unit, edge) == ("week", "opening"):
        return Slots(week=1, weekday=weekday)
    return Slots(unit=unit, edge=edge, weekday=weekday)


def _unit(unit: str) -> Slots:
    if unit not in {"week", "weekend", "month", "quarter", "half", "year", "fiscal"}:
        raise Refused("combination")
    return Slots(unit=unit)


def _nth_unit(nth: int, unit: str) -> Slots:
    """3rd business day, 第3四半期."""
    match unit:
        case "workday":
            return Slots(working_day=nth)
        case "week":
            raise Refused("week-of-month")
        case "quarter" if 1 <= nth <= 4:  # noqa: PLR2004  # quarters of a year
            return Slots(quarter=nth)
    raise Refused("combination")


def _day_of_month_from_now(day: int, which: str, unit: str) -> Slots:
    """The 1st of next month. The 1st of next week is its Monday to some."""
    if unit != "month":
        raise Refused("combination")
    return Slots(day_of_month=day) | _which_period(which, unit)


def _last_workday(unit: str) -> Slots:
    return _known({"workday": Slots(working_day=-1)}, unit)


def _month_day(month: int, day: int, year: int | None = None) -> Slots:
    return Slots(month=month, day_of_month=day) | _year(year)


def _year(year: int | None = None) -> Slots:
    return Slots() if year is None else Slots(year=year)


def _in_era(era: str, year: int = 1) -> Slots:
    return Slots(era=era, year=year_of_era(era, year))


def _numbered(unit: str, number: int) -> Slots:
    """FY2027, FY27, week 48."""
    match unit:
        case "fiscal":
            return Slots(fiscal=number if number > 99 else 2000 + number)  # noqa: PLR2004  # two digits
        case "week":
            return Slots(iso_week=number)
    raise Refused("combination")


def _short_fiscal(year: int) -> Slots:
    """26年度; of an era's 8年度 there may be several."""
    return Slots(fiscal=_short_year(year))


def _short_year(year: int) -> int:
    if not _FIRST_SHORT <= year <= _LAST_SHORT:
        raise Refused("which-year")
    return 2000 + year


def _excel_date(day: int, month: int, year: int) -> Slots:
    """3-Dec-26. Of 24-Dec-26 either figure may be the year."""
    if _FIRST_SHORT <= day <= _LAST_SHORT:
        raise Refused("which-year")
    return _month_day(month, day, _short_year(year))


def _padded(figures: int) -> Slots:
    """0930, which is a time only beside a day."""
    return Slots(clock=Clock(*divmod(figures, 100)))


def _twelve_noon(hour: int) -> Slots:
    if hour != 12:  # noqa: PLR2004  # hours of a clock
        raise Refused("contradiction")
    return Slots(clock=Clock(12))


def _shift(count: int, unit: str, direction: int = 1) -> Slots:
    """A week from Friday, 金曜から1週間後."""
    slots = _offset(count, unit, direction)
    if "offset" not in slots:
        raise Refused("combination")
    return Slots(shift=slots["offset"])


def _shift_of_days(count: int, direction: int) -> Slots:
    return _shift(count, "day", direction)


def _at_end(edge: str) -> Slots:
    """来月末の3日前; 中3日 is something else."""
    if edge != "end":
        raise Refused("combination")
    return Slots(edge=edge)


def _shift_beside(count: int, way: int) -> Slots:
    """A day before Friday."""
    if count != 1:
        raise Refused("combination")
    return _shift(count, "day", way)


def _shift_of_day(count: int, unit: str, day: int) -> Slots:
    """A week today, two weeks tomorrow."""
    if day < 0:
        raise Refused("combination")
    return Slots(day=day) | _shift_of_weeks(count, unit)


def _shift_of_weeks(count: int, unit: str) -> Slots:
    if unit not in {"week", "fortnight"}:
        raise Refused("combination")
    return _shift(count, unit)


def _weekend(unit: str) -> Slots:
    """Of all units, only a weekend is a date on its own."""
    return _known({"weekend": Slots(unit="weekend")}, unit)


def _refuse(code: str) -> Callable[..., Slots]:
    def fill(*_values: object) -> Slots:
        raise Refused(code)

    return fill


@cache
def patterns() -> Mapping[str, Sequence[Pattern]]:
    """Return the patterns by the kind that they begin with."""
    found: dict[str, list[Pattern]] = {}
    for rank, (line, fill) in enumerate((*_TIMES, *_OFFSETS, *_DAYS, *_PERIODS)):
        for kinds in _variants(line):
            found.setdefault(kinds[0], []).append(Pattern(rank, kinds, fill))
    return found


def _variants(line: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of kinds that a line with "?" and "|" stands for."""
    choices = [(*kind.rstrip("?").split("|"), *([""] if kind.endswith("?") else [])) for kind in line.split()]
    for row in product(*choices):
        yield tuple(kind for kind in row if kind)


_TIMES: tuple[tuple[str, Callable[..., Slots]], ...] = (
    ("now", lambda: Slots(now=True)),
    ("from? clock", lambda clock: Slots(clock=clock)),
    ("from small meridiem|short_meridiem", lambda hour, meridiem: _bare(hour) | Slots(meridiem=meridiem)),
    ("at small", _bare),
    ("hours_minutes", _refuse("time-or-duration")),
    ("until small relday", lambda hour, day: _bare(hour) | Slots(day=day)),
    ("padded +relday", lambda figures, day: _padded(figures) | Slots(day=day)),
    ("padded +weekday", lambda figures, weekday: _padded(figures) | Slots(weekday=weekday)),
    ("relday +padded", lambda day, figures: _padded(figures) | Slots(day=day)),
    ("weekday +padded", lambda weekday, figures: _padded(figures) | Slots(weekday=weekday)),
    ("small noon", _twelve_noon),
    ("at approximate small", lambda hour: _bare(hour) | Slots(approximate=True)),
    ("at hour_word minute_word?", _bare),
    ("hour_word minute_word", _bare),
    ("hour_word minute_word? meridiem", lambda *said: _bare(*said[:-1]) | Slots(meridiem=said[-1])),
    ("small|hour_word oclock", _bare),
    ("small 時", _bare),
    ("small 時 small 分 direction", _minutes_before),
    ("deep_night", _refuse("which-midnight")),
    ("deep_night clock", lambda clock: _late_at_night(clock.hour, clock.minute)),
    ("deep_night small 時", _late_at_night),
    ("deep_night small 時 半", lambda hour: _late_at_night(hour, 30)),
    ("small 時 半", lambda hour: _bare(hour, 30)),
    ("small 時 small 分", _bare),
    ("small|hour_word in part", lambda hour, part: _bare(hour) | Slots(part=part)),
    ("clock short_meridiem", lambda clock, meridiem: Slots(clock=clock, meridiem=meridiem)),
    ("small short_meridiem", lambda hour, meridiem: _bare(hour) | Slots(meridiem=meridiem)),
    ("half_short count", _half),
    ("minutes_to hour_word|small", _words_to),
    ("same_time", lambda: Slots(same_time=True)),
    ("japan_time", lambda: Slots(zone=JAPAN_TIME)),
    ("in part", lambda part: Slots(part=part, coming_part=True)),
    ("small meridiem", lambda hour, meridiem: _bare(hour) | Slots(meridiem=meridiem)),
    ("half_past count", lambda hour: _bare(hour, 30)),
    ("quarter_past count", lambda hour: _bare(hour, 15)),
    ("quarter_to count", _before),
    ("count to count", _count_to),
    ("count unit to count", lambda minutes, unit, hour: _minutes_beside(minutes, unit, hour, _minutes_to)),
    ("count unit past count", lambda m, unit, hour: _minutes_beside(m, unit, hour, lambda m, hour: _bare(hour, m))),
    ("count past count", lambda minute, hour: _bare(hour, minute)),
    ("noon", lambda: Slots(clock=Clock(12))),
    ("midnight", lambda: Slots(midnight=True)),
    ("meridiem", lambda meridiem: Slots(meridiem=meridiem)),
    ("noon_part until_particle", lambda: Slots(clock=Clock(12))),
    ("until noon_part", lambda: Slots(clock=Clock(12))),
    ("day_opens", lambda: Slots(part="morning", coming_part=True)),
    ("part", lambda part: Slots(part=part)),
    ("day_part", lambda said: Slots(day=said[0], part=said[1])),
    ("approximate", lambda: Slots(approximate=True)),
)

_OFFSETS: tuple[tuple[str, Callable[..., Slots]], ...] = (
    ("sign count unit", lambda sign, count, unit: _offset(count, unit, sign)),
    ("count unit direction?", _offset),
    ("in|within count unit", lambda count, unit: _offset(count, unit, 1)),
    ("in count unit time", lambda count, unit: _offset(count, unit, 1)),
    ("in half_year", lambda: _offset(6, "month", 1)),
    ("in short_time", lambda minutes: _offset(minutes, "minute", 1)),
    ("in|within sign", _refuse("combination")),  # "in -3 days" says two ways at once
    ("in|within hours_minutes", lambda said: _offset(60 * said[0] + said[1], "minute", 1)),
    ("in|within clock", _refuse("time-or-duration")),  # 1:30 is a distance as well
    ("sign hours_minutes", lambda sign, said: _offset(60 * said[0] + said[1], "minute", sign)),
    ("in number unit number m", lambda h, unit, m: _hours_and_short_minutes(h, unit, m, 1)),
    ("number unit and number 分 direction", _hours_and_short_minutes),
    ("in|within count unit and? count unit", lambda n, unit, more, smaller: _two_counts(n, unit, more, smaller, 1)),
    ("count unit and count unit direction", _two_counts),
    ("count unit and count unit", _hours_and_minutes),
    ("number unit and? number 日 direction", lambda n, unit, days, way: _two_counts(n, unit, days, "day", way)),
    ("number 年 and? number unit direction", _years_and_months),
    ("number 年 and? number 日 direction", _refuse("combination")),
    ("in count unit and_a_half", lambda count, unit: _offset_and_half(count, unit, 1)),
    ("in tenths unit", lambda tenths, unit: _tenths(tenths, unit, 1)),
    ("count unit approximate|about_long direction", _about),
    ("count unit about_long", _about),
    ("number 日 approximate|about_long direction", lambda count, way: _about(count, "day", way)),
    ("number 分 approximate|about_long direction", lambda count, way: _about(count, "minute", way)),
    ("about_count count unit direction?", _about),
    ("about_count number 年 direction", lambda count, way: _about(count, "year", way)),
    ("about_count number 日 direction", lambda count, way: _about(count, "day", way)),
    ("about_count number 分 direction", lambda count, way: _about(count, "minute", way)),
    ("remaining count unit direction?", lambda count, unit, way=1: _offset(count, unit, way)),
    ("remaining number 日 direction?", lambda count, way=1: _offset(count, "day", way)),
    ("remaining number 分 direction?", lambda count, way=1: _offset(count, "minute", way)),
    ("one_month_away", lambda way: _offset(1, "month", way) | Slots(one_month=True)),
    ("number 日 direction", _counted("day")),
    ("number 年 direction", _counted("year")),
    ("sign number 日", lambda sign, count: _offset(count, "day", sign)),
    ("sign number 年", lambda sign, count: _offset(count, "year", sign)),
    ("number 分 direction", _counted("minute")),
    ("half_year direction?", lambda direction=0: _offset(6, "month", direction)),
    ("one_month direction?", lambda direction=0: _offset(1, "month", direction)),
    ("short_time direction?", lambda minutes, direction=0: _offset(minutes, "minute", direction)),
    ("number unit 半 direction", _offset_and_half),
    ("number 年 半 direction", lambda count, direction: _offset_and_half(count, "year", direction)),
    ("count unit and_a_half direction?", _offset_and_half),
    ("number unit number unit direction?", _hours_and_minutes),
    ("number unit number m|分 direction?", _hours_and_short_minutes),
    ("sign number unit number unit", lambda sign, h, unit, m, smaller: _hours_and_minutes(h, unit, m, smaller, sign)),
    ("sign number unit number m", lambda sign, h, unit, m: _hours_and_short_minutes(h, unit, m, sign)),
    ("sign tenths unit", lambda sign, tenths, unit: _tenths(tenths, unit, sign)),
    ("tenths unit direction?", _tenths),
    ("sign? count m", _refuse("month-or-minute")),
    ("last_few count unit", lambda count, unit: _offset(count, unit, -1)),
    ("last_few number 日", lambda count: _offset(count, "day", -1)),
    ("count unit from", _shift),
    ("week from", lambda: _shift(1, "week")),
    ("count unit before_after", _shift),
    ("count +one_day_beside", _shift_beside),
    ("count unit relday", _shift_of_day),
    ("relday week", lambda day: _shift_of_day(1, "week", day)),
    ("count unit lead weekday", lambda count, unit, day: Slots(weekday=day) | _shift_of_weeks(count, unit)),
    ("relday sign count unit", lambda day, sign, count, unit: Slots(day=day) | _shift(count, unit, sign)),
    ("weekday sign count unit", lambda day, sign, count, unit: Slots(weekday=day) | _shift(count, unit, sign)),
    ("から count unit direction", _shift),
    ("から number 日 direction", _shift_of_days),
    ("の count unit direction", _shift),
    ("の number 日 direction", _shift_of_days),
    ("の beside", lambda said: _shift(abs(said[0]), said[1], 1 if said[0] > 0 else -1)),
    ("の relative", _refuse("combination")),
    ("unit_edge +count unit direction", lambda said, *shift: Slots(unit=said[0], edge=said[1]) | _shift(*shift)),
    ("unit_edge +number 日 direction", lambda said, *days: Slots(unit=said[0], edge=said[1]) | _shift_of_days(*days)),
    ("edge +count unit direction", lambda edge, *shift: _at_end(edge) | _shift(*shift)),
    ("edge +number 日 direction", lambda edge, *days: _at_end(edge) | _shift_of_days(*days)),
)

_DAYS: tuple[tuple[str, Callable[..., Slots]], ...] = (
    ("slots", lambda slots: slots),
    ("slots kanji_day", lambda slots, weekday: slots | Slots(weekday=weekday)),
    ("relday", lambda day: Slots(day=day)),
    ("relworkday", lambda days: Slots(working_days=days)),
    ("weekday", lambda weekday: Slots(weekday=weekday)),
    ("coming_weekday", lambda weekday: Slots(which="coming", weekday=weekday)),
    ("weekday after_next", lambda day: Slots(which="next", weekday=day, shift=Offset(1, "week", 1))),
    ("count weekdays direction", _nth_weekday_to_come),
    ("small open weekday|kanji_day close", lambda day, weekday: Slots(day_of_month=day, weekday=weekday)),
    ("day_beside", lambda way: Slots(shift=Offset(1, "day", way))),
    ("week_of", lambda: Slots(week_of=True)),
    ("lead? ordinal|last|final week_of", _refuse("week-of-month")),
    ("over_weekend", lambda: Slots(unit="weekend")),
    ("relmonth same_day", lambda months: Slots(months=months, day=0)),
    ("relyear same_day", lambda years: Slots(years=years, day=0)),
    ("relweek same_weekday", lambda week: Slots(week=week, day=0)),
    ("which unit same_day", _same_day_of),
    ("open kanji_day", lambda weekday: Slots(weekday=weekday)),
    ("weekday before_after clock", _refuse("combination")),
    ("weekday before_after small meridiem|short_meridiem|oclock", _refuse("combination")),
    ("weekday before_after", lambda weekday, way: Slots(weekday_beside=(weekday, way))),
    ("which +kanji_day", _refuse("combination")),  # 次月, 前日: a month and a day rather than Monday and Sunday
    ("which weekday", lambda which, weekday: Slots(which=which, weekday=weekday)),
    ("relweek kanji_day", lambda week, weekday: Slots(week=week, weekday=weekday)),
    ("weekday week", lambda weekday: Slots(weekday=weekday, shift=Offset(1, "week", 1))),
    ("month small|ordinal full_year?", _month_day),
    ("month small meridiem", _refuse("combination")),
    ("small|ordinal month full_year?", lambda day, month, *year: _month_day(month, day, *year)),
    ("month dash small", _month_day),
    ("full_year dash month dash small", lambda year, month, day: _month_day(month, day, year)),
    ("small dash month", lambda day, month: _month_day(month, day)),
    ("small dash month dash small", _excel_date),
    ("small dash month dash full_year", lambda day, month, year: _month_day(month, day, year)),
    ("full_year month small|ordinal", lambda year, month, day: _month_day(month, day, year)),
    ("number 日", lambda day: Slots(day_of_month=day)),
    ("dated", lambda day: Slots(day_of_month=day)),
    ("lead ordinal", lambda day: Slots(day_of_month=day)),
    ("lead? ordinal of unit", lambda day, unit: Slots(day_of_month=day) | _unit(unit)),
    ("lead? ordinal of which unit", _day_of_month_from_now),
    ("lead? ordinal of weekday", _refuse("combination")),
    ("foremost weekday|kanji_day", lambda weekday: Slots(nth=1, weekday=weekday)),
    ("lead? ordinal +weekday", lambda nth, weekday: Slots(nth=nth, weekday=weekday)),
    ("第 number weekday|kanji_day", lambda nth, weekday: Slots(nth=nth, weekday=weekday)),
    ("final weekday|kanji_day", lambda weekday: Slots(nth=-1, weekday=weekday)),
    ("last weekday of|in", lambda weekday: Slots(nth=-1, weekday=weekday)),
    ("last weekday of unit", lambda weekday, unit: Slots(nth=-1, weekday=weekday) | _unit(unit)),
    ("fixed_day full_year?", lambda said, *year: _month_day(*said, *year)),
    ("holiday_name", lambda name: Slots(festival=name)),
    ("festival", lambda festival: Slots(festival=festival)),
    ("day_end", lambda: Slots(day_end=True)),
    ("holiday", lambda: Slots(holiday=True)),
)

_PERIODS: tuple[tuple[str, Callable[..., Slots]], ...] = (
    ("which unit", _which_period),
    ("which month", lambda which, month: Slots(which=which, month=month)),
    ("which month small|ordinal", lambda which, month, day: Slots(which=which) | _month_day(month, day)),
    ("which number 月", lambda which, month: Slots(which=which, month=month)),
    ("relweek", lambda week: Slots(week=week)),
    ("relweekend", lambda weekend: Slots(weekend=weekend)),
    ("relmonth", lambda months: Slots(months=months)),
    ("relyear", lambda years: Slots(years=years)),
    ("relquarter", lambda quarters: Slots(quarters=quarters)),
    ("relhalf", lambda halves: Slots(halves=halves)),
    ("relfiscal", lambda fiscals: Slots(fiscals=fiscals)),
    ("month", lambda month: Slots(month=month)),
    ("month full_year", lambda month, year: Slots(month=month, year=year)),
    ("full_year month", lambda year, month: Slots(month=month, year=year)),
    ("number 月", lambda month: Slots(month=month)),
    ("full_year 年", lambda year: Slots(year=year)),
    ("number 年", _refuse("which-year")),
    ("in|of full_year", lambda year: Slots(year=year)),
    ("quarter small", lambda quarter, year: Slots(quarter=quarter, year=_short_year(year))),
    ("era number 年", _in_era),
    ("era 元年", _in_era),
    ("full_year 年度", lambda year: Slots(fiscal=year)),
    ("number 年度", _short_fiscal),
    ("era number 年度", lambda era, year: Slots(fiscal=year_of_era(era, year))),
    ("unit number", _numbered),
    ("quarter", lambda quarter: Slots(quarter=quarter)),
    ("quarter full_year", lambda quarter, year: Slots(quarter=quarter, year=year)),
    ("full_year quarter", lambda year, quarter: Slots(quarter=quarter, year=year)),
    ("half", lambda half: Slots(half=half)),
    ("half full_year", lambda half, year: Slots(half=half, year=year)),
    ("edge full_year", lambda edge, year: Slots(edge=edge, year=year)),
    ("full_year half", lambda year, half: Slots(half=half, year=year)),
    ("number q", lambda number: _nth_unit(number, "quarter")),
    ("第 number unit", _nth_unit),
    ("第 number 日目", lambda nth: Slots(working_day=nth)),
    ("number 日目", lambda nth: Slots(working_day=nth)),
    ("lead? ordinal +unit", _nth_unit),
    ("foremost unit", lambda unit: _nth_unit(1, unit)),
    ("final unit", _last_workday),
    ("last unit of|in", _last_workday),
    ("last unit of unit", lambda unit, period: _last_workday(unit) | _unit(period)),
    ("edge", lambda edge: Slots(edge=edge)),
    ("edge of weekday", lambda edge, weekday: _end_of_day(edge) | Slots(weekday=weekday)),
    ("edge of relday", lambda edge, day: _end_of_day(edge) | Slots(day=day)),
    ("unit_edge edge", _twice_within),
    ("edge number 日", _refuse("combination")),  # 中2日 is two days in between, not within the 2nd
    ("edge month full_year?", lambda edge, month, *year: Slots(edge=edge, month=month) | _year(*year)),
    ("edge relmonth", lambda edge, months: Slots(edge=edge, months=months)),
    ("edge which unit", lambda edge, which, unit: Slots(edge=edge) | _which_period(which, unit)),
    ("edge unit", _edge_of_unit),
    ("unit edge", lambda unit, edge: _edge_of_unit(edge, unit)),
    ("unit_edge", lambda said: Slots(unit=said[0], edge=said[1])),
    ("unit_edge early_on", lambda said: _early_on(*said)),
    ("relweek early_on", lambda week: Slots(week=week, edge="outset")),
    ("relmonth early_on", lambda months: Slots(months=months, edge="outset")),
    ("relyear early_on", lambda years: Slots(years=years, edge="outset")),
    ("relfiscal early_on", lambda fiscals: Slots(fiscals=fiscals, edge="outset")),
    ("number 月 early_on", lambda month: Slots(month=month, edge="outset")),
    ("festival early_on", lambda festival: Slots(festival=festival)),
    ("unit_edge unit", lambda said, unit: _edge_of_unit(said[1], unit) | Slots(unit=said[0])),
    ("unit_edge weekday", lambda said, weekday: _weekday_at_edge(said[0], said[1], weekday)),
    ("of unit", _unit),
    ("unit", _weekend),
)
