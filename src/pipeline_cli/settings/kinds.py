"""The kinds of values that settings have: how each is read, from the file or as typed, and written."""

from collections.abc import Callable, Iterable, Sequence
from datetime import time
from typing import Any, Final, NamedTuple

from pipeline_cli.errors import PipeError
from pipeline_cli.i18n import LANGUAGES, listed, sentences, t
from pipeline_cli.settings.problem import WrongValueError, nearest
from pipeline_cli.settings.value_words import word_typed

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS_IN_JAPANESE: Final = "月火水木金土日"
ORDERS: Final = ("month-first", "day-first")
NO_COUNTRY: Final = "none"
MONTHS: Final = 12

_YES: Final = ("true", "yes", "on", "はい")
_NO: Final = ("false", "no", "off", "いいえ")
_CODE: Final = 2
"""Letters of a country's code; a part of a country has its own behind it, US-CA."""


class Kind(NamedTuple):
    """A kind of value.

    Attributes:
        name: what to write, in a word or as choices.
        read: turns a value of TOML into ours, or raises WrongValueError.
        plain: turns ours into what stands in the file.
        is_list: whether it is several values, with commas between them where it is typed.
    """

    name: str
    read: Callable[[Any], Any]
    plain: Callable[[Any], Any]
    is_list: bool = False

    def typed(self, text: str) -> object:
        """Return what was typed as it is read from a file.

        Raises:
            WrongValueError: it is none of this kind.
        """
        given = [part for part in text.replace("、", ",").replace(",", " ").split() if part]
        return self.plain(self.read(given if self.is_list else text.strip()))


def same(value: Any) -> Any:  # noqa: ANN401  # whatever TOML has
    """Return what stands in the file as it is."""
    return value


def read_flag(value: object) -> bool:
    """Return yes or no."""
    text = value.casefold() if isinstance(value, str) else ""
    if isinstance(value, bool) or text in (*_YES, *_NO):
        return value is True or text in _YES
    raise _wrong(value, t("Write true or false."))


def choice(*known: str) -> Callable[[object], str]:
    """Return what reads one of some words."""

    def read(value: object) -> str:
        if isinstance(value, str) and (word := word_typed(value)) in known:
            return word
        raise _wrong(value, _choose(value, known))

    return read


def read_month(value: object) -> int:
    """Return the number of a month."""
    text = value.strip().removesuffix("月") if isinstance(value, str) else value
    number = int(text) if isinstance(text, str) and text.isdecimal() else text
    if type(number) is int and 1 <= number <= MONTHS:
        return number
    raise _wrong(value, t("Write the number of a month, 1 to 12."))


def read_time(value: object) -> time:
    """Return a time of day, to the minute."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    hour, _, minute = str(value).partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise _wrong(value, t('Write a time of day: "09:00"')) from None


def time_text(value: time) -> str:
    """Write a time of day."""
    return f"{value:%H:%M}"


def read_weekdays(value: object) -> tuple[int, ...]:
    """Return weekdays by their numbers, Monday is 0; ``mon-fri`` means all in between."""
    days = {day for text in _texts(value) for day in _weekdays(text)}
    if not days:
        raise _wrong(value, _days_hint())
    return tuple(sorted(days))


def weekday_names(days: Iterable[int]) -> list[str]:
    """Return the names that weekdays have in the file."""
    return [WEEKDAYS[day] for day in days]


def read_closed(value: object) -> Any:  # noqa: ANN401  # ClosedDays, which is loaded only here
    """Return the user's own days without business."""
    from pipeline_cli.dates.closed_days import ClosedDays, closed_span

    spans = []
    for text in _texts(value):
        try:
            spans.append(closed_span(text))
        except ValueError:
            hint = t('Write "2026-08-12", "2026-08-12..2026-08-14", or every year "12/29-1/3".')
            raise _wrong(text, hint) from None
    return ClosedDays(tuple(spans))


def closed_texts(value: Any) -> list[str]:  # noqa: ANN401  # ClosedDays
    """Return closed days as they stand in the file."""
    return [str(span) for span in value.spans]


def read_country(value: object) -> str | None:
    """Return the code of a country whose holidays count; None for none."""
    code = value.strip().upper() if isinstance(value, str) else ""
    if code.casefold() == NO_COUNTRY:
        return None
    country, is_part, part = code.partition("-")
    if len(country) == _CODE and country.isalpha() and code.isascii() and part.isalnum() == bool(is_part):
        return code
    raise _wrong(value, t('Write the ISO code of a country, such as "JP", or "none".'))


def country_text(code: str | None) -> str:
    """Return a country as it stands in the file."""
    return code or NO_COUNTRY


def read_currency(value: object) -> str:
    """Return a currency's ISO 4217 code."""
    from pipeline_cli.money.currencies import currency_code

    try:
        return currency_code(str(value))
    except PipeError as error:
        raise WrongValueError(sentences(error.what, error.hint)) from None


def read_amount(value: object) -> str:
    """Return an amount as it was written; which currency it is in where it names none is found out later."""
    from pipeline_cli.money.reading import parse_money

    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    try:
        parse_money(text, default_currency="JPY" if "." not in text else "USD")
    except PipeError as error:
        raise _wrong(value, error.hint or t('Write an amount: "5000", "¥5,000", "USD 45"')) from None
    return text


LANGUAGE: Final = Kind("|".join(LANGUAGES), choice(*LANGUAGES), same)
CURRENCY: Final = Kind("CURRENCY", read_currency, same)
AMOUNT: Final = Kind("MONEY", read_amount, same)
ORDER: Final = Kind("|".join(ORDERS), choice(*ORDERS), same)
MONTH: Final = Kind("1-12", read_month, same)
FLAG: Final = Kind("true|false", read_flag, same)
DAYS: Final = Kind("DAYS", read_weekdays, weekday_names, is_list=True)
TIME: Final = Kind("HH:MM", read_time, time_text)
COUNTRY: Final = Kind("COUNTRY|none", read_country, country_text)
CLOSED: Final = Kind("DAYS", read_closed, closed_texts, is_list=True)


def _weekdays(text: str) -> Sequence[int]:
    first, is_span, last = text.partition("-")
    ends = [_weekday(end) for end in (first, last if is_span else first)]
    if ends[0] > ends[1]:
        return (*range(ends[0], len(WEEKDAYS)), *range(ends[1] + 1))
    return range(ends[0], ends[1] + 1)


def _weekday(text: str) -> int:
    name = text.strip().casefold()
    if name[:1] and name[:1] in _WEEKDAYS_IN_JAPANESE and name[1:] in ("", "曜", "曜日"):
        return _WEEKDAYS_IN_JAPANESE.index(name[0])
    if name[:3] in WEEKDAYS and name in (name[:3], *_FULL_NAMES):
        return WEEKDAYS.index(name[:3])
    raise _wrong(text, _days_hint())


_FULL_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _days_hint() -> str:
    return t("Write weekdays, such as mon-fri or mon, wed, fri.")


def _texts(value: object) -> Sequence[str]:
    """Return a list of texts."""
    given = [value] if isinstance(value, str) else value
    if isinstance(given, list) and all(not isinstance(one, (list, dict, bool)) for one in given):
        return [str(one) for one in given]
    raise _wrong(value, t('Write a list: ["one", "two"]'))


def _choose(value: object, known: Sequence[str]) -> str:
    meant = nearest(str(value), known)
    choices = t("Choose one of: {known}", known=listed(*known))
    return sentences(t("Did you mean {word}?", word=meant), choices) if meant else choices


def _wrong(value: object, hint: str) -> WrongValueError:
    shown = "true" if value is True else "false" if value is False else str(value)
    return WrongValueError(sentences(t('"{value}" does not fit.', value=shown[:_SHOWN]), hint))


_SHOWN = 40
