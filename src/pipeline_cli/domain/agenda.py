"""A day's agenda: who to call, and the deals that wait for a next step, a decision or their return."""

from datetime import date, datetime, time
from typing import NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import NextStep, overdue_days

LISTS = ("callbacks", "waiting", "no_next_step", "decisions_due", "returning")


class AgendaItem(NamedTuple):
    """One deal on the agenda. ``last`` is the last activity that reached the customer, if any did."""

    deal: Deal
    next_step: NextStep | None
    last: Activity | None
    silent_days: int
    overdue_days: int


class NewApproaches(NamedTuple):
    """New approaches of the day: deals opened and calls tallied; ``planned`` is None without a plan."""

    done: int
    planned: int | None


class HelpGiven(NamedTuple):
    """Customers helped that day; ``goal`` is None where none was chosen."""

    customers: int
    goal: int | None


class Agenda(NamedTuple):
    """What asks for attention on a day. ``totals`` counts each list in full, by its name.

    ``late`` counts the callbacks that are late where not all of them are in their list, else None.
    """

    now: datetime
    on: date
    callbacks: tuple[AgendaItem, ...]
    waiting: tuple[AgendaItem, ...]
    no_next_step: tuple[AgendaItem, ...]
    decisions_due: tuple[AgendaItem, ...]
    returning: tuple[AgendaItem, ...]
    totals: dict[str, int]
    new_approaches: NewApproaches
    help_given: HelpGiven
    late: int | None = None

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing at all asks for attention."""
        return not any(self.totals.values())


def silent_days(deal: Deal, last: Activity | None, today: date) -> int:
    """Return the days since the customer was last reached; since the deal was opened where they never were."""
    since = last.at if last else deal.opened_at
    return max(0, (today - since.date()).days)


def as_of(now: datetime, on: date) -> datetime:
    """Return the moment by which steps of an agenda are late: now, or the beginning of another day."""
    return now if on == now.date() else datetime.combine(on, time(), now.tzinfo)


def late_in(name: str, item: AgendaItem, on: date) -> AgendaItem:
    """Return an item as one of the lists shows it: how late the decision or the return is, where that is its matter."""
    since = {"decisions_due": item.deal.decides_on, "returning": item.deal.parked_until}.get(name)
    return item if since is None else item._replace(overdue_days=max(0, (on - since).days))


def agenda_item(deal: Deal, step: NextStep | None, last: Activity | None, today: date) -> AgendaItem:
    """Return a deal's line on the agenda of a day."""
    late = overdue_days(step.due, today) if step and step.due else 0
    return AgendaItem(deal, step, last, silent_days(deal, last, today), late)
