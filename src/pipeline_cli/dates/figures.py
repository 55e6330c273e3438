"""Figures of dates: 12/3, 2026-12-03, 14:00, 3rd, 2026-12-03T06:00Z, R8.12.3; told apart by their signs and lengths."""

import re
from datetime import UTC, timedelta, timezone
from functools import cache

from pipeline_cli.dates.eras import ERAS, LETTERS, year_of_era
from pipeline_cli.dates.lexicon import Kinds
from pipeline_cli.dates.slots import Clock, Refused, Slots

_YEAR = 4
_COMPACT = 8
"""Digits of a year, and of 20261203."""

_MONTHS = 12
_LONGEST_MONTH = 31
_DAY_OF_HOURS = 24

_FIRST_SHORT, _LAST_SHORT = 20, 39
"""Years that two digits are taken for, where nothing else can be meant: 2020 to 2039."""

_FRACTIONED = ("h", "時間", "w", "週", "日", "day", "か月", "ヶ月", "カ月", "ヵ月", "ケ月", "month", "mo", "年", "y")
"""How the units begin of which there can be a fraction."""

_SHORT_HOURS = 6
"""So many hours somebody may count off together with minutes."""

Figure = tuple[int, Kinds]
"""Where it ends, and what it may be."""


def number(value: int, digits: int) -> Kinds:
    """Return what a whole number may be: a count, and by its length a day or an hour, or a year."""
    kinds: Kinds = {"number": value, "count": value}
    if value < 10 ** (digits - 1) and digits > 2:  # noqa: PLR2004  # "0900 hours" is a time
        return {"number": value, "padded": value} if digits == _YEAR else {"number": value}
    # 1430 in "dec 3 1430" is a time.
    if digits == _YEAR and 1900 <= value < 2200:  # noqa: PLR2004  # years that anyone now alive may mean
        return kinds | {"full_year": value}
    return kinds | {"small": value} if digits in {1, 2} else kinds


def figure(text: str, at: int, *, day_first: bool) -> Figure | None:
    """Read the figure that begins here, None if there is none.

    Args:
        text: the evened text.
        at: where to look.
        day_first: whether 12/3 is a day and a month.

    Raises:
        Refused: it looks like a figure, but no date is written so.
    """
    if text[at] == "'":
        return _short_year(text, at)
    if not text[at].isdigit():
        return _era_date(text, at)
    if text[at : at + _YEAR].isdigit() and (found := _iso_instant(text, at) or _iso_week(text, at)):
        return found
    run = _compiled(r"[0-9]+(?:[-/.:][0-9]+)*").match(text, at)
    if run is None:
        return None
    if run[0].isdigit():
        return _with_h(text, at) or _quarter(text, at) or _single(run[0], text, run.end())
    return _dotted(run[0], text, run.end()) or _joined(run[0], text, run.end(), day_first=day_first)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern; each takes its time, and most texts need one or two."""
    return re.compile(pattern)


def _single(digits: str, text: str, end: int) -> Figure:
    """A number without signs: 25, 2026, 20261203, 25th."""
    suffix = text[end : end + 2]
    if suffix in {"st", "nd", "rd", "th"}:
        value = _ordinal(digits, suffix)
        return end + 2, {"ordinal": value, "dated": value}
    if len(digits) == _COMPACT and digits[:2] in {"19", "20", "21"}:
        return end, {"slots": _date(digits[:4], digits[4:6], digits[6:])}
    return end, number(int(digits), len(digits))


def _with_h(text: str, at: int) -> Figure | None:
    """14h30, as some write a time; 1h30 may be one, or a distance, as what stands before it says.

    Raises:
        Refused: it may be a time, or as many hours from now.
    """
    if at == 0 and _compiled(r"(?:1[3-9]|2[0-3])h$").match(text):
        raise Refused("time-or-duration", text)
    match = _compiled(r"([0-9]{1,2})h([0-9]{2})(?![0-9a-z:.])(?! ?m)").match(text, at)
    if match is None:
        return None
    kinds: Kinds = {"hours_minutes": (int(match[1]), int(match[2]))}
    return match.end(), kinds if int(match[1]) <= _SHORT_HOURS else kinds | {"clock": _clock([match[1], match[2]])}


def _short_year(text: str, at: int) -> Figure | None:
    """'26 is 2026."""
    match = _compiled(r"'([23][0-9])(?![0-9a-z])").match(text, at)
    return (match.end(), {"full_year": 2000 + int(match[1])}) if match else None


def _quarter(text: str, at: int) -> Figure | None:
    """1Q27, 1q2027: a quarter right before its year."""
    match = _compiled(r"([1-4])q ?'?(20)?([23][0-9])(?![0-9])").match(text, at)
    return (match.end(), {"slots": Slots(quarter=int(match[1]), year=2000 + int(match[3]))}) if match else None


def _dotted(run: str, text: str, end: int) -> Figure | None:
    """24.12., 24.12 and 15.30: a day and its month, or a time, where it can't be the other.

    Raises:
        Refused: it can.
    """
    if _compiled(r"[0-9]{1,2}\.[0-9]{1,2}").fullmatch(run) is None or _has_unit(text, end, is_tenths=run[-2] == "."):
        return None
    first, second = map(int, run.split("."))
    if _compiled(r"\.(?![0-9])").match(text, end):
        return end + 1, {"slots": Slots(month=second, day_of_month=first)}
    if first >= _DAY_OF_HOURS and second:
        return end, {"slots": Slots(month=second, day_of_month=first)}
    is_no_day = second == 0 or second > _LONGEST_MONTH or (first > _MONTHS and second > _MONTHS)
    if is_no_day and run[-3] == ".":
        return end, {"clock": _clock([str(first), str(second)])}
    raise Refused("day-or-time", run)


def _has_unit(text: str, end: int, *, is_tenths: bool) -> bool:
    """Tell whether "am" or a unit of time follows, such as that of 1.5 hours."""
    following = text[end:].lstrip(" ")
    return following.startswith(("am", "pm", "a.m", "p.m")) or (is_tenths and following.startswith(_FRACTIONED))


def _ordinal(digits: str, suffix: str) -> int:
    value = int(digits)
    right = "th" if value // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    if suffix != right:
        raise Refused("not-understood", digits + suffix)
    return value


def _joined(run: str, text: str, end: int, *, day_first: bool) -> Figure:
    """Numbers joined by signs: a time, a date, or nothing."""
    parts = re.split("[-/.:]", run)
    shape = "".join("y" if len(part) == _YEAR else "d" if len(part) in {1, 2} else "?" for part in parts)
    signs = "".join(sign for sign in run if not sign.isdigit())
    following = text[end:].lstrip(" ")
    is_half_day = following.startswith(("am", "pm", "a.m", "p.m"))
    match shape, signs:
        case ("dd", ":") | ("ddd", "::") if all(len(part) != 1 for part in parts[1:]):
            return end, {"clock": _clock(parts)}
        case "dd", "." if is_half_day and len(parts[1]) != 1:
            return end, {"clock": _clock(parts)}
        case "dd", "." if following.startswith(_FRACTIONED) and len(parts[1]) == 1:
            return end, {"tenths": int("".join(parts))}
    if shape == "ddd" and signs == "//" and not day_first and (slots := _short_year_first(parts)):
        return end, {"slots": slots}
    if shape == "ddd" and signs in {"--", "//", ".."}:
        raise Refused("which-year", run)
    slots = _joined_date(shape, signs, parts, day_first=day_first)
    # "10-11 am" is two times, and "12/3x" nothing at all.
    if slots is None or (is_half_day and signs == "-") or re.match("[a-z]", text[end:]):
        raise Refused("not-understood", run)
    return end, {"slots": slots}


def _clock(parts: list[str]) -> Clock:
    hour, minute, *second = map(int, parts)
    return Clock(hour, minute, second[0] if second else 0)


def _joined_date(shape: str, signs: str, parts: list[str], *, day_first: bool) -> Slots | None:
    """Return the date that numbers make: ``shape`` has a y for each of four digits, a d for each of fewer."""
    match shape, signs:
        case "ydd", "--" | "//" | "..":
            return _date(*parts)
        case "yd", "-" | "/" | ".":
            return _date(*parts)
        case "dy", "/" | ".":
            return _date(parts[1], parts[0])
        case "ddy", "..":
            # With dots the day goes first wherever people write so, whatever order they have set for 12/3.
            return _dotted_date(*parts)
        case ("ddy", "--" | "//") | ("dd", "-" | "/"):
            noted = _noted_as_day(parts) if signs == "-" else Slots()
            return _in_order(int(parts[0]), int(parts[1]), parts[2:], day_first=day_first) | noted
    return None


def _noted_as_day(parts: list[str]) -> Slots:
    """9-5 is a day, but may be said of hours as well."""
    is_hours = not any(part.startswith("0") or int(part) >= _DAY_OF_HOURS for part in parts)
    return Slots(not_hours=True) if is_hours else Slots()


def _dotted_date(day: str, month: str, year: str) -> Slots:
    if int(day) <= _MONTHS < int(month):
        raise Refused("dotted-order", f"{day}.{month}.{year}")
    return _date(year, month, day)


def _short_year_first(parts: list[str]) -> Slots | None:
    """26/12/3, as Japan shortens years; None where the last figure may be a year as well."""
    year, month, day = map(int, parts)
    is_year = len(parts[0]) == 2 and _FIRST_SHORT <= year <= _LAST_SHORT  # noqa: PLR2004  # digits
    return _date(str(2000 + year), parts[1], parts[2]) if is_year and month <= _MONTHS and day < _FIRST_SHORT else None


def _in_order(first: int, second: int, year: list[str], *, day_first: bool) -> Slots:
    """12/3 and 12/3/2027, in the order that the user has set."""
    day, month = (first, second) if day_first else (second, first)
    if day <= _MONTHS < month:
        raise Refused("other-order")
    if year:
        return Slots(month=month, day_of_month=day) | _date(year[0], str(month))
    return Slots(month=month, day_of_month=day)


def _date(year: str, month: str, day: str | None = None) -> Slots:
    if year < "1000":
        raise Refused("no-such-day")
    slots = Slots(year=int(year), month=int(month))
    return slots if day is None else slots | Slots(day_of_month=int(day))


def _era_date(text: str, at: int) -> Figure | None:
    """R8.12.3, H30/4/1, R8年, 令和8/12/3."""
    name = text[at : at + 2]
    if name[0] not in LETTERS and name not in ERAS:
        return None
    date = r"([-/.])([0-9]{1,2})\3([0-9]{1,2})(?![0-9])"
    names = "|".join(ERAS)  # 令和8年 is made of words
    match = _compiled(rf"([mtshr]|(?:{names})(?=[0-9]+[-/.]))\.?([0-9]{{1,2}})(?:年(?!度)|{date})").match(text, at)
    if match is None:
        return None
    era = LETTERS.get(match[1], match[1])
    slots = Slots(era=era, year=year_of_era(era, int(match[2])))
    if match[3]:
        slots |= Slots(month=int(match[4]), day_of_month=int(match[5]))
    return match.end(), {"slots": slots}


def _iso_instant(text: str, at: int) -> Figure | None:
    """2026-12-03T06:00:00.123Z; a blank may stand for T, and the zone, the seconds and the signs may be missing."""
    match = _compiled(
        r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})[t ]([0-9]{2})(:?)([0-9]{2})(?:\6([0-9]{2})(?:[.,]([0-9]+))?)?"
        r"(?: ?(z|[+-][0-9]{2}(?::?[0-9]{2})?))?(?![a-z0-9:+-])"
    ).match(text, at)
    if match is None:
        return None
    hour, minute, second = (int(group or 0) for group in match.group(5, 7, 8))
    micro = int((match[9] or "").ljust(6, "0")[:6])
    slots = _date(match[1], match[3], match[4]) | Slots(clock=Clock(hour, minute, second, micro))
    if match[10]:
        slots["zone"] = _zone(match[10])
    return match.end(), {"slots": slots}


def _iso_week(text: str, at: int) -> Figure | None:
    """2026-W48, 2026-W48-2."""
    match = _compiled(r"([0-9]{4})-?w([0-9]{1,2})(?:-?([1-7]))?(?![0-9a-z-])").match(text, at)
    if match is None:
        return None
    slots = Slots(year=int(match[1]), iso_week=int(match[2]))
    return match.end(), {"slots": slots | Slots(weekday=int(match[3]) - 1) if match[3] else slots}


def _zone(offset: str) -> timezone:
    if offset == "z":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:  # noqa: PLR2004  # the furthest zone is +14:00
        raise Refused("no-such-time", offset)
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if offset[0] == "-" else away)
