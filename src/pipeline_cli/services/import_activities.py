"""Take in activities, each to its deal: the one it names, else the customer's that was open then."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from pipeline_cli.domain.activity import USUAL_KIND, reaches
from pipeline_cli.domain.plain_rows import ActivityEntry
from pipeline_cli.i18n import t
from pipeline_cli.services.import_customers import Customers
from pipeline_cli.services.import_deals import Deals
from pipeline_cli.services.intake import (
    Intake,
    Values,
    check_first,
    check_given,
    drained,
    given,
    given_custom,
    stored_form,
)
from pipeline_cli.services.known_rows import cleared, cleared_custom, known_ids, new_ref
from pipeline_cli.store.read.imported import activities_of, deals_of, rows_by_id


class _Placed(NamedTuple):
    """A row of activities.csv, with whom and in which deal it was, as far as it says so."""

    entry: ActivityEntry
    customer_id: int | None
    deal_id: int | None


class _OpenDeals:
    """The deals of customers, to be asked which was open at a time."""

    def __init__(self, intake: Intake, customers: Iterable[int]) -> None:
        self._zone = intake.now.tzinfo
        self._deals: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for customer, id_, _, opened_at, closed_at in deals_of(intake.target.reader, sorted(set(customers))):
            self._deals[customer].append((id_, opened_at, closed_at or "9"))

    def at(self, customer: int, at: datetime) -> int | None:
        """Return the deal opened last of those open at an instant, else of those open on its day."""
        instant = str(stored_form(at))
        deals = self._deals.get(customer, [])
        found = next((id_ for id_, opened, closed in deals if opened <= instant < closed), None)
        if found is not None or not deals:
            return found
        on = at.astimezone(self._zone).date().isoformat()
        days = ((id_, _day(opened, self._zone), _day(closed, self._zone)) for id_, opened, closed in deals)
        return next((id_ for id_, opened, closed in days if opened <= on <= closed), None)


class _Namesakes:
    """Activities that rows without a ref may mean: of the same customer, instant, kind and note."""

    def __init__(self, intake: Intake, placed: Iterable[_Placed]) -> None:
        wanted = {_key(one) for one in placed if one.customer_id and not one.entry.ref}
        self._free: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for customer, id_, *rest in activities_of(intake.target.reader, sorted({int(str(key[0])) for key in wanted})):
            if (customer, *rest) in wanted:
                self._free[customer, *rest].append(id_)

    def take(self, one: _Placed) -> int | None:
        """Return the activity that a row means, once: the second such row means the second such activity."""
        free = self._free.get(_key(one))
        return free.pop(0) if free else None


def take_activities(intake: Intake, entries: list[ActivityEntry], customers: Customers, deals: Deals) -> None:
    """Add and change activities; no rows are left in the end."""
    refs: set[str] = set()
    for chunk in drained(entries):
        placed = [one for entry in chunk if (one := _placed(intake, entry, customers, deals, refs))]
        _take_chunk(intake, placed)


def _placed(intake: Intake, entry: ActivityEntry, customers: Customers, deals: Deals, refs: set[str]) -> _Placed | None:
    """Return a row with its customer and deal; None, and it is rejected, where it names one that is not there."""
    try:
        check_first(entry.ref, refs)
        deal = deals.meant(entry.deal_ref) if entry.deal_ref else None
        customer = customers.meant(entry.customer_ref, entry.customer)
        return _Placed(entry, customer or (deal and deal.customer_id), deal and deal.id)
    except ValueError as error:
        intake.reject(entry.origin, str(error))
        return None


def _take_chunk(intake: Intake, placed: Sequence[_Placed]) -> None:
    connection = intake.target.reader
    ids = known_ids(connection, intake.store_id, "activities", (one.entry.ref for one in placed if one.entry.ref))
    namesakes = _Namesakes(intake, placed)
    found = [(one, ids.get(one.entry.ref) if one.entry.ref else namesakes.take(one)) for one in placed]
    stored = rows_by_id(connection, "activities", (id_ for _, id_ in found if id_))
    open_deals = _OpenDeals(intake, (one.customer_id for one in placed if one.customer_id and one.deal_id is None))
    new = []
    for one, id_ in found:
        try:
            if id_:
                intake.put("activities", id_, stored[id_], _changes(intake, one, stored[id_], open_deals))
            else:
                new.append(_new(one, open_deals))
        except ValueError as error:
            intake.reject(one.entry.origin, str(error))
    intake.add("activities", new)


def _new(one: _Placed, open_deals: _OpenDeals) -> Values:
    """Return the row of an activity that the store does not know.

    Raises:
        ValueError: something is missing; the message says so to the user.
    """
    entry = one.entry
    check_given(at=entry.at)
    if one.customer_id is None:
        raise ValueError(t("neither a deal nor a customer is given"))
    kind, is_inbound = entry.kind or USUAL_KIND, bool(entry.inbound)
    reached = reaches(kind, inbound=is_inbound, answered=True) if entry.reached is None else entry.reached
    return {
        **_told(entry),
        "kind": kind,
        "ref": entry.ref,
        "customer_id": one.customer_id,
        "deal_id": _deal(one, open_deals),
        "reached": reached,
    }


def _changes(intake: Intake, one: _Placed, stored: Values, open_deals: _OpenDeals) -> dict[str, Any]:
    deal = _deal(one, open_deals) if stored["deal_id"] is None else one.deal_id
    return {
        **new_ref(intake, "activities", stored, one.entry.ref),
        **cleared(intake, "activities", stored, one.entry),
        **_told(one.entry),
        **cleared_custom(intake, "activities", stored, one.entry),
        **given(customer_id=one.customer_id, deal_id=deal, reached=one.entry.reached),
    }


def _told(entry: ActivityEntry) -> dict[str, Any]:
    return {
        **given(
            at=entry.at,
            kind=entry.kind,
            inbound=entry.inbound,
            minutes=entry.minutes,
            appointment=entry.appointment,
            valid=entry.valid,
            note=entry.note,
            helped=entry.helped,
            thanked=entry.thanked,
            zone=entry.zone,
        ),
        **given_custom(entry.custom),
    }


def _deal(one: _Placed, open_deals: _OpenDeals) -> int | None:
    if one.deal_id or one.entry.no_deal or one.entry.at is None or one.customer_id is None:
        return one.deal_id
    return open_deals.at(one.customer_id, one.entry.at)


def _key(one: _Placed) -> tuple[object, ...]:
    return one.customer_id, stored_form(one.entry.at), one.entry.kind or USUAL_KIND, one.entry.note or ""


def _day(stored: str, zone: tzinfo | None) -> str:
    """Return the day of a stored instant; one that never comes is after all days."""
    return datetime.fromisoformat(stored).astimezone(zone).date().isoformat() if len(stored) > 1 else stored
