"""``pipe kpi --by week|month``: which weeks or months are drawn."""

from datetime import date, timedelta
from typing import Final

from pipeline_cli.commands import inputs
from pipeline_cli.commands.period_options import period_of
from pipeline_cli.context import Run
from pipeline_cli.dates.spans import Span, add_months, month_span, week_span
from pipeline_cli.domain.kpi import Trend
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.kpi import trend

BY: Final = ("week", "month")
USUAL: Final = 12
"""How many weeks or months are drawn where no period is said."""

MOST: Final = 120


def trend_of(run: Run, by: str, period: str | None, first: str | None, last: str | None) -> Trend:
    """Return how the measures went over a period, or over the last 12 weeks or months.

    Raises:
        UsageError: the period can't be read, or has more weeks or months than can be drawn.
    """
    step = inputs.one_of("unit of time", by, BY)
    if period or first or last:
        span = period_of(run, period, first, last)
    else:
        span = Span(_back(run.today, step, USUAL - 1), run.today)
    return trend(run.store.reader, step, tuple(_cut(span, step)), run.now, run.currency)


def _back(today: date, by: str, steps: int) -> date:
    if by == "week":
        return week_span(today).first - timedelta(weeks=steps)
    return add_months(today.replace(day=1), -steps)


def _cut(span: Span, by: str) -> list[Span]:
    """Return the weeks or months of a period; the first and the last may be parts of one."""
    found: list[Span] = []
    day = span.first
    while day <= span.last:
        if len(found) == MOST:
            raise UsageError(t("That is more than {n} weeks or months.", n=MOST), hint=t("Give a shorter period."))
        whole = week_span(day) if by == "week" else month_span(day.year, day.month)
        found.append(Span(day, min(whole.last, span.last)))
        day = found[-1].last + timedelta(days=1)
    return found
