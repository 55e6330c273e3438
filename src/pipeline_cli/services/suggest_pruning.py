"""Which prospects to let go."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.chasing import NOT_PRICED, Chasing
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.pruning import Pruning, SuggestedDeal
from pipeline_cli.domain.silence_history import History
from pipeline_cli.domain.staleness import Freed, Suggestion, Verdict, explain, freed, rank, unsuggested
from pipeline_cli.domain.win_model import WinModel
from pipeline_cli.money.amount import Money
from pipeline_cli.services.fit_model import win_model
from pipeline_cli.services.price_of_chasing import price_of_chasing
from pipeline_cli.services.time_spent import Chased, time_spent
from pipeline_cli.store.read.closed_as_old import ClosedAsOld
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.judgement import closed_history, judged_deals, open_total, open_values

LET_GO = ("close", "park")


class Judged(NamedTuple):
    """What is suggested of open deals, the clearest first, and what that rests on."""

    deals: list[OpenDeal]
    verdicts: list[Verdict]
    history: History
    model: WinModel
    total: int
    chasing: Chasing = NOT_PRICED


def judge_open_deals(
    connection: sqlite3.Connection,
    now: datetime,
    *,
    everything: bool = False,
    hour_worth: Money | None = None,
    chasing: Chasing | None = None,
) -> Judged:
    """Judge the open deals; those that are left in peace are only read where everything is asked for.

    ``chasing`` is what chasing takes and brings where that is known already.
    """
    history = closed_history(connection, now)
    model = win_model(connection, now, history.basis.closed_deals)
    deals = judged_deals(connection, now, everything=everything)
    chasing = chasing or price_of_chasing(connection, now, history.basis, hour_worth)
    verdicts = rank(deals, history, now.date(), model, open_values(connection) if deals else (), chasing)
    return Judged(deals, verdicts, history, model, open_total(connection), chasing)


def suggest_pruning(
    connection: sqlite3.Connection,
    now: datetime,
    *,
    limit: int = 0,
    everything: bool = False,
    hour_worth: Money | None = None,
    chasing: Chasing | None = None,
) -> Pruning:
    """Return which open deals to let go, ask, park or reconnect with, the clearest first.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        limit: the most suggestions to explain; 0 for all.
        everything: whether those come behind them that nothing is suggested for.
        hour_worth: what an hour is worth, as it is set; None to derive it.
        chasing: what chasing takes and brings, where that is known already.
    """
    judged = judge_open_deals(connection, now, everything=everything, hour_worth=hour_worth, chasing=chasing)
    today = now.date()
    chosen = judged.verdicts[: limit or None]
    as_old = ClosedAsOld(connection, now)
    explained = [explain(one, judged.history, today, judged.model, as_old) for one in chosen]
    rest = _rest(judged, now) if everything else []
    shown = (explained + rest)[: limit or None]
    records = deals_by_id(connection, [one.deal_id for one in shown], now.tzinfo)
    return Pruning(
        now=now,
        shown=tuple(SuggestedDeal(records[one.deal_id], one) for one in shown),
        total=len(judged.verdicts),
        kept=judged.total - len(judged.verdicts),
        freed=freed_by(connection, (one for one in judged.verdicts if one.action in LET_GO), judged.chasing),
        basis=judged.history.basis,
        chasing=judged.chasing,
    )


def freed_by(connection: sqlite3.Connection, verdicts: Iterable[Verdict], chasing: Chasing = NOT_PRICED) -> Freed:
    """Return what letting go of deals gives back."""
    gone = [Chased(one.deal.deal_id, one.minutes_spent, one.age_days) for one in verdicts]
    return freed(time_spent(connection, gone), chasing=chasing)


def _rest(judged: Judged, now: datetime) -> list[Suggestion]:
    """Return the deals that nothing is suggested for, the least likely first."""
    suggested = {verdict.deal.deal_id for verdict in judged.verdicts}
    rest = [unsuggested(deal, now.date(), judged.model) for deal in judged.deals if deal.deal_id not in suggested]
    return sorted(rest, key=lambda one: (one.win_probability, one.deal_id))
