"""Meetings from one hour to another, 14:00-15:00, 午後3時〜4時: a date is one moment, so their start is kept."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_SIGNS = ("-", "~", " to ", "until", "till", "から")
"""What stands between the two; without any of them there is no use in looking."""

_HALF_DAY, _DAY = 12 * 60, 24 * 60
"""Minutes."""


def start_alone(text: str) -> str | None:
    """Return an evened text without the end of its meeting; None where it has none, or that is not after the start.

    ``tue 2-3pm`` becomes ``tue 2pm``, ``11/24(火)14~15時`` becomes ``11/24(火)14時``.
    """
    if not any(sign in text for sign in _SIGNS):
        return None
    match = _meeting().search(text)
    if match is None:
        return None
    start = _start(match)
    return None if start is None else f"{text[: match.start()]}{start}{text[match.end() :]}"


@cache
def _meeting() -> "re.Pattern[str]":
    """Return the pattern of two hours; compiled only for the few texts that may hold them."""
    import re

    minutes = r"(?:(?P<s{n}>[0-9]{{1,2}})分|(?P<half{n}>半))?"
    hour = rf"(?P<h{{n}}>[0-9]{{{{1,2}}}})(?:(?P<m{{n}}>:[0-9]{{{{2}}}})| ?(?P<k{{n}}>時)(?!間){minutes})?"
    meridiem = r"(?: ?(?P<a{n}>[ap])\.?m?\b\.?)?"
    side = rf"(?P<j{{n}}>午前|午後)?{hour}{meridiem}"
    between = r" ?(?:[-~]|から|(?<= )(?:to|until|till)(?= )) ?"
    # Neither a part of a date, nor the zone of an ISO instant, nor two of something.
    return re.compile(
        r"(?:(?<=\s)from |^from )?(?<![0-9a-z:./+-])"
        + side.format(n=1)
        + between
        + side.format(n=2)
        + r"(?:まで)?(?![0-9a-z:/.月日年時分+~-])"
    )


def _start(match: "re.Match[str]") -> str | None:
    """Return the start as it would be said alone; None where it isn't sure that both are hours of one day."""
    is_marked = [_is_marked(match, side) for side in "12"]
    if not any(is_marked) or (not is_marked[1] and not _ends_there(match)):
        return None
    text = match["j1"] or ""
    text += f"{match['h1']}{match['m1'] or ''}"
    if match["k1"] or (match["k2"] and not match["m1"]):
        text += f"時{match['s1'] + '分' if match['s1'] else ''}{match['half1'] or ''}"
    if match["a1"]:
        text += f"{match['a1']}m"
    elif match["a2"]:
        text += _borrowed(match)
    return text if _is_before(match) else None


def _is_marked(match: "re.Match[str]", side: str) -> bool:
    """Tell whether a number can only be an hour."""
    return any(match[f"{part}{side}"] for part in "mkaj")


def _ends_there(match: "re.Match[str]") -> bool:
    """Tell whether nothing follows that a bare number could count."""
    return match.string[match.end() :].lstrip()[:1] in ("", ")", ",", "、")


def _borrowed(match: "re.Match[str]") -> str:
    """Return the half of the day that a start takes from its end: 2-3pm, but 11-1pm begins in the morning."""
    own = match["a2"]
    if int(match["h1"]) > 12:  # noqa: PLR2004  # hours of a clock
        return ""
    if _minutes(match, "1") % _HALF_DAY < _minutes(match, "2") % _HALF_DAY:
        return f"{own}m"
    return "am" if own == "p" else "pm"


def _is_before(match: "re.Match[str]") -> bool:
    """Tell whether a meeting begins before it ends, in the half of the day in which it does."""
    start, end = _minutes(match, "1"), _minutes(match, "2")
    if max(start, end) >= _DAY:
        return False
    is_open = end <= _HALF_DAY and not match["j2"]
    return start < end or (is_open and start < end + _HALF_DAY)


def _minutes(match: "re.Match[str]", side: str) -> int:
    said = (match[f"m{side}"] or "").removeprefix(":") or match[f"s{side}"]
    minutes = said or (30 if match[f"half{side}"] else 0)
    hour = int(match[f"h{side}"])
    is_late = match[f"j{side}"] == "午後" or match[f"a{side}"] == "p"
    return (hour % 12 + 12 if is_late and hour <= 12 else hour) * 60 + int(minutes)  # noqa: PLR2004
