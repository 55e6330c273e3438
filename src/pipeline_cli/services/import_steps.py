"""Take in next steps: at most one open for a deal, and none for a deal that is not open."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline_cli.domain.plain_rows import StepEntry
from pipeline_cli.i18n import t
from pipeline_cli.services.import_deals import Deals, KnownDeal
from pipeline_cli.services.intake import Intake, Values, check_first, check_given, drained, given, stored_form
from pipeline_cli.services.known_rows import known_ids, new_ref
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
        _take_chunk(intake, [(entry, deal) for entry in chunk if (deal := _deal(intake, entry, deals, refs))])


def _deal(intake: Intake, entry: StepEntry, deals: Deals, refs: set[str]) -> KnownDeal | None:
    """Return the deal of a row; None, and it is rejected, where something is missing."""
    try:
        check_first(entry.ref, refs)
        check_given(due_at=entry.due or entry.waiting or None)
        return deals.meant(entry.deal_ref)
    except ValueError as error:
        intake.reject(entry.origin, str(error))
        return None


def _take_chunk(intake: Intake, placed: Sequence[Placed]) -> None:
    connection = intake.target.reader
    ids = known_ids(connection, intake.store_id, "next_steps", (entry.ref for entry, _ in placed if entry.ref))
    steps = _Steps(intake, placed)
    found = [(entry, deal, ids.get(entry.ref) if entry.ref else steps.take(entry, deal)) for entry, deal in placed]
    stored = rows_by_id(connection, "next_steps", (id_ for *_, id_ in found if id_))
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
    return {**new_ref(intake, "next_steps", stored, entry.ref), **_told(entry), "deal_id": deal.id}


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
