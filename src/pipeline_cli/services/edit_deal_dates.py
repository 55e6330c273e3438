"""Correct when a deal was opened or closed, or when it comes back; its way through the stages follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline_cli.domain.deal import Deal
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.store.read import fetch
from pipeline_cli.store.tables import DealRow, StageChangeRow
from pipeline_cli.store.write import Unit

DECIDED = ("won", "lost")


def refuse_dates_of_another_state(deal: Deal, changes: Mapping[str, Any]) -> None:
    """Refuse the reason or the date of something that has not happened to a deal.

    Raises:
        RefusedError: such as a day to come back for a deal that is not parked.
    """
    if changes.get("lost_reason") and deal.state != "lost":
        raise RefusedError(
            t("Deal {number} is not lost.", number=deal.id),
            hint=t("To close it: pipe lost {number} REASON", number=deal.id),
        )
    if "closed_at" in changes and deal.state not in DECIDED:
        raise RefusedError(
            t("Deal {number} is not closed.", number=deal.id),
            hint=t("To close it: pipe won {number}, or pipe lost {number} REASON", number=deal.id),
        )
    if "parked_until" in changes and deal.state != "parked":
        raise RefusedError(
            t("Deal {number} is not parked.", number=deal.id),
            hint=t("To put it aside: pipe park {number} WHEN", number=deal.id),
        )


def move_dates(unit: Unit, deal: Deal, changes: Mapping[str, Any]) -> None:
    """Let a deal's way begin and end when it was opened and closed.

    Raises:
        RefusedError: it would have been closed, or in another stage, before it was opened.
    """
    moved = {id_: at for id_, at in _moved(unit, deal, changes).items() if at is not None}
    for id_, at in moved.items():
        unit.update(StageChangeRow, id_, at=at)
    opened = changes.get("opened_at")
    if opened and deal.stage_since == deal.opened_at:
        unit.update(DealRow, deal.id, stage_since=opened)
    _refuse_disorder(unit, deal, changes)


def _moved(unit: Unit, deal: Deal, changes: Mapping[str, Any]) -> dict[int, datetime | None]:
    """Return the changes of stage that are moved: the first one, and the one that closed the deal."""
    way = fetch(unit.reader, "way_of_deal", deal=deal.id)
    closing = [id_ for id_, state, _ in way if state in DECIDED]
    first = {id_: changes.get("opened_at") for id_, *_ in way[:1]}
    return first | {id_: changes.get("closed_at") for id_ in closing[-1:]}


def _refuse_disorder(unit: Unit, deal: Deal, changes: Mapping[str, Any]) -> None:
    times = [datetime.fromisoformat(at) for _, _, at in fetch(unit.reader, "way_of_deal", deal=deal.id)]
    opened = changes.get("opened_at", deal.opened_at)
    closed = changes.get("closed_at", deal.closed_at)
    is_late = any(at < opened for at in times) or (closed is not None and closed < opened)
    if is_late or (closed is not None and any(at > closed for at in times)):
        raise RefusedError(
            t("Deal {number} can't begin after its stages, nor end before them.", number=deal.id),
            hint=t('"pipe history {number}" says when it was in which.', number=deal.id),
        )
