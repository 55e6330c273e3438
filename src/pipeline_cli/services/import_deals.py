"""Take in deals, each with its way through the stages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.deal import furthest
from pipeline_cli.domain.plain_rows import CardEntry, DealEntry, Entries, StageEntry, StepEntry
from pipeline_cli.domain.stages import first_stage
from pipeline_cli.i18n import t
from pipeline_cli.services.import_customers import Customers
from pipeline_cli.services.imported_deal import Hints, changed_deal, new_deal, way_of_changed, way_of_new
from pipeline_cli.services.intake import Intake, Values, check_first, drained, stored_form
from pipeline_cli.services.known_rows import known_ids
from pipeline_cli.store.read import fetch_for
from pipeline_cli.store.read.imported import deals_of, rows_by_id, steps_of
from pipeline_cli.store.tables import ActivityRow, NextStepRow

Step = tuple[StepEntry, "KnownDeal"]
"""A next step that a row names beside its deal, and the deal."""

Named = tuple[DealEntry, int | None]
"""A row of deals.csv, and the customer that it names."""


class KnownDeal(NamedTuple):
    """What later rows of an import need of a deal. ``is_new`` tells whether this import added it."""

    id: int
    customer_id: int
    state: str
    stage: str
    is_new: bool = False


class Deals:
    """The deals that an import means, to be found by their refs."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._by_ref: dict[str, KnownDeal] = {}
        self._by_id: dict[int, KnownDeal] = {}
        self._cards: dict[int, list[CardEntry]] = defaultdict(list)
        self._steps: dict[int, Step] = {}

    def note_beside(self, entry: DealEntry, deal: KnownDeal) -> None:
        """Keep in mind what a row says beside its deal, until all deals are there."""
        if entry.card:
            self._cards[deal.customer_id].append(entry.card)
        if entry.step:
            self._steps[deal.id] = (entry.step, deal)

    def cards(self) -> dict[int, list[CardEntry]]:
        """Return what rows say of customers, by their ids."""
        return self._cards

    def steps(self) -> Iterable[Step]:
        """Return the next steps that rows name, the last one of each deal, with the deals as they are now."""
        return self._steps.values()

    def note(self, ref: str | None, deal: KnownDeal) -> None:
        """Keep in mind what a deal is now."""
        self._by_id[deal.id] = deal
        if ref:
            self._by_ref[ref] = deal

    def look_up(self, refs: Iterable[str]) -> None:
        """Find out which of some deals the store knows."""
        connection = self._intake.target.reader
        unknown = [ref for ref in refs if ref not in self._by_ref]
        ids = known_ids(connection, self._intake.store_id, "deals", unknown)
        rows = rows_by_id(connection, "deals", ids.values())
        for ref, id_ in ids.items():
            self.note(ref, _known(rows[id_]))

    def having(self, id_: int) -> KnownDeal:
        """Return a deal that the store knows, as this import leaves it."""
        noted = self._by_id.get(id_)
        return noted or _known(rows_by_id(self._intake.target.reader, "deals", (id_,))[id_])

    def meant(self, ref: str | None) -> KnownDeal:
        """Return the deal that a row names.

        Raises:
            ValueError: none has that ref; the message says so to the user.
        """
        if not ref:
            raise ValueError(t("{column} is empty", column="deal_ref"))
        if ref not in self._by_ref:
            raise ValueError(t('no deal has the ref "{ref}"', ref=ref))
        return self._by_ref[ref]


class _Namesakes:
    """The deals of a customer that a row without a ref may mean: of the same title, opened at the same instant."""

    def __init__(self, intake: Intake, customers: Iterable[int]) -> None:
        self._free: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        for customer, id_, title, opened_at, _ in deals_of(intake.target.reader, sorted(set(customers))):
            self._free[customer, title].insert(0, (id_, opened_at))

    def take(self, customer: int | None, entry: DealEntry) -> int | None:
        """Return the deal that a row means, once: the second such row means the second such deal."""
        free = self._free[customer or 0, entry.title or ""]
        opened_at = stored_form(entry.opened_at)
        found = next((one for one in free if opened_at in (None, one[1])), None)
        if found is None:
            return None
        free.remove(found)
        return found[0]


def take_deals(intake: Intake, entries: Entries, customers: Customers) -> Deals:
    """Add and change deals.

    Args:
        intake: the import.
        entries: all its rows, of which activities and stages tell what deals leave open; no deals in the end.
        customers: everybody whom it means.
    """
    deals = Deals(intake)
    hints = hints_of(entries, intake.now)
    refs: set[str] = set()
    for chunk in drained(entries.deals):
        _take_chunk(intake, deals, _with_customers(intake, chunk, customers, refs), hints)
    return deals


def hints_of(entries: Entries, now: datetime) -> Hints:
    """Return what the rows of an import tell together of its deals."""
    contacts: dict[str, tuple[datetime, datetime]] = {}
    for activity in entries.activities:
        if activity.deal_ref and activity.at:
            first, last = contacts.get(activity.deal_ref, (activity.at, activity.at))
            contacts[activity.deal_ref] = min(first, activity.at), max(last, activity.at)
    ways: dict[str, list[StageEntry]] = defaultdict(list)
    for stage in sorted(entries.stages, key=lambda entry: entry.at):
        ways[stage.deal_ref].append(stage)
    dates = [at for deal in entries.deals for at in (deal.opened_at, deal.closed_at) if at]
    dates += [last for _, last in contacts.values()]
    stages = [deal.stage for deal in entries.deals if deal.stage]
    return Hints(
        contacts=contacts,
        ways=ways,
        as_of=max((at for at in dates if at <= now), default=now),
        furthest_stage=furthest([first_stage(), *stages]),
        now=now,
    )


def _with_customers(intake: Intake, entries: Iterable[DealEntry], customers: Customers, refs: set[str]) -> list[Named]:
    """Return rows with the customers that they name; those that can't be told are rejected."""
    named = []
    for entry in entries:
        try:
            check_first(entry.ref, refs)
            named.append((entry, customers.meant(entry.customer_ref, entry.customer)))
        except ValueError as error:
            intake.reject(entry.origin, str(error))
    return named


def _take_chunk(intake: Intake, deals: Deals, named: Sequence[Named], hints: Hints) -> None:
    connection = intake.target.reader
    ids = known_ids(connection, intake.store_id, "deals", (entry.ref for entry, _ in named if entry.ref))
    namesakes = _Namesakes(intake, (customer for entry, customer in named if customer and not entry.ref))
    found = [(*one, ids.get(one[0].ref) if one[0].ref else namesakes.take(one[1], one[0])) for one in named]
    stored = rows_by_id(connection, "deals", (id_ for *_, id_ in found if id_))
    new = []
    for entry, customer, id_ in found:
        try:
            if id_:
                values = changed_deal(intake, entry, stored[id_], customer, hints)
                changed = _change(intake, stored[id_], values, hints.way(entry.ref))
                deals.note(entry.ref, changed)
                deals.note_beside(entry, changed)
            else:
                new.append((entry, new_deal(entry, customer, hints, intake.assumed)))
        except ValueError as error:
            intake.reject(entry.origin, str(error))
    _add(intake, deals, new, hints)


def _add(intake: Intake, deals: Deals, new: Sequence[tuple[DealEntry, Values]], hints: Hints) -> None:
    ids = intake.add("deals", [row for _, row in new])
    ways = []
    for id_, (entry, row) in zip(ids, new, strict=True):
        added = _known({**row, "id": id_}, is_new=True)
        deals.note(entry.ref, added)
        deals.note_beside(entry, added)
        ways += [{"deal_id": id_, **step} for step in way_of_new(row, hints.way(entry.ref), hints.now)]
    intake.add("stages", ways, is_counted=False)


def _change(intake: Intake, stored: Values, values: Values, way: Sequence[StageEntry]) -> KnownDeal:
    """Give a deal new values, with all that follows from them; return what it is now."""
    id_: int = stored["id"]
    now = {**stored, **values}
    intake.put("deals", id_, stored, values)
    ways = [{"deal_id": id_, **step} for step in way_of_changed(stored, now, way, intake.now)]
    intake.add("stages", ways, is_counted=False)
    if now["customer_id"] != stored["customer_id"]:
        _move_activities(intake, id_, now["customer_id"])
    if now["state"] != "open" == stored["state"]:
        _drop_step(intake, id_)
    return _known(now)


def _known(row: Values, *, is_new: bool = False) -> KnownDeal:
    return KnownDeal(row["id"], row["customer_id"], row["state"], row["stage"], is_new)


def _move_activities(intake: Intake, deal: int, customer: int) -> None:
    """Let what happened in a deal belong to the customer whose deal it turned out to be."""
    for (id_,) in fetch_for(intake.target.reader, "import_activities_of_deal", [deal]):
        intake.target.update(ActivityRow, id_, customer_id=customer)


def _drop_step(intake: Intake, deal: int) -> None:
    """End the next step of a deal that is no longer open."""
    for _, id_, _, _, state in steps_of(intake.target.reader, [deal]):
        if state == "open":
            intake.target.update(NextStepRow, id_, state="dropped", ended_at=intake.now)
