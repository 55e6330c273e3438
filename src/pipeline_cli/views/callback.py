"""One callback of the agenda: when, who and what about, and what they said last time below or beside it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.agenda import AgendaItem
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.i18n import t
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, beside, flowed, joined, width_of
from pipeline_cli.views.text import on_a_line
from pipeline_cli.views.wording import conversation, due_text, lateness, step_words

SIDE_BY_SIDE: Final = 90
"""Cells from which the last conversation stands beside the next step."""

READABLE: Final = 200
"""Cells of a note on a line of unlimited length."""

WHY_LINES: Final = 2

GAP: Final = 2


def callbacks(items: Sequence[AgendaItem], page: Page, now: datetime, *, note_lines: int) -> Iterator[Line]:
    """Yield the lines of callbacks, in the order given, with some lines of the last conversation each."""
    whens = [_when(item.next_step, now) for item in items]
    margin = max((width_of(line) for when in whens for line in when), default=0) + GAP
    for item, when in zip(items, whens, strict=True):
        yield from beside(when, margin, _what(item, page.less(margin), now, note_lines))


def _deal_parts(deal: Deal, page: Page) -> list[Part]:
    """Return a deal's number, customer and title."""
    name = [(f"#{deal.id} ", "number"), (on_a_line(deal.customer_name), "customer")]
    return [*name, (f" {page.signs.dot} ", "aside"), (on_a_line(deal.title), "")] if deal.title else name


def _when(step: NextStep | None, now: datetime) -> Sequence[Line]:
    """Return the one or two lines of the left column: when it is due, and how late that is."""
    if step is None or step.due is None:
        return []
    late = lateness(step.due, now)
    return [[(_due_on_the_day(step.due, now), "due")], [(late, "overdue")]][: 2 if late else 1]


def _due_on_the_day(due: Due, now: datetime) -> str:
    if due.on != now.date():
        return due_text(due, now.date())
    return t("all day") if due.at is None else f"{due.at:%H:%M}"


def _what(item: AgendaItem, page: Page, now: datetime, note_lines: int) -> Iterator[Line]:
    if page.is_unlimited or page.width < SIDE_BY_SIDE:
        yield from _who_and_why(item, page)
        yield from _last(item, page, now, note_lines)
        return
    margin = (page.width + GAP) // 2
    left = list(_who_and_why(item, page._replace(width=margin - GAP)))
    yield from beside(left, margin, _last(item, page.less(margin), now, max(len(left), note_lines)))


def _who_and_why(item: AgendaItem, page: Page) -> Iterator[Line]:
    yield from flowed(_deal_parts(item.deal, page), page, lines=NAME_LINES)
    if item.next_step:
        words = [*step_words(item.next_step), (on_a_line(item.next_step.why), "")]
        yield from flowed(joined(words, page.signs), page, lines=WHY_LINES)


def _last(item: AgendaItem, page: Page, now: datetime, lines: int) -> Iterator[Line]:
    yield from flowed(_last_parts(item, now.date()), page._replace(width=min(READABLE, page.width)), lines=lines)


def _last_parts(item: AgendaItem, today: date) -> list[Part]:
    """Return the last conversation: its day, its kind and what was said; since when there is none where that is so."""
    if item.last is None:
        opened = format_day(item.deal.opened_at.date(), today)
        return [(t("no conversation since it was opened {day}", day=opened), "aside")]
    return [(conversation(item.last, today) + ": ", "aside"), (on_a_line(item.last.note) or t("no note"), "")]
