"""Take in what a list of deals says beside its deals: how their customers are reached, and the next contact."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline_cli.domain.names import fold, reading_key
from pipeline_cli.domain.plain_rows import CardEntry, StepEntry
from pipeline_cli.i18n import t
from pipeline_cli.services.import_customers import Customers
from pipeline_cli.services.import_deals import Deals, KnownDeal
from pipeline_cli.services.intake import Intake, Values, stored_form
from pipeline_cli.store.read.imported import listed_texts, rows_by_id, steps_of
from pipeline_cli.store.tables import CustomerRow, NextStepRow


def take_cards(intake: Intake, deals: Deals, customers: Customers) -> None:
    """Add to customers' cards whom to speak to, and where; what a card has stays."""
    cards = deals.cards()
    stored = rows_by_id(intake.target.reader, "customers", cards)
    for id_, row in stored.items():
        changed = _changed(row, cards[id_])
        if changed:
            intake.target.update(CustomerRow, id_, **changed)
            if id_ not in customers.added:
                intake.count("customers", "changed")


def _changed(stored: Values, entries: Sequence[CardEntry]) -> dict[str, Any]:
    """Return the columns of a customer to which rows add something."""
    told: dict[str, Any] = {name: _more_texts(stored, name, entries) for name in ("phones", "emails")}
    told["memo"] = _more_memo(stored["memo"], entries)
    reading = next((entry.reading for entry in entries if entry.reading), None)
    if reading and not stored["reading"]:
        told |= {"reading": reading, "reading_key": reading_key(reading)}
    return {name: value for name, value in told.items() if stored_form(value) != stored[name]}


def _more_texts(stored: Values, name: str, entries: Iterable[CardEntry]) -> list[str]:
    before = listed_texts(stored, name)
    known = {fold(text): text for text in before}
    for entry in entries:
        for text in getattr(entry, name) or ():
            known.setdefault(fold(text), text)
    return list(known.values())


def _more_memo(memo: str, entries: Iterable[CardEntry]) -> str:
    """Return a memo that names everybody whom one speaks to there, and has every remark, once each."""
    for entry in entries:
        if entry.contact and entry.contact not in memo:
            memo = "\n".join(filter(None, (memo, t("contact: {name}", name=entry.contact))))
        remark = (entry.memo or "").strip()
        if remark and f"\n{remark}\n" not in f"\n{memo}\n":
            memo = "\n".join(filter(None, (memo, remark)))
    return memo


def take_listed_steps(intake: Intake, deals: Deals) -> None:
    """Set the next steps of deals that are open; another one that a deal has is moved.

    A day that the deal has or had a step for says nothing new, so that a list can be imported again after the step
    was kept or moved.
    """
    placed = [(step, deal) for step, deal in deals.steps() if deal.state == "open"]
    there = _Known(intake, {deal.id for _, deal in placed})
    new = [row for step, deal in placed if (row := _taken(intake, there, step, deal))]
    intake.add("next_steps", new)
    if new:
        intake.assumed["own_plan"] += len(new)


class _Known:
    """The steps that some deals have or had: their dues, and the one that is open."""

    def __init__(self, intake: Intake, deals: set[int]) -> None:
        found = list(steps_of(intake.target.reader, sorted(deals)))
        self.dues = {(deal, due_on, due_at) for deal, _, due_on, due_at, _ in found}
        ids = {deal: id_ for deal, id_, _, _, state in found if state == "open"}
        stored = rows_by_id(intake.target.reader, "next_steps", ids.values())
        self.open: Mapping[int, Values] = {deal: stored[id_] for deal, id_ in ids.items()}


def _taken(intake: Intake, there: _Known, step: StepEntry, deal: KnownDeal) -> dict[str, Any] | None:
    """Return the row of a step; None where it says nothing new."""
    due = step.due
    day, instant = (due.on if due and due.is_all_day else None), due.at if due else None
    if (deal.id, stored_form(day), stored_form(instant)) in there.dues:
        intake.count("next_steps", "same")
        return None
    before = there.open.get(deal.id)
    if before:
        intake.target.update(NextStepRow, before["id"], state="moved", ended_at=intake.now)
    return {
        "deal_id": deal.id,
        "due_on": day,
        "due_at": instant,
        "by": step.by or "",
        "why": step.why or "",
        "agreed": False,
        "moves": before["moves"] + 1 if before else 0,
        "set_at": intake.now,
    }
