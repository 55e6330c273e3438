"""A search of names, readings and notes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.search import Hit, Hits
from pipeline_cli.domain.text import snippet, taken_in
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.store.read.custom_fields import custom_fields
from pipeline_cli.store.read.customers import activities_by_id, customers_by_id, newest_deals
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.limits import rows_for
from pipeline_cli.store.read.search import Found, search
from pipeline_cli.store.store import Store

SNIPPET: Final = 160
"""Characters around a hit: two lines on most terminals."""


class Records(NamedTuple):
    """What a search found, by id, with the deals and customers it belongs to; custom fields by what they are of."""

    customers: Mapping[int, Customer]
    deals: Mapping[int, Deal]
    activities: Mapping[int, Activity]
    newest: Mapping[int, int]
    custom: Mapping[str, Mapping[int, Mapping[str, str]]]

    def custom_of(self, kind: str, id_: int) -> Iterable[str]:
        """Return what the custom fields of a record say."""
        return self.custom[kind].get(id_, {}).values()

    def newest_of(self, customer: int) -> Deal | None:
        """Return a customer's newest deal, if there is one."""
        return self.deals.get(self.newest.get(customer, 0))


def find_text(store: Store, text: str, now: datetime, *, limit: int = 0) -> Hits:
    """Return where a text is found.

    Args:
        store: where to search.
        text: it is found in capitals or not, in katakana or hiragana, full width or half.
        now: aware; instants come out in its zone.
        limit: the most hits; 0 for all.

    Raises:
        UsageError: the text is blank.
    """
    needle = fold(taken_in(text, field=t("search text")).strip())
    if not needle:
        raise UsageError(t("There is nothing to search for."), hint=t("Give at least one character: pipe find みどり"))
    found = search(store.reader, needle, rows_for(limit))
    records = _records(store, found, now)
    return Hits(now=now, text=text, hits=tuple(_hits(found, records, needle)), total=found.total)


def _records(store: Store, found: Found, now: datetime) -> Records:
    activities = activities_by_id(store.reader, found.ids("activity"), now.tzinfo)
    without_deal = {one.customer_id for one in activities.values() if one.deal_id is None}
    named = {*found.ids("customer"), *without_deal}
    newest = newest_deals(store.reader, named)
    of_activities = {one.deal_id for one in activities.values() if one.deal_id is not None}
    return Records(
        customers=customers_by_id(store.reader, named),
        deals=deals_by_id(store.reader, {*found.ids("deal"), *newest.values(), *of_activities}, now.tzinfo),
        activities=activities,
        newest=newest,
        custom={
            "customer": custom_fields(store.reader, "customers", found.ids("customer")),
            "deal": custom_fields(store.reader, "deals", found.ids("deal")),
        },
    )


def _hits(found: Found, records: Records, needle: str) -> Iterable[Hit]:
    makers = {"customer": _in_customer, "deal": _in_deal, "activity": _in_activity}
    return (makers[kind](records, id_, needle) for kind, id_ in found.places)


def _in_customer(records: Records, id_: int, needle: str) -> Hit:
    customer = records.customers[id_]
    named = (customer.name, customer.reading, customer.company)
    texts = (
        *named,
        *customer.phones,
        *customer.emails,
        *customer.tags,
        customer.memo,
        *records.custom_of("customer", id_),
    )
    return Hit("customer", id_, customer.name, records.newest_of(id_), None, _part(texts, needle))


def _in_deal(records: Records, id_: int, needle: str) -> Hit:
    deal = records.deals[id_]
    texts = (deal.title, deal.concern, *deal.tags, deal.lost_reason, *records.custom_of("deal", id_))
    return Hit("deal", deal.customer_id, deal.customer_name, deal, None, _part(texts, needle))


def _in_activity(records: Records, id_: int, needle: str) -> Hit:
    said = records.activities[id_]
    deal = records.newest_of(said.customer_id) if said.deal_id is None else records.deals[said.deal_id]
    name = deal.customer_name if deal else records.customers[said.customer_id].name
    return Hit("activity", said.customer_id, name, deal, said, _part((said.note, said.helped), needle))


def _part(texts: Iterable[str], needle: str) -> str:
    """Return what stands around a text, in the first of some fields that it is in."""
    filled = [text for text in texts if text]
    field = next((text for text in filled if needle in fold(text)), "\n".join(filled))
    return snippet(field, needle, SNIPPET)
