"""The suggestions of ``pipe prune`` one at a time: all of them judged at once, each put in words when it is shown."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.pruning import SuggestedDeal
from pipeline_cli.domain.staleness import Verdict, explain
from pipeline_cli.domain.triage import TriageCard
from pipeline_cli.money.amount import Money
from pipeline_cli.services.suggest_pruning import Judged, freed_by, judge_open_deals
from pipeline_cli.store.read.closed_as_old import ClosedAsOld
from pipeline_cli.store.read.deals import deals_by_id, last_conversations, open_steps


class Suggested(NamedTuple):
    """The deals to go through, the clearest first; all suggestions, by deal; and what they rest on."""

    order: tuple[int, ...]
    verdicts: dict[int, Verdict]
    judged: Judged


def suggested(
    connection: sqlite3.Connection, now: datetime, *, limit: int = 0, hour_worth: Money | None = None
) -> Suggested:
    """Return the suggestions to go through.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        limit: the most to go through; 0 for all.
        hour_worth: what an hour is worth, as it is set; None to derive it.
    """
    judged = judge_open_deals(connection, now, hour_worth=hour_worth)
    verdicts = {one.deal.deal_id: one for one in judged.verdicts}
    return Suggested(tuple(verdicts)[: limit or None], verdicts, judged)


def triage_card(connection: sqlite3.Connection, suggestions: Suggested, deal: int, now: datetime) -> TriageCard:
    """Return what is shown of one suggestion."""
    judged = suggestions.judged
    as_old = ClosedAsOld(connection, now)
    suggestion = explain(suggestions.verdicts[deal], judged.history, now.date(), judged.model, as_old)
    return TriageCard(
        suggested=SuggestedDeal(deals_by_id(connection, [deal], now.tzinfo)[deal], suggestion),
        step=open_steps(connection, [deal], now.tzinfo).get(deal),
        last=last_conversations(connection, [deal], now.tzinfo).get(deal),
        frees=freed_by(connection, [suggestions.verdicts[deal]], judged.chasing),
    )


def deals_now(connection: sqlite3.Connection, deals: Iterable[int], now: datetime) -> tuple[Deal, ...]:
    """Return deals as they are by now, those that are gone left out."""
    return tuple(deals_by_id(connection, deals, now.tzinfo).values())


def customers_of(connection: sqlite3.Connection, deals: Iterable[int], now: datetime) -> dict[int, str]:
    """Return the names of the customers of deals, by deal."""
    return {id_: deal.customer_name for id_, deal in deals_by_id(connection, deals, now.tzinfo).items()}
