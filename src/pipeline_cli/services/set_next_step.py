"""Set or move the next step of a deal."""

from datetime import datetime

from pipeline_cli.domain.contact import Promise, carried_on, promise_warnings, pushed
from pipeline_cli.domain.logged import DealChanged
from pipeline_cli.services.deal_changes import deal_in, end_step, push_step, refuse_unless_open, reopen_deal, step_in
from pipeline_cli.services.who import resolve_deal
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import NextStepRow
from pipeline_cli.store.write import Unit


def set_next_step(
    store: Store, who: str, promise: Promise, now: datetime, *, deal: str | None = None, command: str = "next"
) -> DealChanged:
    """Set the next step of a deal; one that was open is moved, and the move counted.

    Raises:
        NotFoundError: no such deal, or more than one could be meant.
        RefusedError: the deal is closed.
        StoreError: it could not be saved.
    """
    with store.writing(command, now, may_make=False) as unit:
        id_ = resolve_deal(unit.reader, who, deal=deal)
        set_step_in(unit, id_, promise, now)
        found, step = deal_in(unit, id_, now), step_in(unit, id_, now)
        unit.summary = f"#{id_} {found.customer_name}"
    return DealChanged(found, step, tuple(promise_warnings(promise.due, now)))


def set_step_in(unit: Unit, id_: int, promise: Promise, now: datetime) -> None:
    """Set the next step of a deal inside a unit; a parked deal is taken up again by it."""
    deal = deal_in(unit, id_, now)
    if deal.state == "parked":
        reopen_deal(unit, deal, now)
    else:
        refuse_unless_open(deal)
    step = step_in(unit, id_, now)
    if step and step.due == promise.due:  # said again, perhaps with another reason: nothing was moved
        told = carried_on(promise, step)
        unit.update(NextStepRow, step.id, by=told.by, why=told.why, agreed=told.agreed, waiting=told.waiting)
        return
    if step:
        end_step(unit, step, pushed(step, now.date()), now)
    push_step(unit, id_, step, promise, now)
