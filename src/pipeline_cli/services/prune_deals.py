"""Carry out what was decided about deals: one run, one step of undo."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pipeline_cli.domain.chasing import Chasing
from pipeline_cli.domain.contact import Promise, Verdict
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.pipeline import Pipeline, pipeline_of
from pipeline_cli.domain.pruning import Decided, Decision, Pruning
from pipeline_cli.domain.staleness import freed
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.amount import Money
from pipeline_cli.services.deal_changes import deal_in, decide
from pipeline_cli.services.price_of_chasing import price_of_chasing
from pipeline_cli.services.set_next_step import set_step_in
from pipeline_cli.services.suggest_pruning import LET_GO, suggest_pruning
from pipeline_cli.services.time_spent import Chased, time_spent
from pipeline_cli.store.read.judgement import closed_history, open_deals
from pipeline_cli.store.store import Store
from pipeline_cli.store.write import Unit

ACTIONS: Final = ("close", "won", "park", "ask", "keep")
"""What can be decided about a deal, in the order in which the history tells of it."""


def prune_deals(
    store: Store,
    decisions: Sequence[Decision],
    now: datetime,
    *,
    limit: int = 0,
    hour_worth: Money | None = None,
    chasing: Chasing | None = None,
    skips_decided: bool = False,
) -> Pruning:
    """Do what was decided, all of it or nothing, and return what is suggested after it.

    What an hour is worth is the same before and after: as the decisions were made on it, in ``chasing`` if that is
    known already. With ``skips_decided``, what is about a deal that is no longer open is left out rather than refused:
    ``decided`` holds the rest.

    Raises:
        NotFoundError: there is no deal of one of the numbers.
        RefusedError: one of the deals is closed already.
        StoreError: it could not be saved.
    """
    with store.writing("prune", now, may_make=False) as unit:
        known = {deal.deal_id: deal for deal in open_deals(unit.reader, now.tzinfo)}
        if skips_decided:
            decisions = [one for one in decisions if one.deal in known]
        basis = closed_history(unit.reader, now).basis
        chasing = chasing or price_of_chasing(unit.reader, now, basis, hour_worth)
        for decision in decisions:
            _carry_out(unit, decision, known.get(decision.deal), now)
        unit.summary = _summary(decisions)
    # What follows from the records is worked out as the unit ends, so it is read from here on.
    rest = suggest_pruning(store.reader, now, limit=limit, chasing=chasing)
    after = pipeline_of(open_deals(store.reader, now.tzinfo))
    let_go = [known[one.deal] for one in decisions if one.action in LET_GO and one.deal in known]
    gone = [Chased(one.deal_id, one.minutes, one.age_days(now.date())) for one in let_go]
    return rest._replace(
        freed=freed(time_spent(store.reader, gone), chasing=chasing),
        decided=_decided(decisions, pipeline_of(known.values()), after),
    )


def _carry_out(unit: Unit, decision: Decision, deal: OpenDeal | None, now: datetime) -> None:
    verdict = _verdict(decision, deal, now)
    if verdict:
        decide(unit, deal_in(unit, decision.deal, now), verdict, now)
    elif decision.action == "ask":
        promise = Promise(decision.due, by="call", why=t("ask for a decision"), agreed=False)
        set_step_in(unit, decision.deal, promise, now)
    elif decision.due:
        set_step_in(unit, decision.deal, Promise(decision.due, agreed=False), now)


def _verdict(decision: Decision, deal: OpenDeal | None, now: datetime) -> Verdict | None:
    """Return what a decision makes of a deal; None where it stays open."""
    if decision.action == "close":
        return Verdict("lost", reason=decision.reason or _evident_reason(deal, now))
    if decision.action == "park":
        return Verdict("parked", until=decision.until)
    return Verdict("won") if decision.action == "won" else None


def _evident_reason(deal: OpenDeal | None, now: datetime) -> str:
    days = deal.silent_days(now.date()) if deal else 0
    return tn("let go after one silent day", "let go after {n} silent days", days)


def _decided(decisions: Sequence[Decision], before: Pipeline, after: Pipeline) -> Decided:
    return Decided(
        closed=_numbers(decisions, "close"),
        parked=_numbers(decisions, "park"),
        kept=_numbers(decisions, "keep"),
        won=_numbers(decisions, "won"),
        asked=_numbers(decisions, "ask"),
        before=before,
        after=after,
    )


def _numbers(decisions: Sequence[Decision], action: str) -> tuple[int, ...]:
    return tuple(one.deal for one in decisions if one.action == action)


def _summary(decisions: Sequence[Decision]) -> str:
    """Return what the history keeps of a run, in any language: close #12 #15, park #9."""
    told = ((action, _numbers(decisions, action)) for action in ACTIONS)
    return ", ".join(f"{action} " + " ".join(f"#{n}" for n in numbers) for action, numbers in told if numbers)
