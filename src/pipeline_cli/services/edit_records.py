"""Change what is recorded of a customer, a deal, its next step and a conversation, in one step."""

from datetime import datetime
from typing import Any

from pipeline_cli.domain.contact import Promise
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.edit_words import edited_words
from pipeline_cli.domain.edits import Columns, Edited, Edits, Meant
from pipeline_cli.domain.logged import DealChanged
from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.domain.next_step import Due
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.deal_changes import amounts, deal_in, move_deal, step_in
from pipeline_cli.services.edit_deal_dates import move_dates, refuse_dates_of_another_state
from pipeline_cli.services.edited_records import Asked, as_now, meant_by
from pipeline_cli.services.set_next_step import set_step_in
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import ActivityRow, CustomerRow, DealRow, NextStepRow
from pipeline_cli.store.write import Unit
from pipeline_cli.zone import zone_name


def edit_records(store: Store, asked: Asked | Meant, edits: Edits, now: datetime) -> Edited:
    """Change fields of a customer, a deal, its next step and a conversation.

    Args:
        store: the user's store.
        asked: what the user named, or the ids of what was shown to them.
        edits: the columns that change.
        now: the time of the run.

    Raises:
        NotFoundError: there is no such record, or more than one.
        RefusedError: a value that this deal, or its next step, can't have.
        StoreError: it could not be saved.
    """
    with store.writing("edit", now, may_make=False) as unit:
        meant = asked if isinstance(asked, Meant) else _meant(unit, asked, edits)
        if edits.customer:
            unit.update(CustomerRow, meant.customer, **_with_keys(edits.customer))
        if meant.activity is not None and edits.activity:
            unit.update(ActivityRow, meant.activity, **_with_zone(edits.activity, "at", now))
        if meant.deal is not None:
            _edit_deal(unit, deal_in(unit, meant.deal, now), edits, now)
            _edit_step(unit, meant.deal, edits.step, now)
        return _edited(unit, meant, edits, now)


def _meant(unit: Unit, asked: Asked, edits: Edits) -> Meant:
    return meant_by(unit.reader, asked, needs_deal=edits.is_about_deal, needs_activity=bool(edits.activity))


def _edited(unit: Unit, meant: Meant, edits: Edits, now: datetime) -> Edited:
    records = as_now(unit.reader, meant, now)
    number = f"#{meant.deal} " if meant.deal is not None else ""
    unit.summary = f"{number}{records.customer.name}: {edited_words(edits)}"
    changed = DealChanged(records.deal, records.step) if records.deal else None
    return Edited(changed, records.activity if edits.activity else None)


def _edit_deal(unit: Unit, deal: Deal, edits: Edits, now: datetime) -> None:
    refuse_dates_of_another_state(deal, edits.deal)
    told = {name: given for name, given in edits.money.items() if given is not None}
    columns = {**edits.deal, **amounts(deal, told, emptied=edits.money.keys() - told.keys())}
    stage = columns.pop("stage", None)
    if stage:
        move_deal(unit, deal, stage, now)
    if columns.get("concern") == "":
        columns = {"if_solved": "", **columns}
    if columns:
        unit.update(DealRow, deal.id, **columns)
    if {"opened_at", "closed_at"} & edits.deal.keys():
        move_dates(unit, deal, edits.deal)


def _edit_step(unit: Unit, deal: int, changes: Columns, now: datetime) -> None:
    """Change the open next step, or set one where there is none; a new date is a correction here, and no move.

    Raises:
        RefusedError: it would be neither dated nor waited for.
    """
    if not changes:
        return
    step = step_in(unit, deal, now)
    if step is None:
        _set_step(unit, deal, changes, now)
        return
    due: Due | None = changes.get("due", step.due)
    if due is None and not changes.get("waiting", step.waiting):
        raise RefusedError(
            t("A next step needs a date, unless you wait for them."),
            hint=t("To set one: pipe next {number} WHEN", number=deal),
        )
    if due is None and changes.get("agreed"):
        raise RefusedError(
            t("Without a date there is nothing that was agreed."),
            hint=t("To set one: pipe next {number} WHEN", number=deal),
        )
    unit.update(NextStepRow, step.id, **_step_columns(changes, now))


def _set_step(unit: Unit, deal: int, changes: Columns, now: datetime) -> None:
    """Give a deal the next step that it has none of.

    Raises:
        RefusedError: neither a date is given nor that they would be in touch, or the deal is closed.
    """
    promise = Promise(**{"due": None, **changes})
    if promise.due is None and not promise.waiting:
        raise RefusedError(
            t("Deal {number} has no next step.", number=deal),
            hint=t("To set one: pipe next {number} WHEN", number=deal),
        )
    set_step_in(unit, deal, promise, now)


def _step_columns(changes: Columns, now: datetime) -> dict[str, Any]:
    columns = {name: value for name, value in changes.items() if name != "due"}
    if "due" in changes:
        due: Due | None = changes["due"]
        columns["due_at"] = due and due.at
        columns["due_on"] = due.on if due and due.is_all_day else None
        columns["zone"] = zone_name(now)
        if due is None:
            columns["agreed"] = False
    return columns


def _with_zone(columns: Columns, instant: str, now: datetime) -> Columns:
    return {**columns, "zone": zone_name(now)} if instant in columns else columns


def _with_keys(customer: Columns) -> dict[str, Any]:
    """Return the columns of a customer with the keys that follow from them."""
    keys = {"name": ("name_key", name_key), "reading": ("reading_key", reading_key)}
    followed = {column: key(customer[name]) for name, (column, key) in keys.items() if name in customer}
    return {**customer, **followed}
