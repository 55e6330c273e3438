"""The options that name a period: ``--period NAME``, or ``--from DAY --to DAY``."""

from datetime import date
from typing import Final
from unicodedata import normalize

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run
from pipeline_cli.dates import DateError, When, parse_when
from pipeline_cli.dates.named_periods import AHEAD, PERIODS, first_day, last_day, named_span
from pipeline_cli.dates.spans import Span
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

THIS_MONTH: Final = "this month"
BETWEEN: Final = (" - ", "..", "~", " to ", "から")
"""What stands between the two days of a period."""


def period_of(
    run: Run,
    period: str | None,
    first: str | None,
    last: str | None,
    *,
    default: str = THIS_MONTH,
    is_ahead: bool = False,
) -> Span:
    """Return the days that are meant.

    Args:
        run: the run.
        period: what was typed for ``--period``.
        first: for ``--from``.
        last: for ``--to``.
        default: the period where nothing was typed.
        is_ahead: whether it has to end today or later.

    Raises:
        UsageError: they can't be read, are said twice, are the wrong way round, or are over already.
    """
    if (first is None) != (last is None):
        given, missing = ("--to", "--from") if first is None else ("--from", "--to")
        raise UsageError(
            t("{option} needs {other}.", option=given, other=missing),
            hint=t("Give both, or a period by its name: {example}", example=_example(is_ahead=is_ahead)),
        )
    if period is None and (first is None or last is None):
        span = _named(run, default, is_ahead=is_ahead)
    elif first is None or last is None:
        span = _told(run, period or default, is_ahead=is_ahead)
    elif period is not None:
        raise UsageError(t("--period and --from say the same thing."), hint=t("Leave one of them out."))
    else:
        span = _between(run, first, last, is_ahead=is_ahead)
    _refuse_past(run, span, is_ahead=is_ahead)
    return span


def _example(*, is_ahead: bool) -> str:
    return '--period "next month"' if is_ahead else '--period "last month"'


def _told(run: Run, name: str, *, is_ahead: bool) -> Span:
    """Return the days of a period that was typed, and tell which they are, if its days were not told one by one."""
    span = _named(run, name, is_ahead=is_ahead)
    if not two_days(name)[1]:
        inputs.tell_span(run, span)
    return span


def _named(run: Run, name: str, *, is_ahead: bool) -> Span:
    first, last = two_days(name)
    if last:
        return _between(run, first, last, is_ahead=is_ahead)
    try:
        return named_span(name, run.now, is_ahead=is_ahead)
    except DateError:
        return named_span(inputs.one_of("period", name, AHEAD if is_ahead else PERIODS), run.now)


def two_days(text: str) -> tuple[str, str]:
    """Return the two days of a text that has both, as ``10/1 - 12/31`` or ``10/1から12/31まで``; else it, and ""."""
    evened = normalize("NFKC", text).replace("〜", "~")
    for sign in BETWEEN:
        first, _, last = (part.strip() for part in evened.partition(sign))
        if first and last:
            return first, last.removesuffix("まで")
    return text, ""


def _between(run: Run, first: str, last: str, *, is_ahead: bool) -> Span:
    """Return the days from one that was typed to another.

    Raises:
        UsageError: they can't be read, or are the wrong way round.
    """
    if is_ahead:
        end = parse_when(last, now=run.now, looking="end").on
        start = first_day(first, run.now, until=end)
    else:
        start = parse_when(first, now=run.now, looking="back").on
        end = last_day(last, run.now, since=start)
    in_order(start, end)
    for day in (start, end):
        inputs.tell(run, When(day))
    return Span(start, end)


def in_order(first: date, last: date) -> None:
    """See that a period begins before it ends.

    Raises:
        UsageError: it does not.
    """
    if first > last:
        raise UsageError(
            t("--from {first} is after --to {last}.", first=first, last=last),
            hint=t("Change them round, or leave one of them out."),
        )


def _refuse_past(run: Run, span: Span, *, is_ahead: bool) -> None:
    if is_ahead and span.last < run.today:
        raise UsageError(
            t("{first} to {last} is no period to come.", first=span.first, last=span.last),
            hint=t("Give a first day, and a last one that is today or later."),
        )
