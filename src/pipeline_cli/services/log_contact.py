"""Write down a contact: the activity, what it did to the next step, and what it says of the deal."""

from datetime import datetime

from pipeline_cli.domain.contact import Contact, Verdict, follow_up_warnings, promise_warnings, step_after
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.logged import Logged
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.domain.stages import first_stage
from pipeline_cli.services.deal_changes import (
    deal_in,
    decide,
    end_step,
    new_customer,
    new_deal,
    push_step,
    refuse_unless_open,
    reopen_deal,
    step_in,
    tell_news,
)
from pipeline_cli.services.forgotten import refuse_forgotten
from pipeline_cli.services.log_target import Target, as_it_is_now
from pipeline_cli.store.read import fetch_for
from pipeline_cli.store.read.rows import activity_of
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import ActivityRow, NextStepRow
from pipeline_cli.store.write import Unit
from pipeline_cli.zone import zone_name


def log_contact(store: Store, target: Target, contact: Contact, now: datetime) -> Logged:
    """Write down a contact with one customer, all of it or nothing.

    Raises:
        RefusedError: the deal is closed and the contact wants something that only an open one has; or the customer is
            new and was forgotten.
        StoreError: it could not be saved.
    """
    with store.writing("log", now) as unit:
        target = as_it_is_now(unit.reader, target, contact)
        id_, is_new_customer = _deal_for(unit, target, contact)
        activity = _write_activity(unit, id_, contact, now)
        _change_deal(unit, id_, contact, now)
        deal, step = deal_in(unit, id_, now), step_in(unit, id_, now)
        unit.summary = f"#{id_} {deal.customer_name}"
        written = activity_of(fetch_for(unit.reader, "activities_by_id", [activity])[0], now.tzinfo)
    cautions = (
        *promise_warnings(contact.promise.due if contact.promise else None, now),
        *follow_up_warnings(deal.state, step, str(deal.id)),
    )
    return Logged(deal, written, step, cautions, is_new_customer, is_new_deal=target.deal is None)


def _deal_for(unit: Unit, target: Target, contact: Contact) -> tuple[int, bool]:
    """Return the deal to log on, made first where it is new, and whether the customer is new."""
    if target.deal is not None:
        return target.deal, False
    if target.customer is None:
        refuse_forgotten(unit, target.name, contact.at, is_wanted=target.is_new)
    customer = target.customer or new_customer(unit, target.name, contact.at, reading=target.reading)
    stage = contact.news.stage or first_stage()
    return new_deal(unit, customer, stage, contact.at), target.customer is None


def _write_activity(unit: Unit, deal: int, contact: Contact, now: datetime) -> int:
    return unit.insert(
        ActivityRow,
        customer_id=deal_in(unit, deal, now).customer_id,
        deal_id=deal,
        at=contact.at,
        zone=zone_name(contact.at),
        kind=contact.kind,
        inbound=contact.inbound,
        reached=contact.reached,
        minutes=contact.minutes,
        appointment=contact.appointment,
        valid=contact.valid,
        note=contact.note,
        helped=contact.helped,
        thanked=contact.thanked,
    )


def _change_deal(unit: Unit, id_: int, contact: Contact, now: datetime) -> None:
    deal = _working_deal(unit, deal_in(unit, id_, now), contact, now)
    tell_news(unit, deal, contact.news, contact.at)
    _follow_up(unit, deal, contact, now)
    if contact.verdict:
        decide(unit, deal, contact.verdict, contact.at)


def _working_deal(unit: Unit, deal: Deal, contact: Contact, now: datetime) -> Deal:
    """Return the deal, back from parking where the customer was reached or a new step is promised."""
    if contact.promise and deal.state in ("won", "lost"):
        refuse_unless_open(deal)
    is_taken_up = contact.reached or contact.promise is not None or contact.news.stage is not None
    if deal.state != "parked" or not is_taken_up or _is_parked_again(contact.verdict):
        return deal
    reopen_deal(unit, deal, contact.at)
    return deal_in(unit, deal.id, now)


def _is_parked_again(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.state == "parked"


def _follow_up(unit: Unit, deal: Deal, contact: Contact, now: datetime) -> None:
    """Do to the open next step what the contact means for it, and set the new one."""
    step = step_in(unit, deal.id, now)
    outcome = step_after(step, contact, contact.at.date())
    if step and outcome != "open":
        end_step(unit, step, outcome, contact.at)
    elif step and not contact.answered:
        unit.update(NextStepRow, step.id, attempts=step.attempts + 1)
    if contact.promise and not contact.verdict:
        _promise(unit, deal, step, outcome, contact)


def _promise(unit: Unit, deal: Deal, step: NextStep | None, outcome: str, contact: Contact) -> None:
    promise = contact.promise
    if promise is None:
        return
    if step and outcome == "open":  # they will be in touch, and the date that was set before stands
        told = {name: text for name, text in (("by", promise.by), ("why", promise.why)) if text}
        unit.update(NextStepRow, step.id, waiting=True, **told)
        return
    pushed_step = step if step and outcome in ("moved", "missed") else None
    push_step(unit, deal.id, pushed_step, promise, contact.at, attempts=int(not contact.answered))
