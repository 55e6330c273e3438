"""Take in next steps: at most one open for a deal, and none for a deal that is not open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline_cli.domain.plain_rows import StepEntry
from pipeline_cli.i18n import t
from pipeline_cli.services.import_deals import Deals, KnownDeal
from pipeline_cli.services.intake import Intake, Values, check_first, check_given, drained, given, stored_form
from pipeline_cli.services.known_rows import cleared, known_ids, new_ref
from pipeline_cli.store.read.imported import rows_by_id, steps_of

Placed = tuple[StepEntry, KnownDeal]


class _Steps:
    """The next steps of some deals as the store has them, and as this import leaves them."""

    def __init__(self, intake: Intake, placed: Sequence[Placed]) -> None:
        self.open: dict[int, object] = {}
        self._free: dict[tuple[int, object, object], list[int]] = defaultdict(list)
        for deal, id_, due_on, due_at, state in steps_of(intake.target.reader, sorted({deal.id for _, deal in placed})):
            self._free[deal, due_on, due_at].append(id_)
            if state == "open":
                self.open[deal] = id_

    def take(self, entry: StepEntry, deal: KnownDeal) -> int | None:
        """Return the step that a row without a ref means: one of the same deal that is due then."""
        due = _due(entry)
        free = self._free.get((deal.id, stored_form(due["due_on"]), stored_form(due["due_at"])))
        return free.pop(0) if free else None


def take_steps(intake: Intake, entries: Sequence[StepEntry], deals: Deals) -> None:
    """Add and change next steps; those that are over come first, so that another can take their place."""
    refs: set[str] = set()
    ordered = sorted(entries, key=lambda entry: entry.state in (None, "open"))
    for chunk in drained(ordered):
        known = _known(intake, chunk)
        placed = [(entry, deal) for entry in chunk if (deal := _deal(intake, entry, known, deals, refs))]
        _take_chunk(intake, placed, known)


def _known(intake: Intake, entries: Sequence[StepEntry]) -> dict[str, Values]:
    """Return the steps that rows name, as they are stored, by the refs."""
    connection = intake.target.reader
    ids = known_ids(connection, intake.store_id, "next_steps", (entry.ref for entry in entries if entry.ref))
    rows = rows_by_id(connection, "next_steps", ids.values())
    return {ref: rows[id_] for ref, id_ in ids.items()}


def _deal(
    intake: Intake, entry: StepEntry, known: Mapping[str, Values], deals: Deals, refs: set[str]
) -> KnownDeal | None:
    """Return the deal of a row, or else of the step that it names; None, and it is rejected, where one is missing."""
    try:
        check_first(entry.ref, refs)
        step = known.get(entry.ref or "")
        check_given(due_at=_due_or_waiting(entry, step) or None)
        return deals.having(step["deal_id"]) if step and not entry.deal_ref else deals.meant(entry.deal_ref)
    except ValueError as error:
        intake.reject(entry.origin, str(error))
        return None


def _due_or_waiting(entry: StepEntry, step: Values | None) -> object:
    """Return what a step will have of a due and of waiting for an answer: it needs one of them."""
    if entry.due or entry.waiting or not step:
        return entry.due or entry.waiting
    return step["due_on"] or step["due_at"] or (entry.waiting is None and step["waiting"])


def _take_chunk(intake: Intake, placed: Sequence[Placed], named: Mapping[str, Values]) -> None:
    steps = _Steps(intake, placed)
    ids = {ref: row["id"] for ref, row in named.items()}
    found = [(entry, deal, ids.get(entry.ref) if entry.ref else steps.take(entry, deal)) for entry, deal in placed]
    stored = rows_by_id(intake.target.reader, "next_steps", (id_ for *_, id_ in found if id_))
    new = []
    for entry, deal, id_ in found:
        known = stored[id_] if id_ else None
        try:
            _check_open(entry, deal, known, steps)
        except ValueError as error:
            intake.reject(entry.origin, str(error))
            continue
        if known:
            intake.put("next_steps", known["id"], known, _changes(intake, entry, deal, known))
        else:
            new.append({"set_at": intake.now, **_told(entry), "ref": entry.ref, "deal_id": deal.id})
    intake.add("next_steps", new)


def _check_open(entry: StepEntry, deal: KnownDeal, known: Values | None, steps: _Steps) -> None:
    """Refuse a step that may not be open; keep in mind one that is.

    Raises:
        ValueError: the deal is not open, or has an open step already; the message says so to the user.
    """
    step = known["id"] if known else entry.origin
    if (entry.state or (known["state"] if known else "open")) != "open":
        if steps.open.get(deal.id) == step:
            del steps.open[deal.id]
        return
    if deal.state != "open":
        raise ValueError(t("the next step is open, and the deal is {state}", state=deal.state))
    if steps.open.setdefault(deal.id, step) != step:
        raise ValueError(t("the deal has another open next step"))


def _changes(intake: Intake, entry: StepEntry, deal: KnownDeal, stored: Values) -> dict[str, Any]:
    return {
        **new_ref(intake, "next_steps", stored, entry.ref),
        **cleared(intake, "next_steps", stored, entry),
        **_told(entry),
        "deal_id": deal.id,
    }


def _told(entry: StepEntry) -> dict[str, Any]:
    return {
        **(_due(entry) if entry.due or entry.waiting else {}),
        **given(
            by=entry.by,
            why=entry.why,
            agreed=entry.agreed,
            waiting=entry.waiting,
            moves=entry.moves,
            state=entry.state,
            attempts=entry.attempts,
            zone=entry.zone,
            set_at=entry.set_at,
            ended_at=entry.ended_at,
        ),
    }


def _due(entry: StepEntry) -> dict[str, Any]:
    due = entry.due
    return {"due_on": due.on if due and due.is_all_day else None, "due_at": due.at if due else None}
