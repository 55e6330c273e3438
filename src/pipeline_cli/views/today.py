"""The screen of ``pipe today``: who to call, each with what they said last time; nothing about quota."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from pipeline_cli.dates import distance, format_day
from pipeline_cli.domain.agenda import Agenda, AgendaItem, as_of
from pipeline_cli.domain.next_step import is_overdue
from pipeline_cli.i18n import t
from pipeline_cli.views.callback import callbacks
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, indented, more
from pipeline_cli.views.text import on_a_line
from pipeline_cli.views.wording import silence, with_distance

MOST_BELOW: Final = 10
"""What each list below the callbacks shows of itself, so that a morning's screen stays one."""

FEW_CALLBACKS: Final = 8
"""So many are shown with two lines of the last conversation; more of them with one."""

INDENT: Final = 2

COLUMNS: Final = (Column(is_right=True), Column(least=12, folds=True), Column(), Column(least=16, leaves=1))


class Below(NamedTuple):
    """A list below the callbacks.

    Attributes:
        name: of the agenda's field.
        title: its heading.
        advice: what to do about what is in it.
        fact: what each row states.
        about: the text that each row ends with.
    """

    name: str
    title: str
    advice: str
    fact: Callable[[AgendaItem, Agenda], str]
    about: Callable[[AgendaItem], str]


def agenda_screen(agenda: Agenda, *, is_whole: bool = False) -> Sheet:
    """Lay out a day's agenda.

    Args:
        agenda: what asks for attention.
        is_whole: whether the lists below the callbacks are shown in full, too.
    """
    return Sheet(lambda page: _lines(agenda, page, most=None if is_whole or page.is_unlimited else MOST_BELOW))


def _lines(agenda: Agenda, page: Page, *, most: int | None) -> Iterator[Line]:
    yield from flowed(_heading(agenda), page, lines=1)
    yield []
    if agenda.callbacks:
        note_lines = 2 if len(agenda.callbacks) <= FEW_CALLBACKS else 1
        yield from callbacks(agenda.callbacks, page, agenda.now, note_lines=note_lines)
        yield from _more(agenda.totals["callbacks"] - len(agenda.callbacks), page)
    else:
        yield from _freed_time(agenda, page)
    for below in _lists_below():
        yield from _list(below, agenda, page, most)
    yield []
    yield from flowed([(_day_so_far(agenda), "aside")], page, lines=2)


def _heading(agenda: Agenda) -> list[Part]:
    """Return the day, and how many are to be called."""
    today = agenda.now.date()
    day = format_day(agenda.on, today)
    away = "" if agenda.on == today else f" ({distance(agenda.on, today)})"
    counts = _counts(agenda) if agenda.callbacks else ""
    return [(f"{day}{away}", "heading"), (f"  {counts}", "")]


def _counts(agenda: Agenda) -> str:
    total = agenda.totals["callbacks"]
    dues = [item.next_step.due for item in agenda.callbacks if item.next_step and item.next_step.due]
    late = agenda.late
    if late is None:
        late = sum(1 for due in dues if is_overdue(due, as_of(agenda.now, agenda.on)))
    if late:
        return t("{total} to call, {late} late", total=f"{total:,}", late=f"{late:,}")
    return t("{total} to call", total=f"{total:,}")


def _freed_time(agenda: Agenda, page: Page) -> Iterator[Line]:
    """Say what to do with a day without callbacks."""
    if agenda.is_clear:
        yield from flowed([(t("No calls to make, and nobody left waiting."), "good")], page, lines=2)
        advice = t(
            "The time is free for new approaches: as a rule, 300 of them make 30 potential customers,"
            " 3 prospects and 1 contract."
        )
    else:
        yield from flowed([(t("No calls to make."), "good")], page, lines=2)
        advice = t("The time is free: settle the next step of those below, then make new approaches.")
    yield from flowed([(advice, "")], page, lines=3)
    yield []
    commands = [
        (t('pipe log NAME "what they said" --next WHEN'), t("writes down who you reached")),
        ("pipe today --days 7", t("shows the week to come")),
    ]
    rows = [[(command, "number"), (meaning, "aside")] for command, meaning in commands]
    yield from indented(grid(rows, (Column(), Column(least=20, leaves=1)), page.less(INDENT)), INDENT)


def _lists_below() -> Iterable[Below]:
    """Return the lists below the callbacks, in order."""
    return (
        Below("waiting", t("Waiting for them"), t("agree on a day when you call"), _silence, _said),
        Below("no_next_step", t("No next step"), t("set one: pipe next NUMBER WHEN"), _silence, _said),
        Below("decisions_due", t("Decisions due"), t("ask what they have decided"), _decision, _concern),
        Below("returning", t("Back from parking"), t("pipe reopen NUMBER"), _return, _said),
    )


def _list(below: Below, agenda: Agenda, page: Page, most: int | None) -> Iterator[Line]:
    items = getattr(agenda, below.name)[:most]
    if not items:
        return
    total = agenda.totals[below.name]
    yield []
    yield from flowed([(f"{below.title} {total:,}", "heading"), (f"  {below.advice}", "aside")], page, lines=1)
    yield from indented(grid([_row(item, below, agenda) for item in items], COLUMNS, page.less(INDENT)), INDENT)
    yield from _more(total - len(items), page)


def _row(item: AgendaItem, below: Below, agenda: Agenda) -> list[Part]:
    name = on_a_line(item.deal.customer_name)
    fact, said = below.fact(item, agenda), on_a_line(below.about(item))
    return [(f"#{item.deal.id}", "number"), (name, "customer"), (fact, ""), (said, "aside")]


def _said(item: AgendaItem) -> str:
    return item.last.note if item.last else t("never reached")


def _concern(item: AgendaItem) -> str:
    return item.deal.concern or _said(item)


def _silence(item: AgendaItem, agenda: Agenda) -> str:  # noqa: ARG001  # every fact is asked for in the same way
    return silence(item.silent_days) if item.last else ""  # what is said beside it says that there was no word yet


def _decision(item: AgendaItem, agenda: Agenda) -> str:
    return with_distance(item.deal.decides_on, agenda.now.date()) if item.deal.decides_on else ""


def _return(item: AgendaItem, agenda: Agenda) -> str:
    return with_distance(item.deal.parked_until, agenda.now.date()) if item.deal.parked_until else ""


def _more(n: int, page: Page) -> Iterator[Line]:
    """Say how many are not shown, and how to see them."""
    if n > 0:
        yield from indented(more(t("and {n} more: pipe today --limit 0", n=f"{n:,}"), page.less(INDENT)), INDENT)


def _day_so_far(agenda: Agenda) -> str:
    """Return the day's new approaches, and how many customers were helped."""
    approaches, helped = agenda.new_approaches, agenda.help_given
    return "  ".join(
        (
            _of(t("New approaches: {done}", done=f"{approaches.done:,}"), approaches.planned),
            _of(t("Customers helped: {done}", done=f"{helped.customers:,}"), helped.goal),
        )
    )


def _of(text: str, goal: int | None) -> str:
    return text if goal is None else t("{text} of {goal}", text=text, goal=f"{goal:,}")
