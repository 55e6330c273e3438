"""The screen and the JSON of ``pipe history``."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.operation import History, Operation
from pipeline_cli.i18n import t
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, more
from pipeline_cli.views.text import on_a_line

COLUMNS: Final = (Column(is_right=True), Column(leaves=1), Column(), Column(), Column(least=12))


def history_screen(history: History) -> Sheet:
    """Lay out the history, an entry a line."""
    return Sheet(lambda page: _lines(history, page))


def history_json(history: History) -> dict[str, Any]:
    """Return the history as the README promises it."""
    entries = [{**one._asdict(), "at": one.at.isoformat()} for one in history.operations]
    return {"operations": entries, "total": history.total}


def _lines(history: History, page: Page) -> Iterator[Line]:
    if not history.operations:
        yield from flowed([(t("Nothing was changed so far."), "")], page, lines=2)
        return
    yield from grid([_row(one, history) for one in history.operations], COLUMNS, page)
    shown = len(history.operations)
    if shown < history.total:
        yield from more(
            t("{shown} of {total} changes; all of them with --limit 0", shown=shown, total=history.total), page
        )
    else:
        yield from flowed([(t('"pipe undo" takes back the last one'), "aside")], page, lines=1)


def _row(one: Operation, history: History) -> list[Part]:
    style = "aside" if one.undone else ""
    return [
        (f"{one.id}", "number"),
        (f"{format_day(one.at.date(), history.now.date())} {one.at:%H:%M}", style),
        (one.command, style or "heading"),
        (t("taken back") if one.undone else "", "aside"),
        (on_a_line(one.summary), style),
    ]
