"""The one error of this package: a date that can't be read without guessing."""

from pipeline_cli.dates.text import as_typed, shown
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import language, t

EXAMPLES = {
    "en": {"ahead": ("tue 14:00", "+3d"), "back": ("last monday", "3 days ago"), "end": ("end of month", "15 dec")},
    "ja": {"ahead": ("来週火曜 14時", "3日後"), "back": ("先週の月曜", "3日前"), "end": ("月末", "12月15日")},
}
"""Two dates of each language for each way of looking, to show to whom another was refused."""


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
    first, second = EXAMPLES["ja" if language() == "ja" else "en"][looking]
    hint = t('This would be read: "{first}", "{second}".', first=first, second=second)
    return DateError(code, part, what=what, why=_reasons().get(code, ""), hint=hint)


def _reasons() -> dict[str, str]:
    return {
        "bare-number": t("A number alone may be an hour, a day or a month."),
        "combination": t("These words are known, but not what they mean together."),
        "contradiction": t("Its parts contradict each other."),
        "era-over": t("That day does not lie in that era."),
        "has-begun": t("It has begun already: name a day in it, or its end."),
        "month-or-minute": t('"m" may be a month or a minute: write "mo" or "min".'),
        "no-date": t("It leaves the date open."),
        "no-holiday": t("That day is no public holiday."),
        "no-such-day": t("The calendar has no such day."),
        "no-such-time": t("No clock shows that time."),
        "noon-or-midnight": t("It may be noon or midnight: write 12:00 or 0:00."),
        "not-understood": t("These are no words or figures of dates."),
        "other-weekday": t("That day falls on another weekday."),
        "other-order": t("It has day and month the other way round than your settings."),
        "out-of-range": t("The calendar does not reach that far."),
        "recurring": t("Only a single date can be given, not a series."),
        "said-twice": t("It says for the second time what was said before."),
        "too-long": t("It is far longer than any date."),
        "which-day": t("A time needs a day, and this is a longer period."),
        "which-midnight": t("It may be where that day begins or where it ends: write 0:00 with a date, or 23:59."),
        "which-year": t("The year needs four digits, or its era."),
        "wrong-way": t("It points the other way than this date is used."),
    }
