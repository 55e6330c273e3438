"""A list of deals."""

from datetime import datetime

from pipeline_cli.domain.listing import DealList, ListedDeal, Wanted
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.deal_list import last_reached_at, listed_deals, listed_total
from pipeline_cli.store.read.deals import deals_by_id, open_steps
from pipeline_cli.store.store import Store


def list_deals(store: Store, wanted: Wanted, now: datetime) -> DealList:
    """Return the deals that are wanted, each with its next step and its silence on the day of an aware instant."""
    reader, today = store.reader, now.date()
    numbers = listed_deals(reader, wanted)
    deals = deals_by_id(reader, numbers, now.tzinfo)
    steps = open_steps(reader, numbers, now.tzinfo)
    reached = last_reached_at(reader, numbers, now.tzinfo)
    return DealList(
        now=now,
        wanted=wanted,
        deals=tuple(
            ListedDeal(
                deal=deals[n],
                next_step=steps.get(n),
                silent_days=(today - reached.get(n, deals[n].opened_at).date()).days,
                is_reached=n in reached,
            )
            for n in numbers
        ),
        total=listed_total(reader, wanted),
    )


def has_deals_at(store: Store, stage: str) -> bool:
    """Tell whether any deal is at a stage, or was there last, whether or not that is in use."""
    return bool(fetch(store.reader, "deals_at_stage", stage=stage))
