"""The rows of each table as the cells of its file."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from pipeline_cli.domain.refs import made_ref
from pipeline_cli.exporters.csv_text import Guard, listed
from pipeline_cli.money.amount import Money, plain
from pipeline_cli.store.read import Row


class Style(NamedTuple):
    """How cells are written: the store that made refs begin with, the zone of instants, what guards texts."""

    store_id: str
    zone: tzinfo | None
    guard: Guard
    custom: tuple[str, ...] = ()

    def ref(self, table: str, id_: int, ref: str | None) -> str:
        """Return the ref of a row, made where it has none."""
        return self.guard(ref if ref is not None else made_ref(self.store_id, table, id_))

    def at(self, stored: str | None) -> str:
        """Return a stored instant, with the offset that it has in the zone."""
        return datetime.fromisoformat(stored).astimezone(self.zone).isoformat() if stored else ""

    def texts(self, stored: str) -> str:
        """Return a stored list of texts."""
        return self.guard(listed(json.loads(stored))) if stored != "[]" else ""

    def customs(self, stored: str) -> list[str]:
        """Return the custom fields of a row, one cell for each that any row has."""
        found = json.loads(stored) if stored != "{}" else {}
        return [self.guard(found.get(name, "")) for name in self.custom]


def customer_cells(row: Row, style: Style) -> list[str]:
    """Return the cells of a row of ``export_customers.sql``."""
    id_, ref, name, reading, company, phones, emails, tags, memo, created_at, custom = row
    return [
        style.ref("customers", id_, ref),
        *map(style.guard, (name, reading, company)),
        *map(style.texts, (phones, emails, tags)),
        style.guard(memo),
        style.at(created_at),
        *style.customs(custom),
    ]


def deal_cells(row: Row, style: Style) -> list[str]:
    """Return the cells of a row of ``export_deals.sql``."""
    id_, ref, customer, customer_ref, name, title, state, stage, value, currency, profit, mrr = row[:12]
    source, owner, tags, opened_at, closed_at, lost_reason, parked_until, concern, if_solved, decides_on = row[12:22]
    return [
        style.ref("deals", id_, ref),
        style.ref("customers", customer, customer_ref),
        *map(style.guard, (name, title)),
        state,
        stage,
        _money(value, currency),
        currency or "",
        _money(profit, currency),
        _money(mrr, currency),
        *map(style.guard, (source, owner)),
        style.texts(tags),
        *map(style.at, (opened_at, closed_at)),
        style.guard(lost_reason),
        parked_until or "",
        style.guard(concern),
        if_solved,
        decides_on or "",
        style.at(row[22]),
        *style.customs(row[23]),
    ]


def activity_cells(row: Row, style: Style) -> list[str]:
    """Return the cells of a row of ``export_activities.sql``."""
    id_, ref, deal, deal_ref, customer, customer_ref, at, kind, inbound, reached, minutes, appointment = row[:12]
    valid, note, helped, thanked, zone, custom = row[12:]
    return [
        style.ref("activities", id_, ref),
        style.ref("deals", deal, deal_ref) if deal else "",
        style.ref("customers", customer, customer_ref),
        style.at(at),
        kind,
        *map(_flag, (inbound, reached)),
        _count(minutes),
        *map(_flag, (appointment, valid)),
        *map(style.guard, (note, helped)),
        _flag(thanked),
        style.guard(zone),
        "" if deal else _flag(1),
        *style.customs(custom),
    ]


def step_cells(row: Row, style: Style) -> list[str]:
    """Return the cells of a row of ``export_next_steps.sql``."""
    id_, ref, deal, deal_ref, due_on, due_at, by, why, agreed, waiting, moves, state = row[:12]
    attempts, zone, set_at, ended_at = row[12:]
    return [
        style.ref("next_steps", id_, ref),
        style.ref("deals", deal, deal_ref),
        due_on or style.at(due_at),
        by,
        style.guard(why),
        *map(_flag, (agreed, waiting)),
        _count(moves),
        state,
        _count(attempts),
        style.guard(zone),
        *map(style.at, (set_at, ended_at)),
    ]


def stage_cells(row: Row, style: Style) -> list[str]:
    """Return the cells of a row of ``export_stages.sql``."""
    deal, deal_ref, stage, at, state = row
    return [style.ref("deals", deal, deal_ref), stage, style.at(at), state]


CELLS: Mapping[str, Callable[[Row, Style], Sequence[str]]] = {
    "customers": customer_cells,
    "deals": deal_cells,
    "activities": activity_cells,
    "next_steps": step_cells,
    "stages": stage_cells,
}
"""What makes the cells of each table."""


def _money(minor: int | None, currency: str | None) -> str:
    return "" if minor is None or currency is None else plain(Money(minor, currency))


def _flag(value: int | None) -> str:
    return "" if value is None else "true" if value else "false"


def _count(value: int | None) -> str:
    return "" if value is None else str(value)
