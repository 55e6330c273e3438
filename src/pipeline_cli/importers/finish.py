"""Make plain rows of what the cells of a record say: what only several cells together tell, and what contradicts."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Protocol

from pipeline_cli.domain.deal import STATES
from pipeline_cli.domain.plain_rows import (
    ActivityEntry,
    CardEntry,
    CustomerEntry,
    DealEntry,
    Entry,
    Origin,
    StageEntry,
    StepEntry,
)
from pipeline_cli.i18n import t
from pipeline_cli.importers.cells import AMOUNTS
from pipeline_cli.importers.headers import CARD, STEP

UNKNOWN_CUSTOMER = "unknown-customer"
"""The ref of the customer that stands in where another program's file names none."""

_CJK = re.compile("[぀-ヿ㐀-鿿]")

Values = dict[str, Any]


class Finish(Protocol):
    """Makes a plain row of a record's values; raises ValueError with the reason where they contradict each other."""

    def __call__(self, origin: Origin, values: Values, *, is_own: bool) -> Entry:
        """Return the row."""


def finish_customer(origin: Origin, values: Values, *, is_own: bool) -> CustomerEntry:  # noqa: ARG001
    """Return a customer, the parts of a name and a reading put together."""
    name = joined(values.pop("family_name", None), values.pop("given_name", None))
    reading = joined(values.pop("family_reading", None), values.pop("given_reading", None))
    return CustomerEntry(origin=origin, **{**_present(name=name, reading=reading), **values})


def joined(family: str | None, given: str | None) -> str | None:
    """Return a name of two parts: the family's first in Japanese, last elsewhere."""
    parts = [part for part in (family, given) if part]
    is_family_first = all(_CJK.search(part) for part in parts)
    return " ".join(parts if is_family_first else parts[::-1]) or None


def finish_deal(origin: Origin, values: Values, *, is_own: bool) -> DealEntry:
    """Return a deal: its state told from its stage, its amounts in one currency."""
    values.update(_state_and_stage(values.pop("state", None), values.pop("stage", None), is_own=is_own))
    values.update(_currency(values))
    if not is_own:
        values.update(_stand_in(values))
    values.update(_closing(values, is_own=is_own))
    values.update(_beside(origin, values))
    return DealEntry(origin=origin, **values)


def _beside(origin: Origin, values: Values) -> Values:
    """Take out what is said of the customer, and of the next step; that of a parked deal is the day it comes back."""
    card = CardEntry(**{name: values.pop(name, None) for name in CARD})
    due, by, why = (values.pop(name, None) for name in STEP)
    found: Values = {}
    is_known = values.get("customer_ref") != UNKNOWN_CUSTOMER
    if any(card) and is_known:
        found["card"] = card
    elif card.memo:
        found["custom"] = {**(values.get("custom") or {}), t("memo"): card.memo}
    if due and values["state"] == "parked":
        found["parked_until"] = values.get("parked_until") or due.on
    elif due:
        found["step"] = StepEntry(origin, due=due, by=by, why=why, agreed=False)
    elif why:
        found["custom"] = {**(found.get("custom") or values.get("custom") or {}), t("next action"): why}
    return found


def _state_and_stage(state: str | None, stage: str | None, *, is_own: bool) -> Values:
    """Tell states from stages, as either column may hold both; another program's open stage means an open deal."""
    states = [word for word in (state, stage) if word in STATES]
    stages = [word for word in (stage, state) if word and word not in STATES]
    if len(set(states)) > 1:
        raise ValueError(t("state says {state}, and stage says {stage}", state=states[0], stage=states[1]))
    found = states[0] if states else "open" if stages and not is_own else None
    return {"state": found, "stage": stages[0] if stages else None}


def _currency(values: Mapping[str, Any]) -> Values:
    amounts = [values[name] for name in sorted(AMOUNTS) if name in values]
    currencies = {amount.currency for amount in amounts} | set(_present(currency=values.get("currency")).values())
    if len(currencies) > 1:
        raise ValueError(t("a deal has one currency, not {listed}", listed=" + ".join(sorted(currencies))))
    if "value" in values and values["value"].minor < 0:
        raise ValueError(t("the value is negative"))
    return {"currency": next(iter(currencies), None)}


def _stand_in(values: Mapping[str, Any]) -> Values:
    """Return how the customer is named where another program gives an id alone, or nobody at all."""
    if values.get("customer"):
        return {}
    ref = values.get("customer_ref")
    if ref:
        return {"customer": ref}
    return {"customer_ref": UNKNOWN_CUSTOMER, "customer": t("Unknown customer")}


def _closing(values: Mapping[str, Any], *, is_own: bool) -> Values:
    """Return when a deal was closed; of one that is still open, other programs write when they expect it to be."""
    closed_at: datetime | None = values.get("closed_at")
    if closed_at is None:
        return {}
    if values["state"] in ("open", "parked") or (values["state"] is None and not is_own):
        if is_own:
            raise ValueError(t("closed_at is given, and the deal is {state}", state=values["state"]))
        return {"closed_at": None, "decides_on": values.get("decides_on") or closed_at.date()}
    opened_at = values.get("opened_at")
    if opened_at and closed_at.time() == time() and closed_at.date() == opened_at.date():
        return {"closed_at": max(closed_at, opened_at)}  # a day without a time begins before what happened on it
    return {}


def finish_activity(origin: Origin, values: Values, *, is_own: bool) -> ActivityEntry:
    """Return an activity; of nobody that is known, it belongs to no deal either."""
    if "seconds" in values:
        values.setdefault("minutes", values.pop("seconds"))
    if not is_own and not values.get("kind"):  # a guess would end a silence
        raise ValueError(t("{column} is empty", column="kind"))
    if not is_own and not values.get("deal_ref"):
        values.update(_stand_in(values))
        values["no_deal"] = values.get("no_deal") or values.get("customer_ref") == UNKNOWN_CUSTOMER
    return ActivityEntry(origin=origin, **values)


def finish_step(origin: Origin, values: Values, *, is_own: bool) -> StepEntry:  # noqa: ARG001
    """Return a next step."""
    del values["custom"]
    return StepEntry(origin=origin, due=values.pop("due_at", None), **values)


def finish_stage(origin: Origin, values: Values, *, is_own: bool) -> StageEntry:  # noqa: ARG001
    """Return a stage that a deal entered, or what it became."""
    del values["custom"]
    missing = [name for name in ("deal_ref", "stage", "at") if name not in values]
    if missing:
        raise ValueError(t("{column} is empty", column=missing[0]))
    told = _state_and_stage(values.get("state"), values["stage"], is_own=True)
    return StageEntry(origin, values["deal_ref"], told["stage"] or "", values["at"], told["state"] or "open")


def _present(**values: object) -> Values:
    return {name: value for name, value in values.items() if value is not None}


FINISH: Mapping[str, Finish] = {
    "customers": finish_customer,
    "deals": finish_deal,
    "activities": finish_activity,
    "next_steps": finish_step,
    "stages": finish_stage,
}
"""What makes the rows of each table."""
