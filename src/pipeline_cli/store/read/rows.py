"""Rows of the queries, as frozen domain types. The order of fields here is the order of columns there."""

from datetime import date, datetime, tzinfo

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.money.amount import Money
from pipeline_cli.store.read import Row
from pipeline_cli.zone import local


def deal_of(row: Row, zone: tzinfo | None) -> Deal:
    """Return the deal of a row of ``deals_by_id.sql``, its instants in a zone."""
    id_, ref, title, customer_id, customer_name, state, stage, currency, value, profit, mrr, *rest = row
    concern, if_solved, decides_on, opened_at, stage_since, closed_at, *rest = rest
    lost_reason, parked_until, is_repeat, tags, source = rest
    return Deal(
        id=id_,
        ref=ref,
        title=title,
        customer_id=customer_id,
        customer_name=customer_name,
        state=state,
        stage=stage,
        value=money_of(value, currency),
        profit=money_of(profit, currency),
        mrr=money_of(mrr, currency),
        concern=concern,
        if_solved=if_solved,
        decides_on=day_of(decides_on),
        opened_at=instant_of(opened_at, zone),
        stage_since=instant_of(stage_since, zone),
        closed_at=closed_at and instant_of(closed_at, zone),
        lost_reason=lost_reason,
        parked_until=day_of(parked_until),
        is_repeat=bool(is_repeat),
        tags=texts_of(tags),
        source=source,
    )


def step_of(row: Row, zone: tzinfo | None) -> NextStep:
    """Return the next step of a row of ``steps_of_deals.sql``; a timed one is due on its day in the zone."""
    id_, deal_id, due_on, due_at, by, why, agreed, waiting, moves, attempts = row
    return NextStep(id_, deal_id, due_of(due_on, due_at, zone), by, why, bool(agreed), bool(waiting), moves, attempts)


def due_of(due_on: str | None, due_at: str | None, zone: tzinfo | None) -> Due | None:
    """Return when something is due, from its two columns."""
    if due_at is not None:
        at = instant_of(due_at, zone)
        return Due(at.date(), at)
    return Due(date.fromisoformat(due_on)) if due_on is not None else None


def activity_of(row: Row, zone: tzinfo | None) -> Activity:
    """Return the activity of a row of ``last_reached.sql`` or ``activities_of_customer.sql``."""
    id_, deal_id, customer_id, at, kind, inbound, reached, note, minutes, appointment, valid, helped, thanked = row
    return Activity(
        id_,
        deal_id,
        customer_id,
        instant_of(at, zone),
        kind,
        bool(inbound),
        bool(reached),
        note,
        minutes,
        bool(appointment),
        None if valid is None else bool(valid),
        helped,
        bool(thanked),
    )


def money_of(minor: int | None, currency: str | None) -> Money | None:
    """Return an amount from its two columns."""
    return None if minor is None or currency is None else Money(minor, currency)


def instant_of(text: str, zone: tzinfo | None) -> datetime:
    """Return a stored instant, in a zone."""
    return local(datetime.fromisoformat(text), zone)


def day_of(text: str | None) -> date | None:
    """Return a stored day."""
    return None if text is None else date.fromisoformat(text)


def texts_of(stored: str) -> tuple[str, ...]:
    """Return a stored list of texts."""
    if stored == "[]":
        return ()
    import json

    return tuple(json.loads(stored))
