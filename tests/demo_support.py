"""What the tests of the demo share: its rows at a time, and each deal with all that hangs on it."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import NamedTuple

from pipeline_cli.demo.content import Event, StoryCustomer, StoryDeal, story_customers
from pipeline_cli.demo.story import DemoRows, demo_rows
from pipeline_cli.demo.way import Row
from support import NOW

LIVELY_DAYS = ("2026-11-18T09:30", "2026-11-22T20:00", "2027-01-02T00:10", "2027-05-06T17:59", "2028-02-29T12:00")
"""An ordinary day, a Sunday evening, a New Year's night, the end of a row of holidays, a leap day."""


class Told(NamedTuple):
    """A deal with its rows, each in the order they came about."""

    deal: Row
    activities: list[Row]
    steps: list[Row]
    stages: list[Row]

    def is_open_at(self, at: datetime) -> bool:
        """Tell whether the deal was open just before an instant, or was opened then."""
        before = [change for change in self.stages if change["at"] < at] or self.stages[:1]
        return bool(before[-1]["state"] == "open")


@cache
def rows_at(now: datetime = NOW) -> DemoRows:
    """Return the demo's rows; nobody may change them."""
    return demo_rows(now)


def told_deals(rows: DemoRows) -> Iterator[Told]:
    """Yield each deal with its rows."""
    tables = [_by_deal(table) for table in (rows.activities, rows.next_steps, rows.stage_changes)]
    for number, deal in enumerate(rows.deals, 1):
        yield Told(deal, *(table.get(number, []) for table in tables))


@cache
def customers() -> tuple[StoryCustomer, ...]:
    """Return all made-up customers."""
    return tuple(story_customers())


def deals() -> Iterator[StoryDeal]:
    """Yield the story of each deal."""
    return (deal for customer in customers() for deal in customer.deals)


def events() -> Iterator[Event]:
    """Yield everything that happens in all stories."""
    return (event for deal in deals() for event in deal.events)


def _by_deal(rows: list[Row]) -> dict[int, list[Row]]:
    ordered = sorted(rows, key=lambda row: int(row["deal_id"]))
    return {deal: list(group) for deal, group in groupby(ordered, key=lambda row: int(row["deal_id"]))}
