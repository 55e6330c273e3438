"""The records behind a figure, and that they add up to it."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.kpi_explained import Explained, ExplainedFigure
from pipeline_cli.domain.measure_names import metric_label
from pipeline_cli.domain.measured_parts import Part as Record
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_money
from pipeline_cli.views.as_json import Document, money_json
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.kpi_json import figure_json, span_json
from pipeline_cli.views.kpi_words import cases_text, value_text
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, more
from pipeline_cli.views.text import on_a_line

SHOWN: Final = 100
"""Records that a screen lists; JSON has them all."""

COLUMNS: Final = (Column(), Column(), Column(least=8, folds=True), Column(is_right=True))


def explained_screen(found: Explained) -> Sheet:
    """Lay out each figure of a measure with the records that it counts."""
    return Sheet(lambda page: _lines(found, page))


def explained_json(found: Explained) -> Document:
    """Return each figure of a measure with all records that it counts."""
    return {
        "period": span_json(found.span),
        "metric": found.metric,
        "figures": [_figure_json(one, found) for one in found.figures],
    }


def _lines(found: Explained, page: Page) -> Iterator[Line]:
    for number, one in enumerate(found.figures):
        if number:
            yield []
        first, last = (format_day(day, found.today) for day in one.span)
        head = t("{measure}, {first} to {last}:", measure=metric_label(found.metric), first=first, last=last)
        total = value_text(one.figure.value, one.figure.unit, one.figure.currency, page.signs)
        cases = cases_text(one.figure)
        yield from flowed([(head, "heading"), (" ", ""), (total, "number"), ("  " + cases, "aside")], page, lines=2)
        if one.parts:
            yield from grid([_row(part, found) for part in one.parts[:SHOWN]], COLUMNS, page)
        if len(one.parts) > SHOWN:
            n = len(one.parts) - SHOWN
            yield from more(tn("{n} more: --json has all", "{n} more: --json has all", n), page)


def _row(part: Record, found: Explained) -> list[Part]:
    customer = on_a_line(found.customers.get(part.customer_id or 0, ""))
    return [
        (format_day(part.on, found.today), ""),
        (_what(part), "aside"),
        (customer, "customer"),
        (_adds(part), "number"),
    ]


def _what(part: Record) -> str:
    """Return what a record is: a deal by its number, an activity by its kind, what was tallied."""
    if part.record == "deal":
        return f"#{part.id}"
    return t(part.kind) if part.record == "activity" else t("{kind}, tallied", kind=t(part.kind))


def _adds(part: Record) -> str:
    """Return what a record adds: an amount, or to the hits and the cases of a rate."""
    if part.currency:
        return format_money(Money(part.amount, part.currency))
    return f"{part.amount:,}" if part.amount else t("{hits:,} of {of:,}", hits=part.hits, of=part.of)


def _figure_json(one: ExplainedFigure, found: Explained) -> Document:
    return {
        **figure_json(one.figure),
        "currency": one.figure.currency,
        "period": span_json(one.span),
        "parts": [_part_json(part, found) for part in one.parts],
    }


def _part_json(part: Record, found: Explained) -> dict[str, Any]:
    amount: Any = money_json(Money(part.amount, part.currency)) if part.currency else part.amount
    name = found.customers.get(part.customer_id or 0)
    return {
        "record": part.record,
        "id": part.id,
        "on": part.on.isoformat(),
        "kind": part.kind or None,
        "customer": None if part.customer_id is None else {"id": part.customer_id, "name": name},
        "amount": amount,
        "hits": part.hits,
        "of": part.of,
    }
