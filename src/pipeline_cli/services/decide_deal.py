"""Reach a verdict on a deal, or take one back."""

from collections.abc import Callable, Sequence
from datetime import datetime

from pipeline_cli.domain.contact import DealNews, Verdict, follow_up_warnings
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.logged import DealChanged
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.services.deal_changes import deal_in, decide, move_deal, reopen_deal, step_in, tell_news
from pipeline_cli.services.who import WORKING, resolve_deal
from pipeline_cli.store.store import Store
from pipeline_cli.store.write import Unit

Change = Callable[[Unit, Deal], None]

CLOSED_FIRST = ("parked", "lost", "won")


def decide_deal(
    store: Store,
    who: str,
    verdict: Verdict,
    now: datetime,
    *,
    at: datetime | None = None,
    deal: str | None = None,
    news: DealNews | None = None,
) -> DealChanged:
    """Close a deal as won or lost, or park it.

    Args:
        store: the user's store.
        who: a deal's number, or a customer's name.
        verdict: what it has come to.
        now: the time of the run.
        at: when that was, where it was not now.
        deal: which of the customer's deals.
        news: what became known with it, such as the final value.

    Raises:
        NotFoundError, RefusedError, StoreError: as for every change of a deal.
    """

    def change(unit: Unit, found: Deal) -> None:
        if news:
            tell_news(unit, found, news, now)
        decide(unit, found, verdict, at or now)

    command = {"parked": "park"}.get(verdict.state, verdict.state)
    return _change(store, command, who, now, change, deal=deal)


def move_to_stage(store: Store, who: str, stage: str, now: datetime, *, deal: str | None = None) -> DealChanged:
    """Move an open deal to another stage, forwards or backwards.

    Raises:
        NotFoundError, RefusedError, StoreError: as for every change of a deal.
    """
    return _change(store, "move", who, now, lambda unit, found: move_deal(unit, found, stage, now), deal=deal)


def reopen(store: Store, who: str, now: datetime, *, deal: str | None = None) -> DealChanged:
    """Open a closed or parked deal again, in the stage that it had.

    Raises:
        NotFoundError, RefusedError, StoreError: as for every change of a deal.
    """

    def change(unit: Unit, found: Deal) -> None:
        if found.is_open:
            raise RefusedError(
                t("Deal {number} is open already.", number=found.id),
                hint=t("To move it to another stage: pipe move {number} STAGE", number=found.id),
            )
        reopen_deal(unit, found, now)

    return _change(store, "reopen", who, now, change, deal=deal, states=CLOSED_FIRST)


def _change(
    store: Store,
    command: str,
    who: str,
    now: datetime,
    change: Change,
    *,
    deal: str | None,
    states: Sequence[str] = WORKING,
) -> DealChanged:
    with store.writing(command, now, may_make=False) as unit:
        id_ = resolve_deal(unit.reader, who, deal=deal, states=states)
        change(unit, deal_in(unit, id_, now))
        found, step = deal_in(unit, id_, now), step_in(unit, id_, now)
        unit.summary = f"#{id_} {found.customer_name}"
    return DealChanged(found, step, tuple(follow_up_warnings(found.state, step, str(id_))))
