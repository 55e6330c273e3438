"""The shapes of the JSON that every command answers with, as the README promises them."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.agenda import LISTS, Agenda, AgendaItem
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.money.amount import Money

if TYPE_CHECKING:
    from pipeline_cli.domain.customer import Customer

Document = dict[str, Any]

# Legal in JSON, but they reach the terminal: C1 controls, and what turns the direction of text.
_UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def json_text(document: Mapping[str, Any]) -> str:
    """Return one JSON document on one line, nothing in it that a terminal obeys."""
    text = json.dumps(document, ensure_ascii=False)
    if text.isprintable():
        return text
    import re

    return re.sub(_UNSAFE, lambda found: f"\\u{ord(found[0]):04x}", text)


def money_json(money: Money | None) -> Document | None:
    """Return an amount: whole minor units and the currency."""
    return None if money is None else {"minor": money.minor, "currency": money.currency}


def customer_json(customer: "Customer") -> Document:
    """Return a customer, shape C."""
    return customer._asdict()


def deal_json(deal: Deal) -> Document:
    """Return a deal, shape D."""
    return {
        "id": deal.id,
        "ref": deal.ref,
        "title": deal.title,
        "customer": {"id": deal.customer_id, "name": deal.customer_name},
        "state": deal.state,
        "stage": deal.stage,
        "value": money_json(deal.value),
        "profit": money_json(deal.profit),
        "mrr": money_json(deal.mrr),
        "concern": deal.concern,
        "if_solved": deal.if_solved,
        "decides_on": _iso(deal.decides_on),
        "opened_at": _iso(deal.opened_at),
        "stage_since": _iso(deal.stage_since),
        "closed_at": _iso(deal.closed_at),
        "lost_reason": deal.lost_reason,
        "parked_until": _iso(deal.parked_until),
        "repeat": deal.is_repeat,
        "tags": list(deal.tags),
        "source": deal.source,
    }


def activity_json(activity: Activity) -> Document:
    """Return an activity, shape A."""
    document = {**activity._asdict(), "at": _iso(activity.at)}
    del document["customer_id"]
    return document


def step_json(step: NextStep | None) -> Document | None:
    """Return a next step, shape N; None where there is none, waiting for the customer included."""
    if step is None or step.due is None:
        return None
    return {
        "due_at": due_json(step.due),
        "all_day": step.due.is_all_day,
        "by": step.by,
        "why": step.why,
        "agreed": step.agreed,
        "moves": step.moves,
        "waiting": step.waiting,
        "attempts": step.attempts,
    }


def due_json(due: Due) -> str:
    """Return a day, or an instant with its offset."""
    return (due.at or due.on).isoformat()


def agenda_json(agenda: Agenda) -> Document:
    """Return what ``pipe today`` answers."""
    return {
        "now": _iso(agenda.now),
        "on": _iso(agenda.on),
        **{name: [_agenda_item(item) for item in getattr(agenda, name)] for name in LISTS},
        "totals": agenda.totals,
        "new_approaches": agenda.new_approaches._asdict(),
        "help_given": agenda.help_given._asdict(),
    }


def _agenda_item(item: AgendaItem) -> Document:
    return {
        "deal": deal_json(item.deal),
        "next_step": step_json(item.next_step),
        "last": activity_json(item.last) if item.last else None,
        "silent_days": item.silent_days,
        "overdue_days": item.overdue_days,
    }


def _iso(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()
