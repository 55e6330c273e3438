"""What a row of deals.csv makes of a deal, new or known, and of its way through the stages."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pipeline_cli.domain.plain_rows import DealEntry, StageEntry
from pipeline_cli.domain.stages import first_stage
from pipeline_cli.i18n import t
from pipeline_cli.services.intake import Intake, Values, given, given_custom
from pipeline_cli.services.known_rows import cleared, cleared_custom, new_ref

DECIDED = ("won", "lost")
AMOUNTS = ("value", "profit", "mrr")


class Hints(NamedTuple):
    """What an import tells of its deals besides their own rows.

    Attributes:
        contacts: the first and last activity of each deal, by its ref.
        ways: the stages of each deal, oldest first, by its ref.
        as_of: the latest date among its deals and activities; now where there is none.
        furthest_stage: the stage nearest to a contract that any of its deals is in.
        now: the time of the run.
    """

    contacts: Mapping[str, tuple[datetime, datetime]]
    ways: Mapping[str, Sequence[StageEntry]]
    as_of: datetime
    furthest_stage: str
    now: datetime

    def way(self, ref: str | None) -> Sequence[StageEntry]:
        """Return the stages of a deal, oldest first; empty where no file gives them."""
        return self.ways.get(ref, ()) if ref else ()


def new_deal(entry: DealEntry, customer: int | None, hints: Hints, assumed: Counter[str]) -> Values:
    """Return the row of a deal that the store does not know.

    Raises:
        ValueError: something is missing, or contradicts; the message says so to the user.
    """
    if customer is None:
        raise ValueError(t("neither customer_ref nor customer is given"))
    state = entry.state or "open"
    way = hints.way(entry.ref)
    opened_at = entry.opened_at or _opened_at(entry, way, hints, assumed)
    stage = entry.stage or _last_stage(way) or _usual_stage(state, hints)
    return {
        **_told(entry),
        **_amounts(entry),
        **_state(entry, state, opened_at, hints, assumed),
        "ref": entry.ref,
        "customer_id": customer,
        "state": state,
        "stage": stage,
        "opened_at": opened_at,
        "stage_since": entry.stage_since or _entered_at(way, stage) or opened_at,
    }


def changed_deal(
    intake: Intake, entry: DealEntry, stored: Values, customer: int | None, hints: Hints
) -> dict[str, Any]:
    """Return the values of a known deal that a row gives, and those that follow from them.

    Raises:
        ValueError: as for a new one.
    """
    empty = cleared(intake, "deals", stored, entry)
    # What was to come of solving a concern goes with it; where none was stored, an export comes back as it was.
    unconcerned = {"if_solved": "" if stored["concern"] else stored["if_solved"]} if "concern" in empty else {}
    values = {
        **new_ref(intake, "deals", stored, entry.ref),
        **empty,
        **_told(entry),
        **unconcerned,
        **_changed_amounts(entry, stored, empty),
        **cleared_custom(intake, "deals", stored, entry),
        **given(customer_id=customer, opened_at=entry.opened_at, stage=entry.stage, stage_since=entry.stage_since),
    }
    if entry.stage not in (None, stored["stage"]):
        entered_at = entry.stage_since or _entered_at(hints.way(entry.ref), entry.stage or "")
        values["stage_since"] = entered_at or hints.now
    if entry.state in (None, stored["state"]):
        known = stored["state"]
        return {**values, **given(**_dates_of(entry, known))}
    reason = {"lost_reason": entry.lost_reason or ""} if entry.state == "open" else {}
    return {**values, **reason, "state": entry.state, **_state(entry, entry.state, hints.now, hints, intake.assumed)}


def _dates_of(entry: DealEntry, state: str) -> dict[str, Any]:
    """Return the dates that a deal has in its state."""
    if entry.closed_at and state not in DECIDED:
        raise ValueError(t("closed_at is given, and the deal is {state}", state=state))
    return {
        "closed_at": entry.closed_at if state in DECIDED else None,
        "parked_until": entry.parked_until if state == "parked" else None,
    }


def _state(entry: DealEntry, state: str, fallback: datetime, hints: Hints, assumed: Counter[str]) -> dict[str, Any]:
    """Return the dates of a deal that comes into a state; a closed one without a date was so at its last contact."""
    dates = _dates_of(entry, state)
    if state == "parked" and not entry.parked_until:
        raise ValueError(t("{column} is empty, and the deal is parked", column="parked_until"))
    if state in DECIDED and not entry.closed_at:
        assumed["no_closed_at"] += 1
        dates["closed_at"] = hints.contacts.get(entry.ref or "", (fallback, fallback))[1]
    return dates


def _told(entry: DealEntry) -> dict[str, Any]:
    return {
        **given(
            title=entry.title,
            source=entry.source,
            owner=entry.owner,
            tags=entry.tags,
            lost_reason=entry.lost_reason,
            concern=entry.concern,
            if_solved=entry.if_solved,
            decides_on=entry.decides_on,
        ),
        **given_custom(entry.custom),
    }


def _amounts(entry: DealEntry) -> dict[str, Any]:
    told = {f"{name}_minor": money.minor for name in AMOUNTS if (money := getattr(entry, name))}
    return {**told, **given(currency=entry.currency)}


def _changed_amounts(entry: DealEntry, stored: Values, empty: Values) -> dict[str, Any]:
    """Return the amounts that a row gives to a known deal; where none is left, it has no currency either.

    Raises:
        ValueError: others that it has are in another currency.
    """
    told = {**empty, **_amounts(entry)}
    after = {name: told.get(name, stored[name]) for name in (f"{one}_minor" for one in AMOUNTS)}
    kept = [name for name in after if name not in told and stored[name] is not None]
    if kept and entry.currency not in (None, stored["currency"]):
        raise ValueError(
            t("the deal's other amounts are in {before}, not {after}", before=stored["currency"], after=entry.currency)
        )
    has_none = "currency" in entry.cleared and all(amount is None for amount in after.values())
    return {**_amounts(entry), **({"currency": None} if empty and has_none else {})}


def _opened_at(entry: DealEntry, way: Sequence[StageEntry], hints: Hints, assumed: Counter[str]) -> datetime:
    """Return when a deal began that does not say: at its first sign, else as late as the file knows of anything."""
    assumed["no_opened_at"] += 1
    signs = [stage.at for stage in way[:1]] + ([entry.closed_at] if entry.closed_at else [])
    signs += hints.contacts.get(entry.ref or "", ())[:1]
    return min(signs, default=hints.as_of)


def _usual_stage(state: str, hints: Hints) -> str:
    """Return the stage of a deal that does not say: a closed one got as far as any that is still open."""
    return hints.furthest_stage if state in DECIDED else first_stage()


def _last_stage(way: Sequence[StageEntry]) -> str | None:
    return next((stage.stage for stage in reversed(way) if stage.stage), None)


def _entered_at(way: Sequence[StageEntry], stage: str) -> datetime | None:
    """Return when a deal last entered a stage."""
    return next((one.at for one in reversed(way) if one.stage == stage and one.state == "open"), None)


def way_of_new(row: Values, way: Sequence[StageEntry], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the stage changes of a new deal: those of its file, else that it was opened; and that it was closed.

    When a deal was parked a file need not say; it is known to be so from now on.
    """
    if not way:
        yield {"state": "open", "stage": row["stage"], "at": row["opened_at"]}
    yield from stage_rows(way, row["stage"])
    if row["state"] != "open" and not any(one.state == row["state"] for one in way):
        yield {"state": row["state"], "stage": row["stage"], "at": row["closed_at"] or now}


def way_of_changed(before: Values, after: Values, way: Sequence[StageEntry], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the stage change of a deal that a row put into another state or stage, unless its file gives it."""
    found = (after["state"], after["stage"])
    if found != (before["state"], before["stage"]) and found not in [(one.state, one.stage) for one in way]:
        yield {"state": found[0], "stage": found[1], "at": after["closed_at"] if found[0] in DECIDED else now}


def stage_rows(way: Sequence[StageEntry], last_stage: str) -> Iterator[dict[str, Any]]:
    """Yield stage changes as the store keeps them; a verdict stands beside the stage that came before it."""
    stage = last_stage
    for one in way:
        stage = one.stage or stage
        yield {"state": one.state, "stage": stage, "at": one.at}
