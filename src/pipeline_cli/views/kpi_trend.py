"""How the measures went: a line of bars for each, and the last figures beside it."""

from collections.abc import Iterator
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.kpi import Trend
from pipeline_cli.domain.measure_names import metric_in
from pipeline_cli.i18n import t
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.kpi_words import value_text
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed
from pipeline_cli.views.sparkline import sparkline

LAST: Final = 4
COLUMNS: Final = (
    Column(least=20),
    Column(),
    *(Column(is_right=True, leaves=place) for place in (1, 2, 3)),
    Column(is_right=True),
)


def trend_screen(found: Trend) -> Sheet:
    """Lay out a trend; the first and the last week or month may be parts of one."""
    return Sheet(lambda page: _lines(found, page))


def _lines(found: Trend, page: Page) -> Iterator[Line]:
    today = found.span.last
    head = t("{first} to {last}", first=format_day(found.span.first, today), last=format_day(today, today))
    by = t("by week") if found.by == "week" else t("by month")
    yield from flowed([(head, "heading"), ("  ", ""), (by, "aside")], page, lines=2)
    shown = found.spans[-LAST:]
    titles = (t("measure"), t("trend"), *_missing(len(shown)), *(_name(span, found.by) for span in shown))
    yield from grid(titled(titles, [_row(found, place, page) for place in range(len(found.rows))]), COLUMNS, page)


def _row(found: Trend, place: int, page: Page) -> list[Part]:
    row = found.rows[place]
    head = row[0]
    is_known = any(one.value is not None for one in row)
    label = metric_in(head.metric, head.currency if is_known else None)
    texts = [value_text(one.value, one.unit, one.currency, page.signs) for one in row[-LAST:]]
    values: list[Part] = [(text, "number") for text in (*_missing(len(texts)), *texts)]
    return [(label, ""), (sparkline([one.value for one in row], page.signs), "good"), *values]


def _missing(there: int) -> tuple[str, ...]:
    """Return the cells that are empty where there are fewer weeks or months than columns."""
    return ("",) * (LAST - there)


def _name(span: Span, by: str) -> str:
    """Return the name of a month, or the day that a week begins with."""
    return f"{span.first:%Y-%m}" if by == "month" else f"{span.first:%m-%d}"
