"""A customer's card."""

from datetime import datetime

from pipeline_cli.domain.card import CustomerCard, CustomFields, card_order
from pipeline_cli.domain.deal import STATES
from pipeline_cli.services.who import deal_number, deals_of, pick_deal, resolve_customer
from pipeline_cli.store.read.custom_fields import custom_fields
from pipeline_cli.store.read.customers import conversations, customers_by_id
from pipeline_cli.store.read.deals import deals_by_id, open_steps
from pipeline_cli.store.read.limits import rows_for
from pipeline_cli.store.store import Store


def customer_card(store: Store, who: str, now: datetime, *, deal: str | None = None, limit: int = 0) -> CustomerCard:
    """Return the card of the customer that is meant.

    Args:
        store: where it is.
        who: a deal's number, or a customer's name.
        now: aware; instants come out in its zone.
        deal: ``--deal``: a number or title, where one of the customer's deals is meant.
        limit: the most conversations, the newest ones; 0 for all.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
    """
    reader = store.reader
    customer = resolve_customer(reader, who)
    named = deals_of(reader, customer)
    asked = deal_number(who) if deal is None else pick_deal(who, named, deal=deal, states=STATES)
    deals = deals_by_id(reader, [one.id for one in named], now.tzinfo)
    activities, total = conversations(reader, customer, rows_for(limit), now.tzinfo)
    return CustomerCard(
        now=now,
        customer=customers_by_id(reader, [customer])[customer],
        deals=tuple(sorted(deals.values(), key=lambda one: card_order(one, asked))),
        asked=asked,
        steps=open_steps(reader, deals, now.tzinfo),
        activities=activities,
        total=total,
        custom=CustomFields(
            customer=custom_fields(reader, "customers", [customer]).get(customer, {}),
            deals=custom_fields(reader, "deals", deals),
            activities=custom_fields(reader, "activities", (one.id for one in activities)),
        ),
    )
