"""The screen and the JSON of ``pipe history``."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.entry_words import command_word, summary_text
from pipeline_cli.domain.field_words import field_word
from pipeline_cli.domain.operation import FieldChange, History, Operation, RecordChange
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.views.as_json import money_json
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.history_words import field_value, record_name, what_was_done
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, flowed, indented, more
from pipeline_cli.views.text import on_a_line

COLUMNS: Final = (Column(is_right=True), Column(leaves=1), Column(), Column(), Column(least=12))
INDENT: Final = 2
FIELD_LINES: Final = 6


def history_screen(history: History) -> Sheet:
    """Lay out the history, an entry a line; where records were asked for, what each was before and after."""
    return Sheet(lambda page: _lines(history, page))


def history_json(history: History) -> dict[str, Any]:
    """Return the history as the README promises it; ``records`` only where they were asked for."""
    return {"operations": [_entry_json(one) for one in history.operations], "total": history.total}


def _entry_json(one: Operation) -> dict[str, Any]:
    entry = {**one._asdict(), "at": one.at.isoformat()}
    records = entry.pop("records")
    del entry["left"]
    return entry if records is None else {**entry, "records": [_record_json(record) for record in records]}


def _record_json(record: RecordChange) -> dict[str, Any]:
    fields = [{"name": one.name, "before": _plain(one.before), "after": _plain(one.after)} for one in record.fields]
    return {**record._asdict(), "fields": fields}


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    if isinstance(value, Money):
        return money_json(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _lines(history: History, page: Page) -> Iterator[Line]:
    if not history.operations:
        yield from flowed([(_nothing(history), "")], page, lines=2)
        return
    if history.operations[0].records is None:
        yield from grid([_row(one, history) for one in history.operations], COLUMNS, page)
    for number, one in enumerate(history.operations if history.operations[0].records is not None else ()):
        yield from [[]] if number else []
        yield from _in_full(one, history, page)
    yield from _end(history, page)


def _nothing(history: History) -> str:
    return t("Nothing before that.") if history.total else t("Nothing was changed so far.")


def _end(history: History, page: Page) -> Iterator[Line]:
    shown, last = len(history.operations), history.operations[-1].id
    if shown < history.total:
        told = t(
            "{shown} of {total} changes; older ones with --before {number}, all of them with --limit 0",
            shown=shown,
            total=history.total,
            number=last,
        )
        yield from more(told, page)
    elif history.operations[0].records is None:
        hint = t('"pipe undo" takes back the last one; --only N shows what one changed')
        yield from flowed([(hint, "aside")], page, lines=2)


def _row(one: Operation, history: History) -> list[Part]:
    style = "aside" if one.undone else ""
    return [
        (f"{one.id}", "number"),
        (_when(one, history), style),
        (command_word(one.command), style or "heading"),
        (t("taken back") if one.undone else "", "aside"),
        (on_a_line(summary_text(one.command, one.summary, history.now.date())), style),
    ]


def _when(one: Operation, history: History) -> str:
    return f"{format_day(one.at.date(), history.now.date())} {one.at:%H:%M}"


def _in_full(one: Operation, history: History, page: Page) -> Iterator[Line]:
    head = [part for text, style in _row(one, history) if text for part in ((text, style), ("  ", ""))]
    yield from flowed(head[:-1], page, lines=3)
    records = _worth_showing(one.records or ())
    for record in records:
        words = [(record_name(record), "heading"), (f"  {what_was_done(record)}", "aside")]
        yield from indented(flowed(words, page.less(INDENT), lines=NAME_LINES), INDENT)
        facts = [_fact(field, record, history.now.date()) for field in record.fields]
        yield from indented(labelled(facts, page.less(2 * INDENT)), 2 * INDENT)
    if one.left:
        yield from indented(more(t("and {n:,} more, with --limit 0", n=one.left), page.less(INDENT)), INDENT)


def _worth_showing(records: tuple[RecordChange, ...]) -> list[RecordChange]:
    """Return records without the way of a deal, where the deal itself says the same."""
    deals = {record.deal for record in records if record.kind == "deal"}
    return [record for record in records if record.kind != "stage_change" or record.deal not in deals]


def _fact(field: FieldChange, record: RecordChange, today: date) -> Fact:
    """Return a field and what is in it: before and after where it was changed."""
    before, after = (field_value(field.name, value, today) for value in (field.before, field.after))
    if record.what != "changed":
        return field_word(field.name), [(after or before, "" if after else "aside")], FIELD_LINES
    parts: list[Part] = [(before or t("nothing"), "aside"), (" → ", "aside"), (after or t("nothing"), "")]
    return field_word(field.name), parts, FIELD_LINES
