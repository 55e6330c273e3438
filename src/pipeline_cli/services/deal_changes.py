"""The changes that several use cases make to a deal, each inside the unit of its caller."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from pipeline_cli.dates.format import format_date
from pipeline_cli.domain.contact import DealNews, Promise, Verdict, carried_on
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.store.read.deals import deals_by_id, open_steps
from pipeline_cli.store.tables import CustomerRow, DealRow, NextStepRow, StageChangeRow
from pipeline_cli.store.write import Unit
from pipeline_cli.zone import zone_name


def deal_in(unit: Unit, id_: int, now: datetime) -> Deal:
    """Return a deal as it is inside a unit.

    Raises:
        NotFoundError: there is none of that number.
    """
    found = deals_by_id(unit.reader, [id_], now.tzinfo).get(id_)
    if found is None:
        raise NotFoundError(t("No deal {number}.", number=id_))
    return found


def step_in(unit: Unit, deal: int, now: datetime) -> NextStep | None:
    """Return the open next step of a deal as it is inside a unit."""
    return open_steps(unit.reader, [deal], now.tzinfo).get(deal)


def new_customer(unit: Unit, name: str, at: datetime, *, reading: str = "", **fields: Any) -> int:  # noqa: ANN401  # columns
    """Add a customer and return their id."""
    return unit.insert(
        CustomerRow,
        name=name,
        name_key=name_key(name),
        reading=reading,
        reading_key=reading_key(reading),
        created_at=at,
        **fields,
    )


def new_deal(unit: Unit, customer: int, stage: str, at: datetime, **fields: Any) -> int:  # noqa: ANN401  # columns
    """Add an open deal, its first stage included, and return its number."""
    id_ = unit.insert(DealRow, customer_id=customer, stage=stage, stage_since=at, opened_at=at, **fields)
    unit.insert(StageChangeRow, deal_id=id_, stage=stage, at=at)
    return id_


def move_deal(unit: Unit, deal: Deal, stage: str, at: datetime) -> None:
    """Put an open deal into another stage.

    Raises:
        RefusedError: the deal is closed or parked.
    """
    refuse_unless_open(deal)
    if stage != deal.stage:
        unit.update(DealRow, deal.id, stage=stage, stage_since=at)
        unit.insert(StageChangeRow, deal_id=deal.id, stage=stage, at=at)


def decide(unit: Unit, deal: Deal, verdict: Verdict, at: datetime) -> None:
    """Close or park a deal; its next step, where one is still open, is dropped.

    Raises:
        RefusedError: the deal is closed already.
    """
    if deal.state in ("won", "lost"):
        raise RefusedError(
            t("Deal {number} is {state} already.", number=deal.id, state=t(deal.state)),
            hint=t("To decide again, open it first: pipe reopen {number}", number=deal.id),
        )
    if at < deal.opened_at:
        raise RefusedError(
            t("Deal {number} was opened later than that.", number=deal.id),
            why=t("It was opened on {day}.", day=format_date(deal.opened_at.date())),
            hint=t("Give a later --at, or an earlier opening: pipe edit {number} --opened DAY", number=deal.id),
        )
    is_parked = verdict.state == "parked"
    unit.update(
        DealRow,
        deal.id,
        state=verdict.state,
        closed_at=None if is_parked else at,
        lost_reason=verdict.reason,
        parked_until=verdict.until if is_parked else None,
    )
    unit.insert(StageChangeRow, deal_id=deal.id, state=verdict.state, stage=deal.stage, at=at)
    step = step_in(unit, deal.id, at)
    if step:
        end_step(unit, step, "dropped", at)


def reopen_deal(unit: Unit, deal: Deal, at: datetime) -> None:
    """Open a closed or parked deal again, in the stage that it had."""
    unit.update(DealRow, deal.id, state="open", closed_at=None, lost_reason="", parked_until=None, stage_since=at)
    unit.insert(StageChangeRow, deal_id=deal.id, stage=deal.stage, at=at)


def tell_news(unit: Unit, deal: Deal, news: DealNews, at: datetime) -> None:
    """Write down what a contact says of the deal."""
    if news.stage:
        move_deal(unit, deal, news.stage, at)
    plain = {
        "title": news.title,
        "concern": news.concern,
        "if_solved": _if_solved(deal, news),
        "decides_on": news.decides_on,
        "tags": list(dict.fromkeys((*deal.tags, *news.tags))) if news.tags else None,
    }
    values = {name: value for name, value in plain.items() if value is not None}
    values.update(amounts(deal, news.amounts))
    if values:
        unit.update(DealRow, deal.id, **values)


def _if_solved(deal: Deal, news: DealNews) -> str | None:
    """Return whether they would buy then; what they said of one concern says nothing of another."""
    is_another = news.concern is not None and news.concern != deal.concern
    return "" if is_another and (news.if_solved is None or not news.concern) else news.if_solved


def amounts(deal: Deal | None, told: Mapping[str, Money], emptied: Collection[str] = ()) -> dict[str, Any]:
    """Return the columns of amounts that change, with their currency.

    Args:
        deal: the deal as it is; None for a new one.
        told: new amounts by name.
        emptied: names of amounts that are no longer known.

    Raises:
        RefusedError: the deal would have amounts in two currencies.
    """
    columns: dict[str, Any] = {f"{name}_minor": None for name in emptied}
    if not told:
        return columns
    stays = {name: money for name, money in (deal.amounts if deal else {}).items() if name not in {*told, *emptied}}
    currencies = {money.currency for money in (*told.values(), *stays.values()) if money}
    if len(currencies) > 1:
        raise RefusedError(
            t("A deal has one currency, not {listed}.", listed=" + ".join(sorted(currencies))),
            hint=t("Give value, profit and MRR together in the same currency."),
        )
    return {**columns, "currency": currencies.pop(), **{f"{name}_minor": money.minor for name, money in told.items()}}


def put_step(unit: Unit, deal: int, promise: Promise, at: datetime, *, moves: int = 0, attempts: int = 0) -> None:
    """Give an open deal its next step; the one before must have been ended."""
    unit.insert(
        NextStepRow,
        deal_id=deal,
        due_on=promise.due.on if promise.due and promise.due.is_all_day else None,
        due_at=promise.due.at if promise.due else None,
        zone=zone_name(at),
        by=promise.by,
        why=promise.why,
        agreed=promise.agreed and promise.due is not None,
        waiting=promise.waiting,
        moves=moves,
        attempts=attempts,
        set_at=at,
    )


def push_step(
    unit: Unit, deal: int, step: NextStep | None, promise: Promise, at: datetime, *, attempts: int = 0
) -> None:
    """Give a deal its next step in place of one that has just been ended, if there was one.

    Its moves and attempts are counted on, and what it was about stays unless something else is said.
    """
    if step is None:
        put_step(unit, deal, promise, at)
        return
    moves = step.moves + int(step.due is not None)
    put_step(unit, deal, carried_on(promise, step), at, moves=moves, attempts=step.attempts + attempts)


def end_step(unit: Unit, step: NextStep, state: str, at: datetime) -> None:
    """End a next step: kept, moved, missed or dropped."""
    unit.update(NextStepRow, step.id, state=state, ended_at=at)


def refuse_unless_open(deal: Deal) -> None:
    """Refuse a change that only an open deal can have.

    Raises:
        RefusedError: the deal is closed or parked.
    """
    if not deal.is_open:
        raise RefusedError(
            t("Deal {number} is {state}.", number=deal.id, state=t(deal.state)),
            why=t("Only an open deal has a stage to move and a next step."),
            hint=t("Open it first: pipe reopen {number}", number=deal.id),
        )
