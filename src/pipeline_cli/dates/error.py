"""The one error of this package: a date that can't be read without guessing."""

from pipeline_cli.dates.text import as_typed, even, shown
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import language, t

EXAMPLES = {
    "en": {"ahead": ("tue 14:00", "+3d"), "back": ("last monday", "3 days ago"), "end": ("end of month", "15 dec")},
    "ja": {"ahead": ("来週火曜 14時", "3日後"), "back": ("先週の月曜", "3日前"), "end": ("月末", "12月15日")},
}
"""Two dates of each language for each way of looking, to show to whom another was refused."""

TIMES = {"en": ("tue 14:00", "tomorrow 3pm"), "ja": ("火曜 14時", "明日 15:00")}
"""Examples for whom a time of day was refused."""

DAYS = {"en": ("3 dec", "2026-12-03"), "ja": ("12月3日", "2026/12/3")}
"""Examples for whom a day of the calendar was refused."""

_OF_A_TIME = frozenset({"no-such-time", "noon-or-midnight", "which-midnight", "time-or-duration"})
_OF_A_DAY = frozenset({"day-or-time", "dotted-order", "no-such-day", "other-weekday", "which-year", "week-of-month"})
_ORDER = "pipe config set dates.order"
_MONTHS = 12
_KANA = "\u3040"
"""Where the characters of Japanese begin."""


class DateError(UsageError):
    """A text that is no date, or that more than one date would fit.

    Attributes:
        code: what is wrong, as a slug for scripts, such as ``not-understood``.
        part: the piece of the text that is at fault, as it was typed, made safe to show.
    """

    def __init__(self, code: str, part: str, *, what: str, why: str = "", hint: str = "") -> None:
        super().__init__(what, why=why, hint=hint)
        self.code = code
        self.part = part


def date_error(code: str, part: str, text: str, looking: str) -> DateError:
    """Return the error that tells the user what of their text is at fault, and what would have been read."""
    part = shown(as_typed(part, text) if part else text.strip())
    what = t("No date was given.") if code == "empty" else t('"{part}" can\'t be read as a date.', part=part)
    return DateError(code, part, what=what, why=_reasons().get(code, ""), hint=_hint(code, text, looking))


def _hint(code: str, text: str, looking: str) -> str:
    """Return what to type instead: the text put right where that is sure, else two examples of its kind."""
    if code == "other-order" and (turned := _turned(text)):
        order = "month-first" if int(turned.split("/")[0]) > _MONTHS else "day-first"
        return t('Write "{turned}", or change the order: {command}', turned=turned, command=f"{_ORDER} {order}")
    first, second = _examples(code, text, looking)
    return t('This would be read: "{first}", "{second}".', first=first, second=second)


def _examples(code: str, text: str, looking: str) -> tuple[str, str]:
    """Return two dates that would be read, in the language of the text rather than that of the screen."""
    spoken = "ja" if language() == "ja" or any(character >= _KANA for character in text) else "en"
    if code in _OF_A_TIME and looking == "ahead":
        return TIMES[spoken]
    if code in _OF_A_DAY and looking == "ahead":
        return DAYS[spoken]
    return EXAMPLES[spoken][looking]


def _turned(text: str) -> str:
    """Return the day and month of a text the other way round; "" where it has more than one pair of them."""
    import re

    pairs: list[str] = re.findall(r"(?<![0-9])[0-9]{1,2}[-/][0-9]{1,2}(?![0-9])", even(text))
    return "/".join(reversed(re.split("[-/]", pairs[0]))) if len(pairs) == 1 else ""


def _reasons() -> dict[str, str]:
    return {
        "bare-number": t("A number alone may be an hour, a day or a month."),
        "combination": t("Each of these words is known, but together they make no date."),
        "contradiction": t("Parts of it contradict each other."),
        "day-or-hour": t('It may be a day of the month or an hour: write "14:00" or "2 dec".'),
        "day-or-time": t("It may be a day or a time: write 3/30 or 3:30."),
        "dotted-order": t("A date with dots starts with the day: 24.12.2026."),
        "era-over": t("That era does not include that day."),
        "has-begun": t("It has already begun: name a day in it, or its end."),
        "month-or-minute": t('"m" may be a month or a minute: write "mo" or "min".'),
        "no-date": t("It does not name a date."),
        "no-holiday": t("That day is no public holiday."),
        "no-such-day": t("There is no such day."),
        "no-such-time": t("There is no such time of day."),
        "noon-or-midnight": t("It may be noon or midnight: write 12:00 or 0:00."),
        "not-understood": t("This part is not a known way to write a date or a time."),
        "other-weekday": t("That day falls on another weekday."),
        "other-order": t("Your settings have day and month in the other order."),
        "out-of-range": t("That is too far away."),
        "recurring": t("Only a single date can be given, not a series."),
        "said-twice": t("The same thing is said twice: give one day and one time."),
        "time-or-duration": t("It may be a time of day or a number of hours and minutes."),
        "too-long": t("It is far longer than any date."),
        "which-day": t("This is a longer period: name the day."),
        "week-of-month": t("Weeks of a month are counted in different ways: name a day in it."),
        "several": t("It may be one number or two, such as two or three: write it in figures."),
        "which-month": t("It may be the one of this year or of another: write its year."),
        "which-midnight": t("It may be where that day begins or where it ends: write 0:00 with a date, or 23:59."),
        "which-week": t('It may be the one of this week, which is past, or the next: write "last" or "next".'),
        "which-year": t("The year needs four digits, or its era."),
        "wrong-way": t("This date has to lie in the other direction."),
    }
