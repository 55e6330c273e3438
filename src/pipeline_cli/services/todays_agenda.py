"""The agenda of a day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from pipeline_cli.domain.agenda import LISTS, Agenda, AgendaItem, HelpGiven, NewApproaches, agenda_item, as_of, late_in
from pipeline_cli.store.read import agenda as read
from pipeline_cli.store.read.days import Days
from pipeline_cli.store.read.deals import deals_by_id, last_conversations, open_steps
from pipeline_cli.store.read.goals import goal_in_force
from pipeline_cli.store.read.planned_approaches import planned_approaches
from pipeline_cli.store.store import Store

MOST = 2**31
"""More deals than any list holds, and no more than SQLite can count."""


def todays_agenda(store: Store, now: datetime, *, on: date, days: int = 1, limit: int = 50) -> Agenda:
    """Return what asks for attention on a day, and on the days after it where more than one is asked for.

    Args:
        store: the user's store.
        now: aware; its zone decides what a day is.
        on: the day.
        days: how many days, 1 for that day alone.
        limit: the most that each list holds; 0 for all.
    """
    reader, span, most = store.reader, Days(on, on + timedelta(days=days - 1), now.tzinfo), min(limit, MOST) or -1
    picked = {
        "callbacks": read.due_deals(reader, span, most, as_of(now, on)),
        "waiting": read.followed_up(reader, "waiting", most),
        "no_next_step": read.followed_up(reader, "none", most),
        "decisions_due": read.decisions_due(reader, span, most),
        "returning": read.returning(reader, span, most),
    }
    items = _items(store, {deal for deals in picked.values() for deal in deals}, now, on)
    opened, tallied, helped = read.day_counts(reader, span)
    totals = dict(zip(LISTS, read.agenda_totals(reader, span), strict=True))
    is_cut = totals["callbacks"] > len(picked["callbacks"])
    return Agenda(
        now=now,
        on=on,
        **{name: tuple(late_in(name, items[deal], on) for deal in deals) for name, deals in picked.items()},
        totals=totals,
        new_approaches=NewApproaches(done=opened + tallied, planned=_planned(store, now, on)),
        help_given=HelpGiven(customers=helped, goal=_customers_to_help(store, on)),
        late=read.late_callbacks(reader, as_of(now, on)) if is_cut else None,
    )


def _planned(store: Store, now: datetime, on: date) -> int | None:
    """Return the new approaches that the plan asks for; None without one, and on days without business."""
    planned = planned_approaches(store.reader, on)
    if planned is None:
        return None
    from pipeline_cli.dates.business_days import is_working_day  # most have no plan, and start-up is budgeted
    from pipeline_cli.dates.when import default_rules

    return planned if is_working_day(on, default_rules(now)) else None


def _customers_to_help(store: Store, on: date) -> int | None:
    """Return how many customers the goal of a day is to help; None where it is about something else."""
    found = goal_in_force(store.reader, on)
    return found.goal.per_day if found and found.goal.is_about_customers else None


def _items(store: Store, ids: Iterable[int], now: datetime, on: date) -> dict[int, AgendaItem]:
    wanted = sorted(ids)
    steps = open_steps(store.reader, wanted, now.tzinfo)
    last = last_conversations(store.reader, wanted, now.tzinfo)
    deals = deals_by_id(store.reader, wanted, now.tzinfo)
    return {id_: agenda_item(deal, steps.get(id_), last.get(id_), on) for id_, deal in deals.items()}
