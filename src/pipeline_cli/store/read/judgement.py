"""What a judgement of open deals is made from: all of them in plain figures, and the closed ones counted."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import ClosedCount, History
from pipeline_cli.domain.snapshot import RECENT_DAYS as LATELY_DAYS
from pipeline_cli.domain.staleness_verdict import AHEAD_DAYS, FAR_AHEAD_DAYS, RECENT_DAYS
from pipeline_cli.store.read import Row, fetch
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.days import Days, stored
from pipeline_cli.store.read.rows import day_of, due_of, instant_of

_EVERY_DEAL: Final = {"everything": 1, "recent": "", "day": "", "start": "", "decided_by": "", "far": "", "step": 1}
_QUIET: Final = (0, 0)


def open_deals(connection: sqlite3.Connection, zone: tzinfo | None) -> Iterator[OpenDeal]:
    """Yield every open deal, its days as they are in a zone; how lively it was lately is left out."""
    return (_open_deal(row, zone) for row in fetch(connection, "open_deals", **_EVERY_DEAL))


def judged_deals(
    connection: sqlite3.Connection, now: datetime, *, everything: bool = True, step: int = 1
) -> list[OpenDeal]:
    """Return open deals with all that a judgement of them rests on.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        everything: whether those come, too, that are left in peace anyway: reached lately, an agreed step to come, or
            a decision near ahead. Who was reached lately comes all the same where the decision is overdue or far ahead.
        step: 1 for all of them, 5 for every fifth.
    """
    zone, today = now.tzinfo, now.date()
    values = _EVERY_DEAL if everything else _doubtful(Days(today, today + timedelta(days=AHEAD_DAYS), zone))
    deals = [_open_deal(row, zone) for row in fetch(connection, "open_deals", **{**values, "step": step})]
    recent, replies = _recent(connection, deals, now), _replies(connection, deals)
    lively = recent.keys() | replies.keys()
    return [
        deal._replace(
            recent=recent.get(deal.deal_id, _QUIET)[0],
            inbound=recent.get(deal.deal_id, _QUIET)[1],
            replies=replies.get(deal.deal_id, 0),
        )
        if deal.deal_id in lively
        else deal
        for deal in deals
    ]


def open_total(connection: sqlite3.Connection) -> int:
    """Return how many deals are open."""
    return int(fetch(connection, "open_total")[0][0])


def open_values(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return what each open deal with a value is worth: the currency and minor units."""
    return fetch(connection, "usual_values")


def _doubtful(ahead: Days) -> dict[str, object]:
    """Return what a query for only those deals asks that may be doubted; the days are those of near decisions."""
    lately = Days(ahead.first - timedelta(days=RECENT_DAYS - 1), ahead.first, ahead.zone)
    return {
        "everything": 0,
        "recent": lately.values()["start"],
        "day": ahead.values()["day"],
        "start": ahead.values()["start"],
        "decided_by": ahead.values()["last"],
        "far": str(ahead.first + timedelta(days=FAR_AHEAD_DAYS)),
    }


def _recent(connection: sqlite3.Connection, deals: Sequence[OpenDeal], now: datetime) -> dict[int, tuple[int, int]]:
    """Return how often a deal's customer was reached lately, and how often they got in touch, where that happened."""
    since, until = stored(now - timedelta(days=LATELY_DAYS)), stored(now)
    first = now.date() - timedelta(days=LATELY_DAYS)
    reached = (deal.deal_id for deal in deals if deal.last_reached_on and deal.last_reached_on >= first)
    rows = in_chunks(connection, "recent_contacts", reached, since=since, until=until)
    return {deal: (contacts, inbound) for deal, contacts, inbound in rows}


def _replies(connection: sqlite3.Connection, deals: Sequence[OpenDeal]) -> dict[int, int]:
    """Return how often the customers of deals were the ones to get in touch, where that happened."""
    return dict(in_chunks(connection, "replies", (deal.deal_id for deal in deals if deal.contacts)))


def closed_history(connection: sqlite3.Connection, now: datetime) -> History:
    """Return the user's deals that are closed by now, counted by stage, longest silence and outcome."""
    rows = fetch(connection, "closed_counts", now=stored(now))
    return History(ClosedCount(stage, silence, bool(is_won), n) for stage, silence, is_won, n in rows)


def _open_deal(row: Row, zone: tzinfo | None) -> OpenDeal:
    id_, stage, opened_at, stage_since, reached_at, moves, minutes, contacts, attempts, *rest = row
    follow_up, due_on, due_at, agreed, decides_on, value_minor, currency, source, owner, profit_minor = rest
    due = due_of(due_on, due_at, zone)
    return OpenDeal(
        deal_id=id_,
        stage=stage,
        opened_on=_day(opened_at, zone),
        stage_since_on=_day(stage_since, zone),
        last_reached_on=_day(reached_at, zone) if reached_at else None,
        moves=moves,
        minutes=minutes,
        contacts=contacts,
        attempts=attempts,
        follow_up=follow_up,
        due_on=due.on if due else None,
        agreed=bool(agreed),
        decides_on=day_of(decides_on),
        value_minor=value_minor,
        currency=currency or "",
        source=source,
        owner=owner,
        profit_minor=profit_minor,
    )


def _day(instant: str, zone: tzinfo | None) -> date:
    return instant_of(instant, zone).date()
